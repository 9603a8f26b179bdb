using System.Globalization;
using Microsoft.ML.OnnxRuntime;

namespace DiCNet.Inference;

/// <summary>Session options per provider. What was asked for and does not load is an error that says what is missing.</summary>
public static class ExecutionProvider
{
    /// <summary>Options of a session on the asked provider. The caller owns the result.</summary>
    /// <param name="options">What is asked for.</param>
    /// <param name="digest">SHA-256 of the model: what the provider builds from it is kept under this name. Null: nothing is kept.</param>
    /// <exception cref="UserError">The provider does not load here, or lacks the precision.</exception>
    internal static SessionOptions SessionOptions(InferenceOptions options, string? digest = null)
    {
        if (options is { Precision: ModelPrecision.Float16, Provider: not (Provider.TensorRt or Provider.OpenVino) })
        {
            throw NotNarrowed(options.Provider);
        }

        CheckDevice(options);
        // What fails becomes an exception with the same text; said twice, once in red and without a place, it only confuses.
        OrtEnv.Instance().EnvLogLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL;
        var session = new SessionOptions
        {
            GraphOptimizationLevel = options.Optimize ? GraphOptimizationLevel.ORT_ENABLE_ALL : GraphOptimizationLevel.ORT_DISABLE_ALL,
            IntraOpNumThreads = options.EffectiveThreads,
            InterOpNumThreads = 1,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        // Threads of a session that has done its part would spin for a while on the processors that others need.
        session.AddSessionConfigEntry("session.force_spinning_stop", "1");
        try
        {
            var engines = digest is null || options.Provider is not (Provider.TensorRt or Provider.OpenVino) ? null : EngineCache.Here.Folder(digest, options.Provider, options.Device);
            Append(session, options, engines);
            if (engines is not null)
            {
                // Only now: a provider that does not load leaves no folder behind.
                EngineCache.Make(engines);
            }

            return session;
        }
        catch (Exception e) when (e is OnnxRuntimeException or EntryPointNotFoundException)
        {
            session.Dispose();
            throw NotLoaded(options.Provider, e);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>The error of a provider that was asked for and cannot be had.</summary>
    internal static UserError NotLoaded(Provider provider, Exception reason) =>
        new($"the provider {Name(provider)} was asked for and does not load here ({Cause(reason.Message)})", "inference.provider",
            $"run './dicnet doctor' to see what it lacks, {Remedy(provider)}, or ask for cpu", reason);

    /// <summary>What to do where a provider does not load, as a clause of a sentence.</summary>
    /// <param name="provider">The one that was asked for.</param>
    public static string Remedy(Provider provider) => provider == Provider.WebGpu
        ? "install the Vulkan driver of the card (Mesa 22.3, which Debian 12 has, is too old)"
        : "name an ONNX Runtime built with it by DICNET_ORT_LIB";

    /// <summary>The name users write.</summary>
    internal static string Name(Provider provider) => provider.ToString().ToLowerInvariant();

    /// <summary>The name that ONNX Runtime writes.</summary>
    internal static string NativeName(Provider provider) => provider switch
    {
        Provider.Cpu => "CPUExecutionProvider",
        Provider.Cuda => "CUDAExecutionProvider",
        Provider.TensorRt => "TensorrtExecutionProvider",
        Provider.OpenVino => "OpenVINOExecutionProvider",
        Provider.WebGpu => "WebGpuExecutionProvider",
        _ => throw new ArgumentOutOfRangeException(nameof(provider), provider, null),
    };

    private static UserError NotNarrowed(Provider provider) =>
        new($"the precision float16 was asked for, but the provider {Name(provider)} does not narrow a 32-bit model", "inference.precision",
            provider == Provider.Cpu ? "ask for int8, which is faster on a processor, or for the provider tensorrt or openvino" : "ask for float32, or for the provider tensorrt or openvino");

    private static void CheckDevice(InferenceOptions options)
    {
        if (options.Device is not { } device)
        {
            return;
        }

        var (wanted, good) = options.Provider switch
        {
            Provider.Cuda or Provider.TensorRt => ("the number of a card, such as 0", int.TryParse(device, NumberStyles.None, CultureInfo.InvariantCulture, out _)),
            // Its name becomes that of a folder, too.
            Provider.OpenVino => ("a device of OpenVINO, such as CPU, GPU, GPU.1 or NPU", device.Length > 0 && device.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or ':' or ',' or '_')),
            _ => ("no device: leave it out", false),
        };
        if (!good)
        {
            throw new UserError($"is '{device}', but the provider {Name(options.Provider)} takes {wanted}", "inference.device", "correct it, or ask for another provider");
        }
    }

    private static void AppendCuda(SessionOptions session, string card)
    {
        using var cuda = new OrtCUDAProviderOptions();
        // The default algorithm search picks by timing: two runs could pick differently and score differently.
        cuda.UpdateOptions(new() { ["device_id"] = card, ["cudnn_conv_algo_search"] = "HEURISTIC", ["use_tf32"] = "0" });
        session.AppendExecutionProvider_CUDA(cuda);
    }

    private static void Append(SessionOptions session, InferenceOptions options, string? engines)
    {
        var (half, card) = (options.Precision == ModelPrecision.Float16, options.Device ?? "0");
        if (options.Provider != Provider.Cpu)
        {
            // Without this ONNX Runtime runs on the CPU whatever the provider does not take, and says nothing.
            session.AddSessionConfigEntry("session.disable_cpu_ep_fallback", "1");
        }

        switch (options.Provider)
        {
            case Provider.Cpu:
                break;
            case Provider.Cuda:
                AppendCuda(session, card);
                break;
            case Provider.TensorRt:
                using (var tensorRt = new OrtTensorRTProviderOptions())
                {
                    tensorRt.UpdateOptions(EngineOptions.TensorRt(half, card, engines));
                    session.AppendExecutionProvider_Tensorrt(tensorRt);
                }

                // A node that TensorRT does not take stays on the card.
                AppendCuda(session, card);

                break;
            case Provider.OpenVino:
                session.AppendExecutionProvider("OpenVINO", EngineOptions.OpenVino(half, options.Device, engines));
                break;
            case Provider.WebGpu:
                session.AppendExecutionProvider("WebGPU");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(options), options.Provider, null);
        }
    }

    /// <summary>The sentence that tells, without the code and the source lines of the runtime before it.</summary>
    private static string Cause(string text)
    {
        var line = text.Split('\n', 2)[0].Trim();
        var start = line.IndexOf("Failed to ", StringComparison.Ordinal);
        return line[(start < 0 ? line.IndexOf("] ", StringComparison.Ordinal) + 1 : start)..].TrimStart().TrimEnd('.');
    }
}
