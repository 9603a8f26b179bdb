using DiCNet.Train.Data;
using OpenCvSharp;

namespace DiCNet.Train.Evaluation;

/// <summary>Colours of label maps: known classes muted, the anomaly the one bright thing, void black. BGR.</summary>
static class LabelColors
{
    /// <summary>The colour of a class index, anomaly or void.</summary>
    public static Vec3b Of(byte label) => label switch
    {
        ClassTable.Anomaly => new Vec3b(0, 193, 255),
        ClassTable.Void => new Vec3b(0, 0, 0),
        _ => Muted(label),
    };

    /// <summary>The same for style sheets.</summary>
    public static string Css(byte label)
    {
        var color = Of(label);
        return $"#{color.Item2:x2}{color.Item1:x2}{color.Item0:x2}";
    }

    private static Vec3b Muted(int index)
    {
        // Steps of the golden angle keep neighbouring indices apart, however many there are.
        var hue = 200 + (index * 137.508);
        var light = 0.36 + (0.10 * (index % 3));
        return new Vec3b(Part(hue - 240), Part(hue - 120), Part(hue));

        byte Part(double angle) => (byte)Math.Round(255 * light * (1 + (0.45 * Math.Cos(angle * Math.PI / 180))));
    }
}
