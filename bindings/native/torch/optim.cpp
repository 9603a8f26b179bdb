// One optimiser step over a whole list of parameters in one call: a training step has hundreds of small tensors, and four
// passes over each by separate operations cost more than the arithmetic.
#include "shim.h"

#include <cmath>

#include <ATen/Parallel.h>
#include <c10/core/GradMode.h>

// One loop compiled for several instruction sets, the right one chosen when the library loads.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define TS_LOOP __attribute__((target_clones("avx512f", "avx2,fma", "default"), optimize("O3,no-math-errno,no-trapping-math")))
#else
#define TS_LOOP
#endif

namespace
{
constexpr int64_t kGrain = 16384;


// Parameters keep dense layouts other than contiguous ones: equal strides are enough to walk them together.
bool walk_together(const Tensor &a, const Tensor &b)
{
    return a.device().is_cpu() && b.device().is_cpu() && a.scalar_type() == at::kFloat && b.scalar_type() == at::kFloat &&
           a.is_non_overlapping_and_dense() && a.sizes() == b.sizes() && a.strides() == b.strides();
}

struct AdamTerms
{
    float lr, beta1, beta2, eps, coupled_decay, shrink, step_size, root_correction, sign;
};

TS_LOOP void adam_loop(
    float *__restrict p, const float *__restrict g, float *__restrict m, float *__restrict v, float *__restrict top,
    int64_t begin, int64_t end, AdamTerms t)
{
    const float keep1 = 1 - t.beta1, keep2 = 1 - t.beta2;
    if (top)
    {
        for (int64_t i = begin; i < end; i++)
        {
            const float w = p[i] * t.shrink;
            const float d = t.sign * g[i] + t.coupled_decay * p[i];
            m[i] = m[i] + keep1 * (d - m[i]);
            v[i] = t.beta2 * v[i] + keep2 * d * d;
            top[i] = top[i] > v[i] ? top[i] : v[i];
            p[i] = w - t.step_size * m[i] / (std::sqrt(top[i]) / t.root_correction + t.eps);
        }
        return;
    }
    for (int64_t i = begin; i < end; i++)
    {
        const float w = p[i] * t.shrink;
        const float d = t.sign * g[i] + t.coupled_decay * p[i];
        m[i] = m[i] + keep1 * (d - m[i]);
        v[i] = t.beta2 * v[i] + keep2 * d * d;
        p[i] = w - t.step_size * m[i] / (std::sqrt(v[i]) / t.root_correction + t.eps);
    }
}

TS_LOOP void sgd_loop(
    float *__restrict p, const float *__restrict g, float *__restrict velocity, int64_t begin, int64_t end, float lr,
    float momentum, float keep, float decay, bool nesterov, float sign)
{
    if (!velocity)
    {
        for (int64_t i = begin; i < end; i++)
            p[i] -= lr * (sign * g[i] + decay * p[i]);
        return;
    }
    for (int64_t i = begin; i < end; i++)
    {
        const float d = sign * g[i] + decay * p[i];
        velocity[i] = momentum * velocity[i] + keep * d;
        p[i] -= lr * (nesterov ? d + momentum * velocity[i] : velocity[i]);
    }
}

void adam_any(Tensor &p, const Tensor &grad, Tensor &m, Tensor &v, Tensor *top, const AdamTerms &t, double b1, double b2)
{
    auto d = t.sign < 0 ? grad.neg() : grad;
    if (t.coupled_decay != 0)
        d = d.add(p, t.coupled_decay);
    if (t.shrink != 1)
        p.mul_(t.shrink);
    m.lerp_(d, 1 - b1);
    v.mul_(b2).addcmul_(d, d, 1 - b2);
    if (top)
        at::maximum_out(*top, *top, v);
    const auto root = (top ? *top : v).sqrt().div_(t.root_correction).add_(t.eps);
    p.addcdiv_(m, root, -t.step_size);
}

void sgd_any(
    Tensor &p, const Tensor &grad, Tensor *velocity, double lr, double momentum, double keep, double decay, bool nesterov,
    bool maximize)
{
    auto d = maximize ? grad.neg() : grad;
    if (decay != 0)
        d = d.add(p, decay);
    if (velocity)
    {
        velocity->mul_(momentum).add_(d, keep);
        d = nesterov ? d.add(*velocity, momentum) : *velocity;
    }
    p.add_(d, -lr);
}
} // namespace

// Parameters without a gradient are left alone, and so is their state; steps[i] counts the steps of parameter i.
TS_API int ts_adam_step(
    Tensor *const *parameters, Tensor *const *averages, Tensor *const *squares, Tensor *const *maxima, int64_t *steps,
    int64_t count, double lr, double beta1, double beta2, double eps, double weight_decay, bool decoupled, bool maximize)
{
    return ts_guard([&] {
        c10::AutoGradMode no_grad(false);
        for (int64_t i = 0; i < count; i++)
        {
            auto &p = *parameters[i];
            const auto &grad = p.grad();
            if (!grad.defined())
                continue;
            const auto step = ++steps[i];
            AdamTerms terms;
            terms.lr = static_cast<float>(lr);
            terms.beta1 = static_cast<float>(beta1);
            terms.beta2 = static_cast<float>(beta2);
            terms.eps = static_cast<float>(eps);
            terms.coupled_decay = static_cast<float>(decoupled ? 0 : weight_decay);
            terms.shrink = static_cast<float>(decoupled ? 1 - lr * weight_decay : 1);
            terms.step_size = static_cast<float>(lr / (1 - std::pow(beta1, static_cast<double>(step))));
            terms.root_correction = static_cast<float>(std::sqrt(1 - std::pow(beta2, static_cast<double>(step))));
            terms.sign = maximize ? -1.0f : 1.0f;
            auto &m = *averages[i];
            auto &v = *squares[i];
            auto *top = maxima ? maxima[i] : nullptr;
            // A gradient may come back in another layout than its parameter.
            const auto g = grad.strides() == p.strides() ? grad : at::empty_like(p).copy_(grad);
            if (walk_together(p, g) && walk_together(p, m) && walk_together(p, v) && (!top || walk_together(p, *top)))
            {
                auto *pd = p.data_ptr<float>();
                const auto *gd = g.data_ptr<float>();
                auto *md = m.data_ptr<float>();
                auto *vd = v.data_ptr<float>();
                auto *td = top ? top->data_ptr<float>() : nullptr;
                at::parallel_for(0, p.numel(), kGrain, [&](int64_t begin, int64_t end) {
                    adam_loop(pd, gd, md, vd, td, begin, end, terms);
                });
                p.unsafeGetTensorImpl()->bump_version();
            }
            else
                adam_any(p, g, m, v, top, terms, beta1, beta2);
        }
    });
}

// velocities is null without momentum; a first step (steps[i] was 0) starts the velocity with the gradient itself.
TS_API int ts_sgd_step(
    Tensor *const *parameters, Tensor *const *velocities, int64_t *steps, int64_t count, double lr, double momentum,
    double dampening, double weight_decay, bool nesterov, bool maximize)
{
    return ts_guard([&] {
        c10::AutoGradMode no_grad(false);
        for (int64_t i = 0; i < count; i++)
        {
            auto &p = *parameters[i];
            const auto &grad = p.grad();
            if (!grad.defined())
                continue;
            const auto keep = steps[i]++ == 0 ? 1 : 1 - dampening;
            auto *velocity = velocities ? velocities[i] : nullptr;
            const auto g = grad.strides() == p.strides() ? grad : at::empty_like(p).copy_(grad);
            if (walk_together(p, g) && (!velocity || walk_together(p, *velocity)))
            {
                auto *pd = p.data_ptr<float>();
                const auto *gd = g.data_ptr<float>();
                auto *vd = velocity ? velocity->data_ptr<float>() : nullptr;
                at::parallel_for(0, p.numel(), kGrain, [&](int64_t begin, int64_t end) {
                    sgd_loop(
                        pd, gd, vd, begin, end, static_cast<float>(lr), static_cast<float>(momentum),
                        static_cast<float>(keep), static_cast<float>(weight_decay), nesterov, maximize ? -1.0f : 1.0f);
                });
                p.unsafeGetTensorImpl()->bump_version();
            }
            else
                sgd_any(p, g, velocity, lr, momentum, keep, weight_decay, nesterov, maximize);
        }
    });
}

// Scales the gradients so that their common norm is at most max_norm; gives the norm they had.
TS_API int ts_clip_grad_norm_(Tensor *const *parameters, int64_t count, double max_norm, double p, double *norm)
{
    return ts_guard([&] {
        c10::AutoGradMode no_grad(false);
        std::vector<Tensor> norms;
        for (int64_t i = 0; i < count; i++)
            if (parameters[i]->grad().defined())
                norms.push_back(at::norm(parameters[i]->grad(), p));
        *norm = norms.empty() ? 0 : at::norm(at::stack(norms), p).item().toDouble();
        const auto factor = max_norm / (*norm + 1e-6);
        if (!(factor < 1))
            return;
        for (int64_t i = 0; i < count; i++)
            if (parameters[i]->grad().defined())
                parameters[i]->mutable_grad().mul_(factor);
    });
}

TS_API int ts_clip_grad_value_(Tensor *const *parameters, int64_t count, double value)
{
    return ts_guard([&] {
        c10::AutoGradMode no_grad(false);
        for (int64_t i = 0; i < count; i++)
            if (parameters[i]->grad().defined())
                parameters[i]->mutable_grad().clamp_(-value, value);
    });
}
