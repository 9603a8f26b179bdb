using System.Text.Json.Serialization;

namespace DiCNet.App.Benching;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(PipelineBenchResult))]
sealed partial class PipelineBenchJson : JsonSerializerContext;
