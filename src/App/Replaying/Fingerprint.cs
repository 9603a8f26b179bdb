using System.Reflection;
using System.Runtime.InteropServices;
using DiCNet.Inference;
using OpenCvSharp;

namespace DiCNet.App.Replaying;

/// <summary>What decides the digests of a replay besides its input.</summary>
/// <param name="Build">Version of DiCNet, with the commit.</param>
/// <param name="Bundle">SHA-256 of the model.</param>
/// <param name="Threshold">SHA-256 of the threshold file, or "card".</param>
/// <param name="EventOptions">When scores become events.</param>
/// <param name="Provider">What ran the model, and placement and precision where they are not fused and the file's own.</param>
/// <param name="Runtime">Version of ONNX Runtime.</param>
/// <param name="Decoder">Version of OpenCV.</param>
/// <param name="Cpu">Model of the processor: kernels are chosen by it.</param>
/// <param name="Threads">Threads of one model run.</param>
/// <param name="Batch">Shape of a batch: N, height, width.</param>
sealed record Fingerprint(
    string Build, string Bundle, string Threshold, EventOptions EventOptions, string Provider, string Runtime, string Decoder, string Cpu, int Threads, IReadOnlyList<int> Batch)
{
    /// <summary>Version of DiCNet, with the commit.</summary>
    public static string BuildVersion { get; } =
        typeof(Fingerprint).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>The fingerprint of runs with this model.</summary>
    public static Fingerprint Of(DicnetModel model, EventOptions events) => new(
        BuildVersion,
        model.Bundle.Digest,
        model.Threshold.Digest,
        events,
        // The digest tells 8 bits from 32, but a provider that narrows to 16 reads the same file.
        $"{model.Options.Provider}{(model.Options.Placement == Placement.Fused ? "" : $" {model.Options.Placement}")}{(model.Options.Precision == ModelPrecision.Float16 ? " float16" : "")}".ToLowerInvariant(),
        $"onnxruntime {DicnetModel.RuntimeVersion}",
        $"opencv {Cv2.GetVersionString()}",
        CpuName(),
        model.Options.EffectiveThreads,
        [model.Options.Batch, model.Bundle.Card.Input.Height, model.Bundle.Card.Input.Width]);

    /// <summary>Whether runs of both must give the same digests on the same input.</summary>
    public bool Matches(Fingerprint other) => this == other with { Batch = Batch } && Batch.SequenceEqual(other.Batch);

    /// <summary>The processor's name, with its architecture.</summary>
    public static string CpuName()
    {
        var name = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
            : null;
        return $"{RuntimeInformation.ProcessArchitecture} {name}".ToLowerInvariant().Trim();
    }
}
