// The flat C surface over libtorch that bindings/TorchSharp calls. No exception crosses: a function that makes a tensor
// returns null when it fails, every other one a status that is 0 on success; ts_last_error() then has the words for this
// thread. A tensor on the managed side is a pointer to a heap-allocated at::Tensor, given back by ts_free().
#pragma once

#include <cstdint>
#include <exception>
#include <utility>
#include <vector>

#include <ATen/ATen.h>
#include <torch/version.h>

#define TS_API extern "C" __attribute__((visibility("default")))

using at::Tensor;
using at::IntArrayRef;

// std::optional since libtorch 2.5; before that its own, which newer ones deprecate.
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 5)
#include <optional>
template <class T> using Optional = std::optional<T>;
#else
template <class T> using Optional = c10::optional<T>;
#endif

// Layouts shared with NativeScalar.cs and NativeOptions.cs.
enum TsScalarKind : int64_t
{
    kNoScalar = 0,
    kInteger = 1,
    kReal = 2,
    kBool = 3
};

struct TsScalar
{
    int64_t kind;
    int64_t bits;
};

// A dtype or a device that was not given.
constexpr int kNotGiven = -1;

struct TsOptions
{
    int dtype;
    int device_type;
    int device_index;
};

void ts_remember(const char *what) noexcept;
Tensor *ts_wrap(Tensor &&tensor);

template <class Call> int ts_guard(Call &&call) noexcept
{
    try
    {
        std::forward<Call>(call)();
        return 0;
    }
    catch (const c10::Error &error)
    {
        ts_remember(error.what_without_backtrace());
    }
    catch (const std::exception &error)
    {
        ts_remember(error.what());
    }
    catch (...)
    {
        ts_remember("unknown native error");
    }
    return 1;
}

template <class Call> Tensor *ts_make(Call &&call) noexcept
{
    Tensor *result = nullptr;
    ts_guard([&] { result = ts_wrap(std::forward<Call>(call)()); });
    return result;
}

at::Scalar ts_scalar(TsScalar value);
Optional<at::Scalar> ts_optional_scalar(TsScalar value);

inline Optional<Tensor> ts_optional(const Tensor *tensor)
{
    return tensor ? Optional<Tensor>(*tensor) : Optional<Tensor>();
}

inline Optional<at::ScalarType> ts_dtype(int dtype)
{
    return dtype == kNotGiven ? Optional<at::ScalarType>() : Optional<at::ScalarType>(static_cast<at::ScalarType>(dtype));
}

inline at::TensorOptions ts_options(TsOptions given)
{
    at::TensorOptions options;
    if (given.dtype != kNotGiven)
        options = options.dtype(static_cast<at::ScalarType>(given.dtype));
    if (given.device_type != kNotGiven)
        options = options.device(at::Device(
            static_cast<at::DeviceType>(given.device_type), static_cast<at::DeviceIndex>(given.device_index)));
    return options;
}

inline std::vector<Tensor> ts_list(Tensor *const *tensors, int64_t count)
{
    std::vector<Tensor> list;
    list.reserve(count);
    for (int64_t i = 0; i < count; i++)
        list.push_back(*tensors[i]);
    return list;
}
