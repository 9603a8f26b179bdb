namespace Prometheus;

/// <summary>The entry point: registries and the factories that create metrics in them.</summary>
public static class Metrics
{
    // The official default registry also collects process, registry, EventCounter and Meter metrics;
    // this stand-in collects none: the default registry holds what its factory created, nothing else.
    public static CollectorRegistry DefaultRegistry { get; } = new();

    public static MetricFactory DefaultFactory { get; } = new(DefaultRegistry);

    public static CollectorRegistry NewCustomRegistry() => new();

    public static MetricFactory WithCustomRegistry(CollectorRegistry registry) => new(registry);
}
