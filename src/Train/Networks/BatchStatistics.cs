using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DiCNet.Train.Networks;

/// <summary>Means and variances of every batch norm of a network, measured anew over whole pictures.</summary>
/// <remarks>
/// Running averages lag behind the weights and are of crops. A student's error on new frames falls by a tenth with statistics of whole
/// frames; a teacher's mIoU stays.
/// </remarks>
static class BatchStatistics
{
    /// <summary>Measures; leaves the network in eval mode. Frozen norms keep what they have.</summary>
    /// <param name="network">Calculating in float32. Lent for the call.</param>
    /// <param name="forward">Runs the network on a batch.</param>
    /// <param name="batches">[N, 3, H, W], N of 2 or more; each is disposed after use.</param>
    public static void Measure(nn.Module network, Action<Tensor> forward, IEnumerable<Tensor> batches)
    {
        using var guard = no_grad();
        network.train();
        var norms = network.modules().OfType<BatchNorm2d>().Where(n => n.training).Distinct().Select(n => new Sums(n)).ToList();
        foreach (var batch in batches)
        {
            using var scope = NewDisposeScope();
            scope.Attach(batch);
            norms.ForEach(n => n.Clear());
            forward(batch);
            norms.ForEach(n => n.Add());
        }

        norms.ForEach(n => n.Finish());
        network.eval();
    }

    private sealed class Sums(BatchNorm2d norm)
    {
        private readonly double[] _mean = new double[norm.num_features];
        private readonly double[] _square = new double[norm.num_features];
        private int _batches;

        /// <summary>From zero, one batch leaves momentum times its own statistics.</summary>
        public void Clear()
        {
            norm.running_mean!.zero_();
            norm.running_var!.zero_();
        }

        public void Add()
        {
            var (mean, variance, momentum) = (Floats.Of(norm.running_mean!), Floats.Of(norm.running_var!), norm.momentum!.Value);
            for (var i = 0; i < mean.Length; i++)
            {
                var m = mean[i] / momentum;
                _mean[i] += m;
                _square[i] += (variance[i] / momentum) + (m * m);
            }

            _batches++;
        }

        public void Finish()
        {
            if (_batches == 0)
            {
                throw new InvalidOperationException("there were no pictures to measure on");
            }

            var mean = Array.ConvertAll(_mean, m => m / _batches);
            Floats.Put(norm.running_mean!, Array.ConvertAll(mean, m => (float)m));
            Floats.Put(norm.running_var!, [.. _square.Select((s, i) => (float)Math.Max(0, (s / _batches) - (mean[i] * mean[i])))]);
        }
    }
}
