namespace DiCNet.Train.Onnx;

/// <summary>How the score is made of what the networks give.</summary>
/// <param name="Name">As the card states it.</param>
sealed record ScoreRule(string Name)
{
    /// <summary>The paper's raw discrepancy, the mean over channels of (D - mu)^2.</summary>
    public static ScoreRule Eq7 { get; } = new("eq7");

    /// <summary>Statistics of log Eq. 7 over training cells; none where the rule needs none.</summary>
    public ZStatistics? LogEq7 { get; private init; }

    /// <summary>Statistics over the same cells of the energy, -logsumexp of the teacher's classifier on the student's features.</summary>
    public ZStatistics? Energy { get; private init; }

    /// <summary>Weight of the energy against log Eq. 7.</summary>
    public double EnergyWeight { get; private init; }

    /// <summary>z(log Eq. 7) + weight z(energy).</summary>
    public static ScoreRule Eq7Logit(ZStatistics logEq7, ZStatistics energy, double energyWeight = 1) =>
        new("eq7+logit") { LogEq7 = logEq7, Energy = energy, EnergyWeight = energyWeight };
}
