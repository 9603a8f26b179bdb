using System.Runtime.InteropServices;

namespace DiCNet.Train.Data;

/// <summary>Saturation, contrast, brightness and channel gains as one affine map of a pixel's colours.</summary>
/// <remarks>In 1/<see cref="One"/>, so that results are equal on every machine. Cut to 0..255 once, at the end.</remarks>
[StructLayout(LayoutKind.Auto)]
readonly struct ColorJitter
{
    private const int Bits = 14;
    private const int One = 1 << Bits;

    // Mean grey of ImageNet, from the channel means of the networks' input.
    private const double MidGrey = 117;

    // ITU-R BT.601.
    private const double GreyOfBlue = 0.114, GreyOfGreen = 0.587, GreyOfRed = 0.299;

    private readonly Row _blue, _green, _red;

    /// <summary>Makes the map.</summary>
    /// <param name="brightness">1: as it is.</param>
    /// <param name="contrast">1: as it is.</param>
    /// <param name="saturation">1: as it is; 0: grey.</param>
    /// <param name="blue">Gain of the channel.</param>
    /// <param name="green">Gain of the channel.</param>
    /// <param name="red">Gain of the channel.</param>
    public ColorJitter(double brightness, double contrast, double saturation, double blue, double green, double red)
    {
        IsNone = brightness == 1 && contrast == 1 && saturation == 1 && blue == 1 && green == 1 && red == 1;
        _blue = Row.Of(blue * brightness, contrast, saturation, 1, 0, 0);
        _green = Row.Of(green * brightness, contrast, saturation, 0, 1, 0);
        _red = Row.Of(red * brightness, contrast, saturation, 0, 0, 1);
    }

    /// <summary>It changes nothing.</summary>
    public bool IsNone { get; }

    /// <summary>Draws the factors of a sample.</summary>
    public static ColorJitter Draw(AugmentOptions options, int seed, long sample)
    {
        return new ColorJitter(
            Factor(options.Brightness, Chance.Brightness),
            Factor(options.Contrast, Chance.Contrast),
            Factor(options.Saturation, Chance.Saturation),
            Factor(options.ChannelGain, Chance.Blue),
            Factor(options.ChannelGain, Chance.Green),
            Factor(options.ChannelGain, Chance.Red));

        double Factor(double range, Chance chance) => 1 + (range * ((2 * Dice.Share(seed, (int)chance, sample)) - 1));
    }

    /// <summary>Maps one pixel.</summary>
    /// <param name="from">B, G, R.</param>
    /// <param name="to">B, G, R.</param>
    public void Apply(ReadOnlySpan<byte> from, Span<byte> to)
    {
        var (b, g, r) = (from[0], from[1], from[2]);
        to[2] = _red.Of(b, g, r);
        to[1] = _green.Of(b, g, r);
        to[0] = _blue.Of(b, g, r);
    }

    /// <summary>One channel of the result from the three of the pixel.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly struct Row(int blue, int green, int red, int plus)
    {
        public static Row Of(double gain, double contrast, double saturation, double blue, double green, double red)
        {
            return new Row(Part(blue, GreyOfBlue), Part(green, GreyOfGreen), Part(red, GreyOfRed), (int)Math.Round(One * ((gain * MidGrey * (1 - contrast)) + 0.5)));

            int Part(double own, double grey) => (int)Math.Round(One * gain * contrast * ((saturation * own) + ((1 - saturation) * grey)));
        }

        public byte Of(int b, int g, int r) => (byte)Math.Clamp(((blue * b) + (green * g) + (red * r) + plus) >> Bits, 0, 255);
    }
}
