using System.Text.Json;
using System.Text.Json.Serialization;

namespace DiCNet.Render;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(LowerCasePhases)],
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    IgnoreReadOnlyProperties = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(EventJson.Line))]
sealed partial class EventJsonContext : JsonSerializerContext
{
    private sealed class LowerCasePhases() : JsonStringEnumConverter<EventPhase>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
}
