namespace DiCNet;

/// <summary>Why a frame could not be scored.</summary>
public enum FailReason
{
    /// <summary>Its picture could not be decoded.</summary>
    Undecodable,
}
