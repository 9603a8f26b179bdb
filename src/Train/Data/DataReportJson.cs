using System.Text.Json.Serialization;

namespace DiCNet.Train.Data;

/// <summary>How it is written.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DataReport))]
sealed partial class DataReportJson : JsonSerializerContext;
