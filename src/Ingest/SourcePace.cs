namespace DiCNet.Ingest;

/// <summary>How fast a recording is read.</summary>
public enum SourcePace
{
    /// <summary>By its own clock, as a camera would give it: it never waits for the model, the freshest frame wins.</summary>
    Clock,

    /// <summary>As fast as its frames are taken; none is left out.</summary>
    Free,
}
