using Microsoft.ML.OnnxRuntime;

namespace DiCNet.Inference;

/// <summary>Session options per provider. What was asked for and does not load is an error that says what is missing.</summary>
static class ExecutionProvider
{
    /// <summary>Options of a session on the asked provider. The caller owns the result.</summary>
    /// <exception cref="UserError">The provider does not load here.</exception>
    public static SessionOptions SessionOptions(InferenceOptions options)
    {
        // What fails becomes an exception with the same text; said twice, once in red and without a place, it only confuses.
        OrtEnv.Instance().EnvLogLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL;
        var session = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            IntraOpNumThreads = options.EffectiveThreads,
            InterOpNumThreads = 1,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        if (options.Placement == Placement.Pair)
        {
            // Threads of a session that has done its part would spin for a while on the processors that the next one needs.
            session.AddSessionConfigEntry("session.force_spinning_stop", "1");
        }

        try
        {
            Append(session, options.Provider);
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
    public static UserError NotLoaded(Provider provider, Exception reason) =>
        new($"the provider {Name(provider)} was asked for and does not load here ({Cause(reason.Message)})", "inference.provider",
            "run './dicnet doctor' to see what it lacks, name a GPU build of ONNX Runtime by DICNET_ORT_LIB, or ask for cpu", reason);

    /// <summary>The name users write.</summary>
    public static string Name(Provider provider) => provider.ToString().ToLowerInvariant();

    private static void Append(SessionOptions session, Provider provider)
    {
        if (provider != Provider.Cpu)
        {
            // Without this ONNX Runtime runs on the CPU whatever the provider does not take, and says nothing.
            session.AddSessionConfigEntry("session.disable_cpu_ep_fallback", "1");
        }

        switch (provider)
        {
            case Provider.Cpu:
                break;
            case Provider.Cuda:
                using (var cuda = new OrtCUDAProviderOptions())
                {
                    // The default algorithm search picks by timing: two runs could pick differently and score differently.
                    cuda.UpdateOptions(new() { ["device_id"] = "0", ["cudnn_conv_algo_search"] = "HEURISTIC", ["use_tf32"] = "0" });
                    session.AppendExecutionProvider_CUDA(cuda);
                }

                break;
            case Provider.TensorRt:
                session.AppendExecutionProvider_Tensorrt(0);
                break;
            case Provider.WebGpu:
                session.AppendExecutionProvider("WebGPU");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(provider), provider, null);
        }
    }

    /// <summary>The sentence that tells, without the source lines of the runtime before it.</summary>
    private static string Cause(string text)
    {
        var line = text.Split('\n', 2)[0].Trim();
        var start = line.IndexOf("Failed to ", StringComparison.Ordinal);
        return start < 0 ? line : line[start..];
    }
}
