using DiCNet.App.Options;
using DiCNet.App.Replaying;
using DiCNet.Cli;
using DiCNet.Inference;

namespace DiCNet.App.Benching;

/// <summary>The model alone, by precision, batch and division of the processors, taking turns in one process.</summary>
static class ModelBench
{
    private static readonly TimeSpan s_turn = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan s_peakTurn = TimeSpan.FromSeconds(0.5);

    /// <summary>Measures.</summary>
    /// <param name="options">Model, and the precision, threads and runs at the same time that are asked for; all of them where those are open.</param>
    /// <param name="batches">Frames per run, one bench each.</param>
    /// <param name="rounds">How often each is run; the median counts.</param>
    /// <param name="progress">Told what is measured.</param>
    public static ModelBenchResult Run(DicnetOptions options, IReadOnlyList<int> batches, int rounds, Action<string> progress)
    {
        var variants = new List<Variant>();
        var peaks = new Dictionary<ModelPrecision, PeakConvolution>();
        try
        {
            foreach (var inference in Variants(options, batches))
            {
                progress($"loading {Describe(inference)}");
                variants.Add(new Variant(DicnetModel.Load(ModelBundle.Open(options.Model, inference), inference)));
                if (inference.Provider == Provider.Cpu && !peaks.ContainsKey(inference.Precision))
                {
                    peaks.Add(inference.Precision, new PeakConvolution(Home.Path("models", "peak"), inference.Precision, Environment.ProcessorCount));
                }
            }

            var measured = peaks.Keys.ToDictionary(p => p, _ => new List<double>());
            for (var round = 0; round <= rounds; round++)
            {
                progress(round == 0 ? "warming up" : $"round {round} of {rounds}");
                foreach (var variant in variants)
                {
                    variant.Run(round == 0);
                }

                foreach (var (precision, peak) in peaks)
                {
                    measured[precision].Add(peak.Measure(s_peakTurn));
                }
            }

            return new ModelBenchResult
            {
                Model = variants[0].Model.Bundle.Card.Name,
                Cpu = Fingerprint.CpuName(),
                Processors = Environment.ProcessorCount,
                Rounds = rounds,
                GigaflopPerFrame = Round(variants[0].Model.Bundle.Card.GigaflopPerFrame),
                PeakGigaflopPerSecond = measured.ToDictionary(p => Name(p.Key), p => Round(p.Value.Max())),
                Rows = [.. variants.Select(v => v.Row())],
            };
        }
        finally
        {
            variants.ForEach(v => v.Dispose());
            foreach (var peak in peaks.Values)
            {
                peak.Dispose();
            }
        }
    }

    private static IEnumerable<InferenceOptions> Variants(DicnetOptions options, IReadOnlyList<int> batches)
    {
        var asked = options.Inference;
        ModelPrecision[] precisions = asked.Precision != ModelPrecision.Auto ? [asked.Precision]
            : asked is { Provider: Provider.Cpu, Placement: Placement.Fused } && ModelBundle.Open(options.Model).Card.Int8 is not null ? [ModelPrecision.Float32, ModelPrecision.Int8]
            : [ModelPrecision.Float32];
        return
            from precision in precisions
            from batch in batches
            from division in ThreadTuner.Divisions(asked, Environment.ProcessorCount)
            select division with { Precision = precision, Batch = batch };
    }

    private static string Describe(InferenceOptions o) => $"{Name(o.Precision)}, {o.EffectiveConcurrency} x {o.EffectiveThreads} threads, batch {o.Batch}";

    private static string Name(ModelPrecision precision) => precision.ToString().ToLowerInvariant();

    private static double Round(double value) => Math.Round(value, 4);

    private sealed class Variant(DicnetModel model) : IDisposable
    {
        private readonly SessionLoop _loop = new(model);
        private readonly List<double> _rates = [];
        private int _framesPerTurn;

        public DicnetModel Model => model;

        public void Run(bool warmingUp)
        {
            if (warmingUp)
            {
                _loop.Run(1);
                _framesPerTurn = Math.Max(1, (int)(_loop.Run(1) * s_turn.TotalSeconds));
            }
            else
            {
                _rates.Add(_loop.Run(_framesPerTurn));
            }
        }

        public ModelBenchRow Row() => new()
        {
            Precision = Name(model.Options.Precision),
            Batch = model.Options.Batch,
            Concurrency = model.Options.EffectiveConcurrency,
            Threads = model.Options.EffectiveThreads,
            FramesPerSecond = Round(_rates.Median()),
            Slowest = Round(_rates.Min()),
            Fastest = Round(_rates.Max()),
        };

        public void Dispose()
        {
            _loop.Dispose();
            model.Dispose();
        }
    }
}
