namespace DiCNet.Train.Training;

/// <summary>How a gradient becomes a step.</summary>
enum OptimiserKind
{
    /// <summary>Nesterov momentum 0.9.</summary>
    Sgd,

    /// <summary>Adam, weight decay inside the gradient.</summary>
    Adam,

    /// <summary>Adam, weight decay apart from the gradient.</summary>
    AdamW,
}
