using System;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>A native status that was not success; the message carries the code's name and the runtime's own text.</summary>
public class OnnxRuntimeException : Exception
{
    private static readonly string[] s_names =
    [
        "Ok", "Fail", "InvalidArgument", "NoSuchFile", "NoModel", "EngineError", "RuntimeException", "InvalidProtobuf",
        "ModelLoaded", "NotImplemented", "InvalidGraph", "ShapeInferenceNotRegistered", "RequirementNotRegistered",
    ];

    // Codes above 12 came after the names; the official constructor throws KeyNotFoundException for them, which hides the text.
    internal OnnxRuntimeException(int code, string message)
        : base($"[ErrorCode:{(code < s_names.Length ? s_names[code] : code.ToString(System.Globalization.CultureInfo.InvariantCulture))}] {message}")
    {
    }
}
