namespace DiCNet.Train.Onnx;

/// <summary>How the score is made of what the networks give.</summary>
/// <param name="Name">As the card states it.</param>
sealed record ScoreRule(string Name)
{
    /// <summary>The paper's raw discrepancy, the mean over channels of (D - mu)^2.</summary>
    public static ScoreRule Eq7 { get; } = new("eq7");

    /// <summary>Statistics of log Eq. 7 over training cells; none where the rule needs none.</summary>
    public ZStatistics? LogEq7 { get; private init; }

    /// <summary>Statistics over the same cells of the student's energy, -logsumexp of the teacher's classifier on the student's features.</summary>
    public ZStatistics? StudentEnergy { get; private init; }

    /// <summary>The same of the teacher's own energy.</summary>
    public ZStatistics? TeacherEnergy { get; private init; }

    /// <summary>z(log Eq. 7) + the mean of z(student's energy) and z(teacher's energy).</summary>
    public static ScoreRule Eq7Logit(ZStatistics logEq7, ZStatistics studentEnergy, ZStatistics teacherEnergy) =>
        new("eq7+logit") { LogEq7 = logEq7, StudentEnergy = studentEnergy, TeacherEnergy = teacherEnergy };
}
