using DiCNet.Train.Data;
using Xunit;

namespace DiCNet.Tests.Train;

public sealed class DataCamVidTests
{
    [Fact]
    public void The_lists_are_as_described_and_training_sees_no_bicyclist()
    {
        var set = DataSets.Open("camvid", RealData.Path("camvid"), new DataSetOptions());
        Assert.Equal(
            [("train", 290), ("calibration", 32), ("dev", 201), ("test_clip", 101), ("test_stills", 77)],
            set.Lists.Select(l => (l.Key, l.Value.Count)));
        var survey = Survey.Of(set);
        Assert.Empty(survey.Problems);
        Assert.Empty(survey.Notes);
        Assert.Equal([0, 0, 201, 101, 77], survey.Lists.Select(l => l.FramesWithHeldOut));
        Assert.Equal(0.0222, (double)survey.Lists[3].HeldOutPixels / survey.Lists[3].Pixels.Sum(), 4);
        Assert.All(survey.Lists, l => Assert.Equal([(480, 360)], l.Sizes));
    }
}
