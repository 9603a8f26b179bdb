using System.Text.Json.Serialization;

namespace DiCNet.App.Benching;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(PipelineBenchResult))]
[JsonSerializable(typeof(ModelBenchResult))]
sealed partial class BenchJson : JsonSerializerContext;
