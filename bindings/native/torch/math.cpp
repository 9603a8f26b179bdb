// Element by element, along dimensions, and matrix products.
#include "shim.h"

#define UNARY(name)                                                                                                    \
    TS_API Tensor *ts_##name(const Tensor *self)                                                                       \
    {                                                                                                                  \
        return ts_make([&] { return at::name(*self); });                                                               \
    }
UNARY(abs)
UNARY(neg)
UNARY(exp)
UNARY(log)
UNARY(sqrt)
UNARY(rsqrt)
UNARY(square)
UNARY(reciprocal)
UNARY(floor)
UNARY(ceil)
UNARY(relu)
UNARY(sigmoid)
UNARY(isfinite)
UNARY(isnan)
UNARY(logical_not)
UNARY(bitwise_not)
UNARY(all)
UNARY(any)
UNARY(max)
UNARY(min)

#define UNARY_(name)                                                                                                   \
    TS_API int ts_##name(Tensor *self)                                                                                 \
    {                                                                                                                  \
        return ts_guard([&] { self->name(); });                                                                        \
    }
UNARY_(zero_)
UNARY_(abs_)
UNARY_(sqrt_)
UNARY_(relu_)
UNARY_(sigmoid_)

#define BINARY(name)                                                                                                   \
    TS_API Tensor *ts_##name(const Tensor *self, const Tensor *other)                                                  \
    {                                                                                                                  \
        return ts_make([&] { return at::name(*self, *other); });                                                       \
    }
#define SCALAR(name)                                                                                                   \
    TS_API Tensor *ts_##name##_scalar(const Tensor *self, TsScalar other)                                              \
    {                                                                                                                  \
        return ts_make([&] { return at::name(*self, ts_scalar(other)); });                                             \
    }
#define BOTH(name) BINARY(name) SCALAR(name)
BOTH(mul)
BOTH(pow)
BOTH(eq)
BOTH(ne)
BOTH(lt)
BOTH(le)
BOTH(gt)
BOTH(ge)
BOTH(remainder)
SCALAR(rsub)
BINARY(maximum)
BINARY(minimum)
BINARY(logical_and)
BINARY(logical_or)
BINARY(bitwise_and)
BINARY(bitwise_or)
BINARY(bitwise_xor)
BINARY(matmul)

#define IN_PLACE(name)                                                                                                 \
    TS_API int ts_##name##_(Tensor *self, const Tensor *other)                                                         \
    {                                                                                                                  \
        return ts_guard([&] { self->name##_(*other); });                                                               \
    }                                                                                                                  \
    TS_API int ts_##name##_scalar_(Tensor *self, TsScalar other)                                                       \
    {                                                                                                                  \
        return ts_guard([&] { self->name##_(ts_scalar(other)); });                                                     \
    }
IN_PLACE(mul)
IN_PLACE(pow)
IN_PLACE(fill)

// self + alpha * other, and the same with a minus.
#define SCALED(name)                                                                                                   \
    TS_API Tensor *ts_##name(const Tensor *self, const Tensor *other, TsScalar alpha)                                  \
    {                                                                                                                  \
        return ts_make([&] { return at::name(*self, *other, ts_scalar(alpha)); });                                     \
    }                                                                                                                  \
    TS_API Tensor *ts_##name##_scalar(const Tensor *self, TsScalar other, TsScalar alpha)                              \
    {                                                                                                                  \
        return ts_make([&] { return at::name(*self, ts_scalar(other), ts_scalar(alpha)); });                           \
    }                                                                                                                  \
    TS_API int ts_##name##_(Tensor *self, const Tensor *other, TsScalar alpha)                                         \
    {                                                                                                                  \
        return ts_guard([&] { self->name##_(*other, ts_scalar(alpha)); });                                             \
    }                                                                                                                  \
    TS_API int ts_##name##_scalar_(Tensor *self, TsScalar other, TsScalar alpha)                                       \
    {                                                                                                                  \
        return ts_guard([&] { self->name##_(ts_scalar(other), ts_scalar(alpha)); });                                   \
    }
SCALED(add)
SCALED(sub)

namespace
{
Optional<c10::string_view> rounding(int mode)
{
    switch (mode)
    {
    case 1:
        return c10::string_view("trunc");
    case 2:
        return c10::string_view("floor");
    default:
        return {};
    }
}
} // namespace

TS_API Tensor *ts_div(const Tensor *self, const Tensor *other, int mode)
{
    return ts_make([&] { return at::div(*self, *other, rounding(mode)); });
}

TS_API Tensor *ts_div_scalar(const Tensor *self, TsScalar other, int mode)
{
    return ts_make([&] { return at::div(*self, ts_scalar(other), rounding(mode)); });
}

TS_API int ts_div_(Tensor *self, const Tensor *other, int mode)
{
    return ts_guard([&] { self->div_(*other, rounding(mode)); });
}

TS_API int ts_div_scalar_(Tensor *self, TsScalar other, int mode)
{
    return ts_guard([&] { self->div_(ts_scalar(other), rounding(mode)); });
}

TS_API Tensor *ts_round(const Tensor *self, int64_t decimals)
{
    return ts_make([&] { return at::round(*self, decimals); });
}

TS_API Tensor *ts_clamp_scalar(const Tensor *self, TsScalar min, TsScalar max)
{
    return ts_make([&] { return at::clamp(*self, ts_optional_scalar(min), ts_optional_scalar(max)); });
}

TS_API Tensor *ts_clamp(const Tensor *self, const Tensor *min, const Tensor *max)
{
    return ts_make([&] { return at::clamp(*self, ts_optional(min), ts_optional(max)); });
}

TS_API int ts_clamp_scalar_(Tensor *self, TsScalar min, TsScalar max)
{
    return ts_guard([&] { self->clamp_(ts_optional_scalar(min), ts_optional_scalar(max)); });
}

TS_API int ts_clamp_(Tensor *self, const Tensor *min, const Tensor *max)
{
    return ts_guard([&] { self->clamp_(ts_optional(min), ts_optional(max)); });
}

TS_API Tensor *ts_softmax(const Tensor *self, int64_t dim, int dtype)
{
    return ts_make([&] { return at::softmax(*self, dim, ts_dtype(dtype)); });
}

TS_API Tensor *ts_log_softmax(const Tensor *self, int64_t dim, int dtype)
{
    return ts_make([&] { return at::log_softmax(*self, dim, ts_dtype(dtype)); });
}

TS_API Tensor *ts_cumsum(const Tensor *self, int64_t dim, int dtype)
{
    return ts_make([&] { return at::cumsum(*self, dim, ts_dtype(dtype)); });
}

TS_API Tensor *ts_bincount(const Tensor *self, const Tensor *weights, int64_t min_length)
{
    return ts_make([&] { return at::bincount(*self, ts_optional(weights), min_length); });
}

TS_API int ts_allclose(const Tensor *self, const Tensor *other, double rtol, double atol, bool equal_nan, bool *result)
{
    return ts_guard([&] { *result = at::allclose(*self, *other, rtol, atol, equal_nan); });
}
