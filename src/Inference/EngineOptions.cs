namespace DiCNet.Inference;

/// <summary>What is told to the providers that build an engine of their own from a model.</summary>
static class EngineOptions
{
    /// <summary>Options of TensorRT, which builds for minutes: engines and the timings of their kernels are kept.</summary>
    public static Dictionary<string, string> TensorRt(bool half, string card, string? engines)
    {
        var options = new Dictionary<string, string> { ["device_id"] = card, ["trt_fp16_enable"] = half ? "1" : "0" };
        if (engines is not null)
        {
            options["trt_engine_cache_enable"] = "1";
            options["trt_engine_cache_path"] = engines;
            options["trt_timing_cache_enable"] = "1";
            options["trt_timing_cache_path"] = engines;
        }

        return options;
    }

    /// <summary>Options of OpenVINO. On a GPU it would narrow to 16 bits unasked; on a processor it cannot, so 16 bits alone mean the GPU.</summary>
    public static Dictionary<string, string> OpenVino(bool half, string? device, string? engines)
    {
        var options = new Dictionary<string, string> { ["precision"] = half ? "FP16" : "FP32" };
        if ((device ?? (half ? "GPU" : null)) is { } type)
        {
            options["device_type"] = type;
        }

        if (engines is not null)
        {
            options["cache_dir"] = engines;
        }

        return options;
    }
}
