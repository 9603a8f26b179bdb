namespace DiCNet.Train.Evaluation;

/// <summary>Logits of label size, of one picture at a time, and what can be read off them. Logits are stretched first, scores computed after.</summary>
/// <param name="classes">How many known classes K.</param>
/// <param name="upsampler">To label size; half pixel, as the teacher was trained.</param>
/// <param name="pixels">Pixels of a map.</param>
sealed class Classifier(int classes, Upsampler upsampler, int pixels)
{
    private readonly float[] _logits = new float[classes * pixels];
    private readonly float[] _largest = new float[pixels];
    private readonly float[] _others = new float[pixels];
    private readonly float[] _weighted = new float[pixels];

    /// <summary>Class index of the largest logit per pixel of the loaded picture.</summary>
    public byte[] Predictions { get; } = new byte[pixels];

    /// <summary>Takes the logits of a picture.</summary>
    /// <param name="logits">[K, h, w]. Lent for the call.</param>
    public void Load(ReadOnlySpan<float> logits)
    {
        var cells = logits.Length / classes;
        Array.Fill(_largest, float.NegativeInfinity);
        for (var k = 0; k < classes; k++)
        {
            var plane = _logits.AsSpan(k * pixels, pixels);
            upsampler.Apply(logits.Slice(k * cells, cells), plane);
            for (var i = 0; i < pixels; i++)
            {
                if (plane[i] > _largest[i])
                {
                    (_largest[i], Predictions[i]) = (plane[i], (byte)k);
                }
            }
        }
    }

    /// <summary>A score of the loaded picture.</summary>
    /// <param name="score">Which.</param>
    /// <param name="map">Filled; higher is more anomalous. Lent for the call.</param>
    public void Score(ClassifierScore score, Span<float> map)
    {
        if (score == ClassifierScore.MaxLogit)
        {
            for (var i = 0; i < pixels; i++)
            {
                map[i] = -_largest[i];
            }

            return;
        }

        // Relative to the largest logit, so that nothing overflows; its own 1 is left out, so that sure pixels keep their digits.
        Array.Clear(_others);
        Array.Clear(_weighted);
        for (var k = 0; k < classes; k++)
        {
            var plane = _logits.AsSpan(k * pixels, pixels);
            for (var i = 0; i < pixels; i++)
            {
                var below = plane[i] - _largest[i];
                var e = k == Predictions[i] ? 0 : MathF.Exp(below);
                _others[i] += e;
                _weighted[i] += e * below;
            }
        }

        for (var i = 0; i < pixels; i++)
        {
            map[i] = score switch
            {
                ClassifierScore.Msp => _others[i] / (1 + _others[i]),
                ClassifierScore.Energy => -(_largest[i] + MathF.Log(1 + _others[i])),
                _ => MathF.Log(1 + _others[i]) - (_weighted[i] / (1 + _others[i])),
            };
        }
    }
}
