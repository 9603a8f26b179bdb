using TorchSharp.Internal;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static class utils
        {
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2.0)
            {
                var list = tensors.ToArray();
                Native.Check(NativeMethods.ts_clip_grad_norm_(
                    Native.Handles(list), list.Length, max_norm, norm_type, out var norm));
                GC.KeepAlive(list);
                return norm;
            }

            public static void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                var list = tensors.ToArray();
                Native.Check(NativeMethods.ts_clip_grad_value_(Native.Handles(list), list.Length, clip_value));
                GC.KeepAlive(list);
            }
        }
    }
}
