using OpenCvSharp;

namespace DiCNet.Ingest;

/// <summary>A made-up street, the same on every run, with an anomaly whose place and time are known.</summary>
sealed class TestPatternPictures : IPictures
{
    private readonly TestPatternOptions _options;
    private readonly TestPatternScene _scene;
    private long _next;

    /// <summary>Makes the scene.</summary>
    /// <param name="location">How the user asked for it.</param>
    /// <param name="stream">The name of the stream.</param>
    /// <exception cref="UserError">A setting of it is wrong.</exception>
    public TestPatternPictures(string location, StreamId stream)
    {
        _options = TestPatternOptions.Parse(location);
        _scene = new TestPatternScene(_options);
        Info = new SourceInfo(
            stream, location, _options.Width, _options.Height, _options.FramesPerSecond, _options.Frames, _options.Frames);
    }

    /// <inheritdoc/>
    public SourceInfo Info { get; }

    /// <inheritdoc/>
    public Picture Next(Mat pixels)
    {
        if (_next == _options.Frames)
        {
            return new Picture(PictureKind.End);
        }

        var index = _next++;
        var seconds = index / _options.FramesPerSecond;
        if (index >= _options.PtsJumpAtFrame)
        {
            seconds += _options.PtsJumpBy.TotalSeconds;
        }

        var heldBack = index == _options.StallAtFrame ? _options.StallFor : TimeSpan.Zero;
        if (Dice.Share(_options.Seed, 'd', index) < _options.DropShare)
        {
            return new Picture(PictureKind.LeftOut, seconds, heldBack);
        }

        _scene.Draw(index, pixels);
        return new Picture(PictureKind.Whole, seconds, heldBack);
    }

    /// <inheritdoc/>
    public void Dispose() => _scene.Dispose();
}
