namespace DiCNet.Render;

/// <summary>What the messages of the events of one stream go to: a file, a webhook. Never blocks and never throws for trouble of its own.</summary>
interface IMessageOutput : IAsyncDisposable
{
    /// <summary>Takes messages, in order; what cannot be kept is counted as dropped. One caller at a time.</summary>
    void Write(IReadOnlyList<AnomalyEvent> messages);

    /// <summary>How it does. Any number of threads.</summary>
    OutputStatus Status { get; }
}
