namespace DiCNet;

/// <summary>What is wrong with a picture as a whole. A broken camera is never reported as something on the road.</summary>
public enum FrameQuality
{
    /// <summary>Nothing is known against it.</summary>
    Good,

    /// <summary>All of it is black.</summary>
    Black,

    /// <summary>It has the even green of a decoder that lost its data.</summary>
    Green,

    /// <summary>The same picture has come for a while, with PTS that go on.</summary>
    Frozen,
}
