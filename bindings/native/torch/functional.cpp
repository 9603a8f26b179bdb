// The layers and losses of torch.nn.functional.
#include "shim.h"

#include <torch/nn/functional/upsampling.h>

namespace
{
namespace F = torch::nn::functional;
using Interpolate = F::InterpolateFuncOptions;

Interpolate::mode_t interpolation(int mode)
{
    switch (mode)
    {
    case 1:
        return torch::kLinear;
    case 2:
        return torch::kBilinear;
    case 3:
        return torch::kBicubic;
    case 4:
        return torch::kTrilinear;
    case 5:
        return torch::kArea;
    case 6:
        return torch::kNearestExact;
    default:
        return torch::kNearest;
    }
}

const char *padding_mode(int mode)
{
    switch (mode)
    {
    case 1:
        return "reflect";
    case 2:
        return "replicate";
    case 3:
        return "circular";
    default:
        return "constant";
    }
}
} // namespace

#define PAIR(name) IntArrayRef(name, 2)

// stride, padding and dilation are pairs.
TS_API Tensor *ts_conv2d(
    const Tensor *input, const Tensor *weight, const Tensor *bias, const int64_t *stride, const int64_t *padding,
    const int64_t *dilation, int64_t groups)
{
    return ts_make([&] {
        return at::conv2d(
            *input, *weight, ts_optional(bias), PAIR(stride), PAIR(padding), PAIR(dilation), groups);
    });
}

TS_API Tensor *ts_conv2d_same(
    const Tensor *input, const Tensor *weight, const Tensor *bias, const int64_t *stride, const int64_t *dilation,
    int64_t groups)
{
    return ts_make([&] {
        return at::conv2d(*input, *weight, ts_optional(bias), PAIR(stride), "same", PAIR(dilation), groups);
    });
}

TS_API Tensor *ts_linear(const Tensor *input, const Tensor *weight, const Tensor *bias)
{
    return ts_make([&] { return at::linear(*input, *weight, ts_optional(bias)); });
}

TS_API Tensor *ts_batch_norm(
    const Tensor *input, const Tensor *mean, const Tensor *variance, const Tensor *weight, const Tensor *bias,
    bool training, double momentum, double eps)
{
    return ts_make([&] {
        return at::batch_norm(
            *input, ts_optional(weight), ts_optional(bias), ts_optional(mean), ts_optional(variance), training, momentum,
            eps, at::globalContext().userEnabledCuDNN());
    });
}

TS_API Tensor *ts_adaptive_avg_pool2d(const Tensor *input, const int64_t *size)
{
    return ts_make([&] { return at::adaptive_avg_pool2d(*input, PAIR(size)); });
}

TS_API Tensor *ts_max_pool2d(
    const Tensor *input, const int64_t *kernel, const int64_t *stride, const int64_t *padding, const int64_t *dilation,
    bool ceil_mode)
{
    return ts_make([&] {
        return at::max_pool2d(*input, PAIR(kernel), PAIR(stride), PAIR(padding), PAIR(dilation), ceil_mode);
    });
}

// divisor 0: not given.
TS_API Tensor *ts_avg_pool2d(
    const Tensor *input, const int64_t *kernel, const int64_t *stride, const int64_t *padding, bool ceil_mode,
    bool count_include_pad, int64_t divisor)
{
    return ts_make([&] {
        return at::avg_pool2d(
            *input, PAIR(kernel), PAIR(stride), PAIR(padding), ceil_mode, count_include_pad,
            divisor ? Optional<int64_t>(divisor) : Optional<int64_t>());
    });
}

// Either sizes or factors; align_corners -1: not given.
TS_API Tensor *ts_interpolate(
    const Tensor *input, const int64_t *sizes, const double *factors, int64_t rank, int mode, int align_corners,
    bool recompute, bool antialias)
{
    return ts_make([&] {
        if (antialias)
        {
            TORCH_CHECK(
                (mode == 2 || mode == 3) && input->dim() == 4 && sizes,
                "antialias is for bilinear and bicubic on 4-D input with a size");
            const IntArrayRef size(sizes, rank);
            return mode == 2 ? at::_upsample_bilinear2d_aa(*input, size, align_corners == 1)
                             : at::_upsample_bicubic2d_aa(*input, size, align_corners == 1);
        }
        auto options = Interpolate().mode(interpolation(mode));
        if (sizes)
            options.size(std::vector<int64_t>(sizes, sizes + rank));
        if (factors)
            options.scale_factor(std::vector<double>(factors, factors + rank));
        if (align_corners >= 0)
            options.align_corners(align_corners == 1);
        if (recompute)
            options.recompute_scale_factor(true);
        return F::interpolate(*input, options);
    });
}

TS_API Tensor *ts_pad(const Tensor *input, const int64_t *pad, int64_t count, int mode, double value)
{
    return ts_make([&] {
        const auto name = padding_mode(mode);
        return at::pad(
            *input, IntArrayRef(pad, count), name, *name == 'c' && name[1] == 'o' ? Optional<double>(value) : Optional<double>());
    });
}

TS_API Tensor *ts_dropout(const Tensor *input, double p, bool training, bool inplace)
{
    return ts_make([&] {
        auto self = *input;
        return inplace ? at::dropout_(self, p, training) : at::dropout(self, p, training);
    });
}

TS_API Tensor *ts_dropout2d(const Tensor *input, double p, bool training, bool inplace)
{
    return ts_make([&] {
        auto self = *input;
        return inplace ? at::feature_dropout_(self, p, training) : at::feature_dropout(self, p, training);
    });
}

TS_API Tensor *ts_cross_entropy(
    const Tensor *input, const Tensor *target, const Tensor *weight, int64_t reduction, int64_t ignore_index,
    double smoothing)
{
    return ts_make([&] {
        return at::cross_entropy_loss(*input, *target, ts_optional(weight), reduction, ignore_index, smoothing);
    });
}

TS_API Tensor *ts_nll_loss(const Tensor *input, const Tensor *target, const Tensor *weight, int64_t reduction)
{
    return ts_make([&] { return at::nll_loss_nd(*input, *target, ts_optional(weight), reduction, -100); });
}

TS_API Tensor *ts_mse_loss(const Tensor *input, const Tensor *target, int64_t reduction)
{
    return ts_make([&] { return at::mse_loss(*input, *target, reduction); });
}

TS_API Tensor *ts_l1_loss(const Tensor *input, const Tensor *target, int64_t reduction)
{
    return ts_make([&] { return at::l1_loss(*input, *target, reduction); });
}

TS_API Tensor *ts_smooth_l1_loss(const Tensor *input, const Tensor *target, int64_t reduction, double beta)
{
    return ts_make([&] { return at::smooth_l1_loss(*input, *target, reduction, beta); });
}

TS_API Tensor *ts_kl_div(const Tensor *input, const Tensor *target, int64_t reduction, bool log_target)
{
    return ts_make([&] { return at::kl_div(*input, *target, reduction, log_target); });
}

TS_API Tensor *ts_binary_cross_entropy_with_logits(
    const Tensor *input, const Tensor *target, const Tensor *weight, const Tensor *pos_weight, int64_t reduction)
{
    return ts_make([&] {
        return at::binary_cross_entropy_with_logits(
            *input, *target, ts_optional(weight), ts_optional(pos_weight), reduction);
    });
}

TS_API Tensor *ts_one_hot(const Tensor *input, int64_t classes)
{
    return ts_make([&] { return at::one_hot(*input, classes); });
}
