using System.Text.Json;
using System.Text.Json.Serialization;

namespace DiCNet.Train.Evaluation;

/// <summary>Results as JSON: camel case, enums by name, fractions as they are.</summary>
static class EvaluationJson
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Writes a result.</summary>
    public static string Write(BundleEvaluation evaluation) => JsonSerializer.Serialize(evaluation, s_options);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static BundleEvaluation Read(string json) =>
        JsonSerializer.Deserialize<BundleEvaluation>(json, s_options) ?? throw new JsonException("no evaluation in it");
}
