namespace DiCNet.Tests.Train.Training;

/// <summary>What losses.csv says.</summary>
static class Losses
{
    public static double[] Of(string folder) =>
        [.. File.ReadAllLines(Path.Combine(folder, "losses.csv"))[1..].Select(l => double.Parse(l.Split(',')[1]))];
}
