namespace Prometheus;

/// <summary>Counts observations by size.</summary>
public interface IHistogram : IObserver
{
    void Observe(double val, long count);
    double Sum { get; }
    long Count { get; }
}
