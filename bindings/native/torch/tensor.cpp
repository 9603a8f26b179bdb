// What a tensor is, where it lives, its memory and its gradient.
#include "shim.h"


#include <torch/csrc/autograd/autograd.h>
#include <torch/serialize.h>

// The layout is shared with NativeHeader.cs.
struct TsHeader
{
    int64_t rank;
    int64_t count;
    int64_t element_size;
    int dtype;
    int device_type;
    int device_index;
    int flags;
};

enum TsFlags
{
    kContiguous = 1,
    kRequiresGrad = 2,
    kLeaf = 4,
    kFloatingPoint = 8
};

TS_API void ts_header(const Tensor *self, TsHeader *header)
{
    const auto device = self->device();
    header->rank = self->dim();
    header->count = self->numel();
    header->element_size = static_cast<int64_t>(self->element_size());
    header->dtype = static_cast<int>(self->scalar_type());
    header->device_type = static_cast<int>(device.type());
    header->device_index = device.index();
    header->flags = (self->is_contiguous() ? kContiguous : 0) | (self->requires_grad() ? kRequiresGrad : 0) |
                    (self->is_leaf() ? kLeaf : 0) | (self->is_floating_point() ? kFloatingPoint : 0);
}

TS_API int64_t ts_rank(const Tensor *self)
{
    return self->dim();
}

TS_API void ts_sizes(const Tensor *self, int64_t *sizes)
{
    const auto source = self->sizes();
    std::copy(source.begin(), source.end(), sizes);
}

TS_API void ts_strides(const Tensor *self, int64_t *strides)
{
    const auto source = self->strides();
    std::copy(source.begin(), source.end(), strides);
}

TS_API int ts_size(const Tensor *self, int64_t dim, int64_t *result)
{
    return ts_guard([&] { *result = self->size(dim); });
}

TS_API int ts_stride(const Tensor *self, int64_t dim, int64_t *result)
{
    return ts_guard([&] { *result = self->stride(dim); });
}

TS_API int ts_data(const Tensor *self, void **result)
{
    return ts_guard([&] { *result = self->data_ptr(); });
}

// The one element, as it lies in memory.
TS_API int ts_item(const Tensor *self, void *result)
{
    return ts_guard([&] {
        const auto here = self->detach().cpu();
        __builtin_memcpy(result, here.data_ptr(), here.element_size());
    });
}

TS_API int ts_item_double(const Tensor *self, double *result)
{
    return ts_guard([&] { *result = self->item().toDouble(); });
}

TS_API int ts_item_long(const Tensor *self, int64_t *result)
{
    return ts_guard([&] { *result = self->item().toLong(); });
}

TS_API Tensor *ts_alias(const Tensor *self)
{
    return ts_make([&] { return at::alias(*self); });
}

TS_API Tensor *ts_to(const Tensor *self, TsOptions options, bool copy, bool non_blocking)
{
    return ts_make([&] { return self->to(ts_options(options), non_blocking, copy); });
}

TS_API Tensor *ts_clone(const Tensor *self)
{
    return ts_make([&] { return self->clone(); });
}

TS_API Tensor *ts_contiguous(const Tensor *self)
{
    return ts_make([&] { return self->contiguous(); });
}

TS_API Tensor *ts_pin_memory(const Tensor *self)
{
    return ts_make([&] { return self->pin_memory(); });
}

TS_API Tensor *ts_detach(const Tensor *self)
{
    return ts_make([&] { return self->detach(); });
}

TS_API int ts_detach_(Tensor *self)
{
    return ts_guard([&] { self->detach_(); });
}

TS_API int ts_copy_(Tensor *self, const Tensor *source, bool non_blocking)
{
    return ts_guard([&] { self->copy_(*source, non_blocking); });
}

// Other data behind the same variable: what moving a module to a device or a type needs.
TS_API int ts_set_data(Tensor *self, const Tensor *data)
{
    return ts_guard([&] { self->set_data(*data); });
}

TS_API int ts_set_requires_grad(Tensor *self, bool value)
{
    return ts_guard([&] { self->requires_grad_(value); });
}

TS_API int ts_retain_grad(Tensor *self)
{
    return ts_guard([&] { self->retain_grad(); });
}

// Null without an error when there is none.
TS_API int ts_grad(const Tensor *self, Tensor **result)
{
    return ts_guard([&] {
        const auto &grad = self->grad();
        *result = grad.defined() ? ts_wrap(Tensor(grad)) : nullptr;
    });
}

TS_API int ts_set_grad(Tensor *self, const Tensor *grad)
{
    return ts_guard([&] { self->mutable_grad() = grad ? *grad : Tensor(); });
}

TS_API int ts_zero_grads(Tensor *const *tensors, int64_t count, bool set_to_none)
{
    return ts_guard([&] {
        for (int64_t i = 0; i < count; i++)
        {
            auto &grad = tensors[i]->mutable_grad();
            if (!grad.defined())
                continue;
            if (set_to_none)
                grad.reset();
            else if (grad.grad_fn())
                grad = grad.detach().zero_();
            else
                grad.zero_();
        }
    });
}

TS_API int ts_backward(const Tensor *self)
{
    return ts_guard([&] { self->backward(); });
}

TS_API int ts_backward_full(
    const Tensor *self, Tensor *const *grads, int64_t grad_count, bool retain_graph, bool create_graph,
    Tensor *const *inputs, int64_t input_count)
{
    return ts_guard([&] {
        torch::autograd::backward(
            {*self}, ts_list(grads, grad_count), retain_graph, create_graph, ts_list(inputs, input_count));
    });
}

TS_API int ts_save(const Tensor *self, const char *location)
{
    return ts_guard([&] { torch::save(*self, std::string(location)); });
}

TS_API Tensor *ts_load(const char *location)
{
    return ts_make([&] {
        Tensor result;
        torch::load(result, std::string(location));
        return result;
    });
}

