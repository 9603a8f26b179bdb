using System.Runtime.InteropServices;
using TorchSharp.Internal;

namespace TorchSharp;

public static partial class torch
{
    public static string __version__ => Marshal.PtrToStringUTF8(NativeMethods.ts_version()) ?? "";

    public static int get_num_threads() => NativeMethods.ts_get_num_threads();

    public static void set_num_threads(int num) => Native.Check(NativeMethods.ts_set_num_threads(num));

    public static int get_num_interop_threads() => NativeMethods.ts_get_num_interop_threads();

    public static void set_num_interop_threads(int num) => Native.Check(NativeMethods.ts_set_num_interop_threads(num));

    public static IDisposable no_grad() => new GradientMode(false);

    public static IDisposable enable_grad(bool enabled = true) => new GradientMode(enabled);

    public static IDisposable set_grad_enabled(bool mode = true) => new GradientMode(mode);

    public static bool is_grad_enabled() => NativeMethods.ts_get_grad_mode();

    public static IDisposable inference_mode(bool mode = true) => new InferenceMode(mode);

    public static bool is_inference_mode_enabled() => NativeMethods.ts_is_inference_mode();

    public static DisposeScope NewDisposeScope() => new();

    private sealed class GradientMode : IDisposable
    {
        private readonly bool _before = is_grad_enabled();

        public GradientMode(bool enabled) => NativeMethods.ts_set_grad_mode(enabled);

        public void Dispose() => NativeMethods.ts_set_grad_mode(_before);
    }

    private sealed class InferenceMode(bool enabled) : IDisposable
    {
        private IntPtr _guard = NativeMethods.ts_inference_mode_enter(enabled);

        public void Dispose()
        {
            if (_guard != IntPtr.Zero)
                NativeMethods.ts_inference_mode_leave(_guard);
            _guard = IntPtr.Zero;
        }
    }
}
