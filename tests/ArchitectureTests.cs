using System.Reflection;
using Xunit;

namespace DiCNet.Tests;

public sealed class ArchitectureTests
{
    private static readonly Dictionary<string, string[]> s_rooms = new(StringComparer.Ordinal)
    {
        ["DiCNet.Core"] = [],
        ["DiCNet.Ingest"] = ["DiCNet.Core"],
        ["DiCNet.Inference"] = ["DiCNet.Core"],
        ["DiCNet.Render"] = ["DiCNet.Core"],
        ["DiCNet.Cli"] = ["DiCNet.Core"],
        ["dicnet"] = ["DiCNet.Core", "DiCNet.Cli", "DiCNet.Ingest", "DiCNet.Inference", "DiCNet.Render"],
        ["dicnet-train"] = ["DiCNet.Core", "DiCNet.Cli", "DiCNet.Inference"],
    };

    /// <summary>Packages that only these rooms may see.</summary>
    private static readonly Dictionary<string, string[]> s_packages = new(StringComparer.Ordinal)
    {
        ["Microsoft.AspNetCore"] = ["dicnet"],
        ["Microsoft.ML.OnnxRuntime"] = ["DiCNet.Inference"],
        ["Spectre.Console"] = ["dicnet", "dicnet-train"],
        ["System.CommandLine"] = ["DiCNet.Cli", "dicnet", "dicnet-train"],
        ["YamlDotNet"] = ["DiCNet.Inference", "DiCNet.Cli", "dicnet-train"],
        ["TorchSharp"] = ["dicnet-train"],
        ["Google.Protobuf"] = ["dicnet-train"],
    };

    public static TheoryData<string> Rooms => [.. s_rooms.Keys];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Arrows_between_rooms_point_one_way(string room)
    {
        var seen = References(room).Where(s_rooms.ContainsKey);
        Assert.Subset(s_rooms[room].ToHashSet(), seen.ToHashSet());
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Packages_are_seen_only_where_they_belong(string room)
    {
        var strangers = References(room).Where(r => s_packages.Any(p => (r == p.Key || r.StartsWith(p.Key + ".", StringComparison.Ordinal)) && !p.Value.Contains(room)));
        Assert.Empty(strangers);
    }

    [Fact]
    public void Stand_ins_know_nothing_of_DiCNet() => Assert.All(
        (string[])["OpenCvSharp", "Microsoft.ML.OnnxRuntime", "Prometheus.NetStandard", "TorchSharp"],
        name => Assert.DoesNotContain(References(name), r => r.StartsWith("DiCNet", StringComparison.OrdinalIgnoreCase)));

    private static List<string> References(string assembly) =>
        [.. Assembly.Load(assembly).GetReferencedAssemblies().Select(a => a.Name!)];
}
