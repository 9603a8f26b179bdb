namespace DiCNet.Train.Evaluation;

/// <summary>A score that needs nothing but the logits of a segmentation network.</summary>
enum ClassifierScore
{
    /// <summary>Maximum softmax probability: one minus it. Hendrycks and Gimpel 2017.</summary>
    Msp,

    /// <summary>Minus the largest logit. Hendrycks et al. 2022.</summary>
    MaxLogit,

    /// <summary>Minus log-sum-exp of the logits. Liu et al. 2020.</summary>
    Energy,

    /// <summary>Entropy of the softmax.</summary>
    Entropy,
}
