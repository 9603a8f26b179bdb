namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static class lr_scheduler
        {
            public static LRScheduler StepLR(
                Optimizer optimizer, int step_size, double gamma = 0.1, int last_epoch = -1, bool verbose = false) =>
                LambdaLR(optimizer, epoch => Math.Pow(gamma, epoch / step_size), last_epoch, verbose);

            public static LRScheduler LambdaLR(
                Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch = -1, bool verbose = false) =>
                new(optimizer, (rate, epoch) => rate * lr_lambda(epoch), last_epoch);

            public static LRScheduler PolynomialLR(
                Optimizer optimizer, int total_iters = 5, double power = 1, int last_epoch = -1, bool verbose = false) =>
                LambdaLR(
                    optimizer,
                    epoch => Math.Pow(1 - (double)Math.Min(epoch, total_iters) / total_iters, power), last_epoch, verbose);

            public static LRScheduler CosineAnnealingLR(
                Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false) =>
                new(
                    optimizer,
                    (rate, epoch) => eta_min + (rate - eta_min) * (1 + Math.Cos(Math.PI * epoch / T_max)) / 2, last_epoch);

            /// <summary>Sets the rates of an optimizer from their initial values and the number of steps.</summary>
            public class LRScheduler
            {
                private readonly Func<double, int, double> _rate;
                private readonly ILearningRateController[] _groups;
                private int _epoch;

                internal LRScheduler(Optimizer optimizer, Func<double, int, double> rate, int last_epoch)
                {
                    _rate = rate;
                    _groups = [.. optimizer.ParamGroups];
                    _epoch = last_epoch + 1;
                    Apply();
                }

                public virtual void step() => step(null);

                public virtual void step(int? epoch)
                {
                    _epoch = epoch ?? _epoch + 1;
                    Apply();
                }

                public IEnumerable<double> get_last_lr() => _groups.Select(g => g.LearningRate);

                private void Apply()
                {
                    foreach (var group in _groups)
                        group.LearningRate = _rate(group.InitialLearningRate, _epoch);
                }
            }
        }
    }
}
