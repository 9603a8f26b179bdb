using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime.Internal;

/// <summary>Turns a native status into an exception and releases it.</summary>
internal static unsafe class NativeStatus
{
    public static void Verify(nint status)
    {
        if (status != 0)
            Throw(status);
    }

    private static void Throw(nint status)
    {
        var api = NativeMethods.Api;
        var code = (ErrorCode)api->GetErrorCode(status);
        var message = Marshal.PtrToStringUTF8((nint)api->GetErrorMessage(status));
        api->ReleaseStatus(status);
        throw new OnnxRuntimeException(code, message);
    }
}
