using Prometheus;
using Xunit;

namespace DiCNet.Tests.Bindings;

/// <summary>What a registry exports, as bytes and as text.</summary>
static class PrometheusText
{
    public static async Task<byte[]> BytesOf(CollectorRegistry registry)
    {
        using var stream = new MemoryStream();
        await registry.CollectAndExportAsTextAsync(stream, TestContext.Current.CancellationToken);
        return stream.ToArray();
    }

    public static async Task<string> Of(CollectorRegistry registry) =>
        PrometheusConstants.ExportEncoding.GetString(await BytesOf(registry));
}
