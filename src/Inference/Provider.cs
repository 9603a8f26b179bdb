namespace DiCNet.Inference;

/// <summary>What runs the model: an execution provider of ONNX Runtime.</summary>
public enum Provider
{
    /// <summary>The processor; always there.</summary>
    Cpu,

    /// <summary>NVIDIA GPUs through CUDA and cuDNN.</summary>
    Cuda,

    /// <summary>NVIDIA GPUs through TensorRT.</summary>
    TensorRt,

    /// <summary>Intel processors and GPUs through OpenVINO.</summary>
    OpenVino,

    /// <summary>GPUs through WebGPU, over Vulkan on Linux.</summary>
    WebGpu,
}
