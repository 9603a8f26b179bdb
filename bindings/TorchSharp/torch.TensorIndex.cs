using TorchSharp.Internal;
using Kind = TorchSharp.Internal.NativeIndex.Kind;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>What one position of an indexing selects.</summary>
    public struct TensorIndex
    {
        private Kind _kind;
        private long _start;
        private long _stop;
        private long _step;
        private Tensor? _tensor;

        public static TensorIndex Ellipsis => new() { _kind = Kind.Ellipsis };

        public static TensorIndex None => new() { _kind = Kind.None };

        public static TensorIndex Null => new() { _kind = Kind.None };

        public static TensorIndex Colon => Slice();

        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) => new()
        {
            _kind = Kind.Slice,
            _start = start ?? NativeIndex.Open,
            _stop = stop ?? NativeIndex.Open,
            _step = step ?? NativeIndex.Open,
        };

        public static TensorIndex Single(long? index) => new() { _kind = Kind.Single, _start = index ?? 0 };

        public static TensorIndex Bool(bool value) => new() { _kind = Kind.Flag, _start = value ? 1 : 0 };

        public static TensorIndex Tensor(Tensor tensor) => new() { _kind = Kind.Indices, _tensor = tensor };

        public static implicit operator TensorIndex(long value) => Single(value);

        public static implicit operator TensorIndex((int? start, int? end) range) => Slice(range.start, range.end);

        public static implicit operator TensorIndex(Index index) => Single(Position(index));

        public static implicit operator TensorIndex(Range range) => Slice(
            Position(range.Start), range.End is { IsFromEnd: true, Value: 0 } ? null : Position(range.End));

        internal readonly NativeIndex ToNative() => new(_kind, _start, _stop, _step, _tensor?.Handle ?? IntPtr.Zero);

        private static long Position(Index index) => index.IsFromEnd ? -index.Value : index.Value;
    }
}
