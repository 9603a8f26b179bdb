using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using OpenCvSharp;

namespace DiCNet.Render;

/// <summary>Two pictures that wait for one output, and one that it works on. A third that comes takes the place of the oldest.</summary>
/// <param name="dropped">Told of each picture that had to go.</param>
sealed class LeakyPictures(Action dropped) : IDisposable
{
    private const int Slots = 3;

    private readonly Pool<OutputPicture> _pool = new(Slots, () => new OutputPicture());
    private readonly Channel<OutputPicture> _waiting = Channel.CreateBounded<OutputPicture>(Slots);

    /// <summary>Copies a picture; never waits. One caller at a time.</summary>
    /// <param name="picture">Lent for the call.</param>
    /// <param name="mediaTime">Of its frame.</param>
    /// <param name="capturedAt">Of its frame.</param>
    public void Offer(Mat picture, TimeSpan mediaTime, long capturedAt)
    {
        if (!_pool.TryRent(out var slot))
        {
            dropped();
            if (!_waiting.Reader.TryRead(out slot))
            {
                return;
            }
        }

        picture.CopyTo(slot.Pixels);
        (slot.MediaTime, slot.CapturedAt) = (mediaTime, capturedAt);
        if (!_waiting.Writer.TryWrite(slot))
        {
            slot.Dispose();
        }
    }

    /// <summary>Waits for a picture; false when none comes any more.</summary>
    public ValueTask<bool> WaitAsync() => _waiting.Reader.WaitToReadAsync();

    /// <summary>Takes the oldest picture. The caller owns the result.</summary>
    public bool TryTake([NotNullWhen(true)] out OutputPicture? picture) => _waiting.Reader.TryRead(out picture);

    /// <summary>No picture comes any more.</summary>
    public void Complete() => _waiting.Writer.TryComplete();

    /// <summary>Frees the pictures; to be called when whoever took them has ended.</summary>
    public void Dispose()
    {
        Complete();
        _waiting.Reader.Drain();
        _pool.Dispose();
    }
}
