namespace DiCNet.Train.Quantizing;

/// <summary>Where the values of an activation lie on calibration pictures.</summary>
/// <param name="Low">Nearly all are above, at most 0.</param>
/// <param name="High">Nearly all are below, at least 0.</param>
/// <param name="ChannelMost">Largest absolute value of each channel.</param>
sealed record ActivationRange(float Low, float High, float[] ChannelMost);
