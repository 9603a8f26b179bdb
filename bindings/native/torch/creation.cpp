// Tensors out of nothing, out of numbers and out of managed memory.
#include "shim.h"

namespace
{
Optional<at::Generator> generator_or_default(const at::Generator *generator)
{
    return generator ? Optional<at::Generator>(*generator) : Optional<at::Generator>();
}
} // namespace

#define OPTIONS ts_options(options)
#define SIZES IntArrayRef(sizes, rank)

// Copies: the memory behind data may move as soon as this returns.
TS_API Tensor *ts_copy_of(const void *data, const int64_t *sizes, int64_t rank, int source, TsOptions options)
{
    return ts_make([&] {
        auto result = at::empty(SIZES, at::TensorOptions().dtype(static_cast<at::ScalarType>(source)));
        if (result.nbytes())
            __builtin_memcpy(result.data_ptr(), data, result.nbytes());
        return result.to(OPTIONS);
    });
}

// Shares: release(cookie) is called once, when the last tensor over the memory is gone.
TS_API Tensor *ts_over(
    void *data, const int64_t *sizes, int64_t rank, int dtype, void *cookie, void (*release)(void *))
{
    return ts_make([&] {
        return at::from_blob(
            data, SIZES, [cookie, release](void *) { release(cookie); },
            at::TensorOptions().dtype(static_cast<at::ScalarType>(dtype)));
    });
}

TS_API Tensor *ts_scalar_tensor(TsScalar value, TsOptions options)
{
    return ts_make([&] { return at::scalar_tensor(ts_scalar(value), OPTIONS); });
}

#define SIZED(name)                                                                                                    \
    TS_API Tensor *ts_##name(const int64_t *sizes, int64_t rank, TsOptions options)                                           \
    {                                                                                                                  \
        return ts_make([&] { return at::name(SIZES, OPTIONS); });                                                      \
    }
SIZED(empty)
SIZED(zeros)
SIZED(ones)

TS_API Tensor *ts_full(const int64_t *sizes, int64_t rank, TsScalar value, TsOptions options)
{
    return ts_make([&] { return at::full(SIZES, ts_scalar(value), OPTIONS); });
}

TS_API Tensor *ts_rand(const int64_t *sizes, int64_t rank, const at::Generator *generator, TsOptions options)
{
    return ts_make([&] { return at::rand(SIZES, generator_or_default(generator), OPTIONS); });
}

TS_API Tensor *ts_randn(const int64_t *sizes, int64_t rank, const at::Generator *generator, TsOptions options)
{
    return ts_make([&] { return at::randn(SIZES, generator_or_default(generator), OPTIONS); });
}

TS_API Tensor *ts_randint(
    int64_t low, int64_t high, const int64_t *sizes, int64_t rank, const at::Generator *generator, TsOptions options)
{
    return ts_make([&] { return at::randint(low, high, SIZES, generator_or_default(generator), OPTIONS); });
}

TS_API Tensor *ts_randperm(int64_t n, const at::Generator *generator, TsOptions options)
{
    return ts_make([&] { return at::randperm(n, generator_or_default(generator), OPTIONS); });
}

TS_API Tensor *ts_arange(TsScalar start, TsScalar stop, TsScalar step, TsOptions options)
{
    return ts_make([&] { return at::arange(ts_scalar(start), ts_scalar(stop), ts_scalar(step), OPTIONS); });
}

TS_API Tensor *ts_linspace(double start, double stop, int64_t steps, TsOptions options)
{
    return ts_make([&] { return at::linspace(start, stop, steps, OPTIONS); });
}

TS_API Tensor *ts_eye(int64_t rows, int64_t columns, TsOptions options)
{
    return ts_make([&] { return at::eye(rows, columns, OPTIONS); });
}

#define LIKE(name)                                                                                                     \
    TS_API Tensor *ts_##name(const Tensor *self, TsOptions options)                                                           \
    {                                                                                                                  \
        return ts_make([&] { return at::name(*self, OPTIONS); });                                                      \
    }
LIKE(empty_like)
LIKE(zeros_like)
LIKE(ones_like)
LIKE(rand_like)

TS_API Tensor *ts_full_like(const Tensor *self, TsScalar value, TsOptions options)
{
    return ts_make([&] { return at::full_like(*self, ts_scalar(value), OPTIONS); });
}

// Fills in place, under whatever gradient mode the thread has.
TS_API int ts_normal_(Tensor *self, double mean, double std, const at::Generator *generator)
{
    return ts_guard([&] { self->normal_(mean, std, generator_or_default(generator)); });
}

TS_API int ts_uniform_(Tensor *self, double low, double high, const at::Generator *generator)
{
    return ts_guard([&] { self->uniform_(low, high, generator_or_default(generator)); });
}
