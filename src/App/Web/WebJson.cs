using System.Text.Json.Serialization;
using DiCNet.App.Live;
using DiCNet.App.Options;
using DiCNet.Ingest;
using Microsoft.AspNetCore.Mvc;

namespace DiCNet.App.Web;

/// <summary>How what the server says and is told looks as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [
        typeof(CamelCase<SourceState>), typeof(CamelCase<FrameQuality>), typeof(CamelCase<DropReason>), typeof(CamelCase<FailReason>),
        typeof(CamelCase<EventPhase>), typeof(CamelCase<ConfigEffect>), typeof(CamelCase<SourcePace>), typeof(CamelCase<RtspTransport>)])]
[JsonSerializable(typeof(IReadOnlyList<StreamAnswer>))]
[JsonSerializable(typeof(EventPage))]
[JsonSerializable(typeof(ModelStatus))]
[JsonSerializable(typeof(ConfigPlan))]
[JsonSerializable(typeof(StreamOptions))]
[JsonSerializable(typeof(ModelChoice))]
[JsonSerializable(typeof(ProblemDetails))]
sealed partial class WebJson : JsonSerializerContext;
