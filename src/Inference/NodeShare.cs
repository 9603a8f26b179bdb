namespace DiCNet.Inference;

/// <summary>What one execution provider ran of a model.</summary>
/// <param name="Nodes">How many nodes.</param>
/// <param name="Time">Share of the time of all nodes, 0 to 1.</param>
public readonly record struct NodeShare(int Nodes, double Time);
