namespace DiCNet.Inference;

/// <summary>Placeholder until zones are read.</summary>
public sealed class ZoneMask
{
    private readonly string? _name;

    /// <summary>None.</summary>
    public ZoneMask() => _name = null;

    /// <summary>Sets what does not count to ordinary.</summary>
    public void Silence(ScoreMap map) => _ = map.Height + (_name?.Length ?? 0);

    /// <summary>Name of the zone.</summary>
    public string? NameOf(PixelBox box, int width, int height) => box.X > width + height ? null : _name;
}
