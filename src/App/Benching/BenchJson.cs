using System.Text.Json.Serialization;

namespace DiCNet.App.Benching;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, IncludeFields = true)]
[JsonSerializable(typeof(PipelineBenchResult))]
[JsonSerializable(typeof(ModelBenchResult))]
[JsonSerializable(typeof(LiveBenchResult))]
sealed partial class BenchJson : JsonSerializerContext;
