namespace DiCNet.Train.Networks;

/// <summary>A convolution's weights and bias with what follows it folded in: y = scale * (W x + b) + offset is again a convolution.</summary>
/// <param name="Weight">[O, C / groups, k, k], row by row.</param>
/// <param name="Bias">[O], or null for none.</param>
sealed record Folded(float[] Weight, float[]? Bias)
{
    /// <summary>The convolution as it stands.</summary>
    public static Folded From(Convolution convolution) =>
        new(Floats.Of(convolution.Weight), convolution.Bias is null ? null : Floats.Of(convolution.Bias));

    /// <summary>Takes in a batch norm that stands after the convolution, with its running statistics.</summary>
    public Folded With(BatchNorm norm)
    {
        var values = norm.Values;
        var (gamma, beta) = (Floats.Of(values.weight), Floats.Of(values.bias!));
        var (mean, variance) = (Floats.Of(values.running_mean!), Floats.Of(values.running_var!));
        var scale = new double[gamma.Length];
        var offset = new double[gamma.Length];
        for (var c = 0; c < gamma.Length; c++)
        {
            scale[c] = gamma[c] / Math.Sqrt(variance[c] + values.eps);
            offset[c] = beta[c] - (scale[c] * mean[c]);
        }

        return With(scale, offset);
    }

    /// <summary>Takes in y = (x - mean) / std.</summary>
    public Folded With(Normalize normalize)
    {
        var (mean, std) = (Floats.Of(normalize.Mean), Floats.Of(normalize.Std));
        return With([.. std.Select(b => 1.0 / b)], [.. std.Select((b, c) => -(double)mean[c] / b)]);
    }

    private Folded With(double[] scale, double[] offset)
    {
        var weight = new float[Weight.Length];
        var bias = new float[scale.Length];
        var perOutput = Weight.Length / scale.Length;
        for (var o = 0; o < scale.Length; o++)
        {
            bias[o] = (float)(((Bias?[o] ?? 0) * scale[o]) + offset[o]);
            for (var i = o * perOutput; i < (o + 1) * perOutput; i++)
            {
                weight[i] = (float)(Weight[i] * scale[o]);
            }
        }

        return new Folded(weight, bias);
    }
}
