using System.Text.Json;
using System.Text.Json.Serialization;

namespace DiCNet.App.Web;

/// <summary>Words of an enum as the names of members are written: lower case, but where a second word begins.</summary>
sealed class CamelCase<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
