namespace DiCNet.App.Web;

/// <summary>Where the pictures of an event are.</summary>
/// <param name="Raw">The frame as it came.</param>
/// <param name="Heatmap">Its scores.</param>
/// <param name="Overlay">The frame with its marks.</param>
sealed record EventPictureAddresses(string Raw, string Heatmap, string Overlay)
{
    public static EventPictureAddresses Of(string key) => new(At(key, "raw"), At(key, "heatmap"), At(key, "overlay"));

    public static string At(string key, string picture) => $"/api/events/{key}/{picture}.jpg";
}
