using TorchSharp.Internal;

namespace TorchSharp;

public static partial class torch
{
    public static Generator manual_seed(long seed) => random.manual_seed(seed);

    public static Tensor get_rng_state() => random.get_rng_state();

    public static void set_rng_state(Tensor new_state) => random.set_rng_state(new_state);

    public static class random
    {
        public static long seed()
        {
            using var generator = new Generator();
            return generator.seed();
        }

        public static Generator manual_seed(long seed)
        {
            Native.Check(NativeMethods.ts_manual_seed((ulong)seed));
            return new Generator();
        }

        public static Tensor get_rng_state()
        {
            using var generator = new Generator();
            return generator.get_state();
        }

        public static void set_rng_state(Tensor new_state)
        {
            using var generator = new Generator();
            generator.set_state(new_state);
        }
    }

    /// <summary>A handle on the source of random numbers of the CPU.</summary>
    public class Generator : IDisposable
    {
        private IntPtr _handle = NativeMethods.ts_default_generator();

        internal Generator()
        {
            if (_handle == IntPtr.Zero)
                Native.ThrowLast();
        }

        ~Generator() => Dispose(false);

        internal IntPtr Handle => _handle != IntPtr.Zero
            ? _handle
            : throw new InvalidOperationException("Generator invalid -- empty handle.");

        public Generator manual_seed(long seed)
        {
            Native.Check(NativeMethods.ts_generator_seed(Handle, (ulong)seed));
            return this;
        }

        public long seed() => (long)NativeMethods.ts_generator_reseed(Handle);

        public long initial_seed() => (long)NativeMethods.ts_generator_initial_seed(Handle);

        public Tensor get_state() => NativeMethods.ts_generator_get_state(Handle);

        public void set_state(Tensor value) => Native.Check(NativeMethods.ts_generator_set_state(Handle, value));

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            NativeMethods.ts_generator_free(_handle);
            _handle = IntPtr.Zero;
        }
    }
}
