// Sums, means, extremes and orders.
#include "shim.h"

#define DIMS IntArrayRef(dims, count)

TS_API Tensor *ts_sum(const Tensor *self, int dtype)
{
    return ts_make([&] { return at::sum(*self, ts_dtype(dtype)); });
}

TS_API Tensor *ts_sum_dims(const Tensor *self, const int64_t *dims, int64_t count, bool keepdim, int dtype)
{
    return ts_make([&] { return at::sum(*self, DIMS, keepdim, ts_dtype(dtype)); });
}

TS_API Tensor *ts_mean(const Tensor *self)
{
    return ts_make([&] { return at::mean(*self); });
}

TS_API Tensor *ts_mean_dims(const Tensor *self, const int64_t *dims, int64_t count, bool keepdim, int dtype)
{
    return ts_make([&] { return at::mean(*self, DIMS, keepdim, ts_dtype(dtype)); });
}

#define SPREAD(name)                                                                                                   \
    TS_API Tensor *ts_##name(const Tensor *self, bool unbiased)                                                        \
    {                                                                                                                  \
        return ts_make([&] { return at::name(*self, unbiased); });                                                     \
    }                                                                                                                  \
    TS_API Tensor *ts_##name##_dims(const Tensor *self, const int64_t *dims, int64_t count, bool unbiased, bool keepdim) \
    {                                                                                                                  \
        return ts_make([&] { return at::name(*self, DIMS, unbiased, keepdim); });                                      \
    }
SPREAD(var)
SPREAD(std)

TS_API Tensor *ts_amax(const Tensor *self, const int64_t *dims, int64_t count, bool keepdim)
{
    return ts_make([&] { return at::amax(*self, DIMS, keepdim); });
}

TS_API Tensor *ts_amin(const Tensor *self, const int64_t *dims, int64_t count, bool keepdim)
{
    return ts_make([&] { return at::amin(*self, DIMS, keepdim); });
}

#define ALONG(name)                                                                                                    \
    TS_API Tensor *ts_##name##_dim(const Tensor *self, int64_t dim, bool keepdim)                                      \
    {                                                                                                                  \
        return ts_make([&] { return at::name(*self, dim, keepdim); });                                                 \
    }
ALONG(all)
ALONG(any)
ALONG(argmax)
ALONG(argmin)

TS_API Tensor *ts_argmax(const Tensor *self)
{
    return ts_make([&] { return at::argmax(*self); });
}

TS_API Tensor *ts_argmin(const Tensor *self)
{
    return ts_make([&] { return at::argmin(*self); });
}

TS_API Tensor *ts_norm(const Tensor *self, double p)
{
    return ts_make([&] { return at::norm(*self, p); });
}

TS_API Tensor *ts_norm_dim(const Tensor *self, double p, int64_t dim, bool keepdim)
{
    return ts_make([&] { return at::norm(*self, p, IntArrayRef(dim), keepdim); });
}

namespace
{
template <class Pair> void take_pair(Pair &&pair, Tensor **values, Tensor **indices)
{
    *values = ts_wrap(std::move(std::get<0>(pair)));
    *indices = ts_wrap(std::move(std::get<1>(pair)));
}
} // namespace

#define EXTREME(name)                                                                                                  \
    TS_API int ts_##name##_dim(const Tensor *self, int64_t dim, bool keepdim, Tensor **values, Tensor **indices)       \
    {                                                                                                                  \
        return ts_guard([&] { take_pair(at::name(*self, dim, keepdim), values, indices); });                           \
    }
EXTREME(max)
EXTREME(min)

TS_API int ts_topk(
    const Tensor *self, int64_t k, int64_t dim, bool largest, bool sorted, Tensor **values, Tensor **indices)
{
    return ts_guard([&] { take_pair(at::topk(*self, k, dim, largest, sorted), values, indices); });
}

TS_API int ts_sort(const Tensor *self, int64_t dim, bool descending, bool stable, Tensor **values, Tensor **indices)
{
    return ts_guard([&] { take_pair(at::sort(*self, stable, dim, descending), values, indices); });
}
