using System.Text.Json.Serialization;

namespace DiCNet.App.Replaying;

/// <summary>How a replay ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RunStatus>))]
enum RunStatus
{
    /// <summary>It is under way, or was killed.</summary>
    [JsonStringEnumMemberName("running")]
    Running,

    /// <summary>To the end of the input.</summary>
    [JsonStringEnumMemberName("completed")]
    Completed,

    /// <summary>Stopped by a signal; what was read until then is scored and written.</summary>
    [JsonStringEnumMemberName("interrupted")]
    Interrupted,

    /// <summary>Stopped by a fault; the reason says which.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,
}
