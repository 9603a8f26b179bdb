namespace Prometheus;

/// <summary>What can be done with a registry besides exporting it.</summary>
public interface ICollectorRegistry
{
    void AddBeforeCollectCallback(Action callback);
}
