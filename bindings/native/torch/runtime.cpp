// Errors, the count of live tensors, threads, random numbers, gradient modes and devices.
#include "shim.h"

#include <atomic>
#include <string>

#include <ATen/Parallel.h>
#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>
#include <torch/cuda.h>

namespace
{
thread_local std::string last_error;
std::atomic<int64_t> live_tensors{0};
} // namespace

void ts_remember(const char *what) noexcept
{
    try
    {
        last_error = what;
    }
    catch (...)
    {
        last_error.clear(); // no memory left for the words
    }
}

// The string stays valid until the next error of this thread.
TS_API const char *ts_last_error()
{
    return last_error.c_str();
}

Tensor *ts_wrap(Tensor &&tensor)
{
    auto *result = new Tensor(std::move(tensor));
    live_tensors.fetch_add(1, std::memory_order_relaxed);
    return result;
}

TS_API void ts_free(Tensor *tensor)
{
    if (!tensor)
        return;
    ts_guard([&] { delete tensor; });
    live_tensors.fetch_sub(1, std::memory_order_relaxed);
}

TS_API int64_t ts_live_tensors()
{
    return live_tensors.load(std::memory_order_relaxed);
}

at::Scalar ts_scalar(TsScalar value)
{
    switch (value.kind)
    {
    case kInteger:
        return at::Scalar(value.bits);
    case kBool:
        return at::Scalar(value.bits != 0);
    default:
        double real;
        static_assert(sizeof real == sizeof value.bits, "the bits of a double");
        __builtin_memcpy(&real, &value.bits, sizeof real);
        return at::Scalar(real);
    }
}

Optional<at::Scalar> ts_optional_scalar(TsScalar value)
{
    return value.kind == kNoScalar ? Optional<at::Scalar>() : Optional<at::Scalar>(ts_scalar(value));
}

TS_API const char *ts_version()
{
    return TORCH_VERSION;
}

TS_API int ts_get_num_threads()
{
    return at::get_num_threads();
}

TS_API int ts_set_num_threads(int count)
{
    return ts_guard([&] { at::set_num_threads(count); });
}

TS_API int ts_get_num_interop_threads()
{
    return static_cast<int>(at::get_num_interop_threads());
}

TS_API int ts_set_num_interop_threads(int count)
{
    return ts_guard([&] { at::set_num_interop_threads(count); });
}

TS_API bool ts_get_grad_mode()
{
    return c10::GradMode::is_enabled();
}

TS_API void ts_set_grad_mode(bool enabled)
{
    c10::GradMode::set_enabled(enabled);
}

TS_API bool ts_is_inference_mode()
{
    return c10::InferenceMode::is_enabled();
}

// Both ends on the same thread, innermost first.
TS_API c10::InferenceMode *ts_inference_mode_enter(bool enabled)
{
    return new c10::InferenceMode(enabled);
}

TS_API void ts_inference_mode_leave(c10::InferenceMode *guard)
{
    delete guard;
}

TS_API int ts_cuda_device_count()
{
    int count = 0;
    ts_guard([&] { count = static_cast<int>(torch::cuda::device_count()); });
    return count;
}

TS_API bool ts_cudnn_is_available()
{
    bool available = false;
    ts_guard([&] { available = torch::cuda::cudnn_is_available(); });
    return available;
}

TS_API int ts_cuda_synchronize(int64_t index)
{
    return ts_guard([&] { torch::cuda::synchronize(index); });
}

TS_API int ts_manual_seed(uint64_t seed)
{
    return ts_guard([&] { at::manual_seed(seed); });
}

TS_API at::Generator *ts_default_generator()
{
    at::Generator *result = nullptr;
    ts_guard([&] { result = new at::Generator(at::globalContext().defaultGenerator(at::kCPU)); });
    return result;
}

TS_API void ts_generator_free(at::Generator *generator)
{
    delete generator;
}

TS_API int ts_generator_seed(at::Generator *generator, uint64_t seed)
{
    return ts_guard([&] {
        std::lock_guard<std::mutex> lock(generator->mutex());
        generator->set_current_seed(seed);
    });
}

TS_API uint64_t ts_generator_reseed(at::Generator *generator)
{
    uint64_t seed = 0;
    ts_guard([&] {
        std::lock_guard<std::mutex> lock(generator->mutex());
        seed = generator->seed();
    });
    return seed;
}

TS_API uint64_t ts_generator_initial_seed(const at::Generator *generator)
{
    return generator->current_seed();
}

TS_API Tensor *ts_generator_get_state(const at::Generator *generator)
{
    return ts_make([&] { return generator->get_state(); });
}

TS_API int ts_generator_set_state(at::Generator *generator, const Tensor *state)
{
    return ts_guard([&] { generator->set_state(*state); });
}
