using System.Globalization;
using DiCNet.App.Live;
using DiCNet.Render;
using Microsoft.AspNetCore.Http;

namespace DiCNet.App.Web;

/// <summary>Reads the query of an address. What is wrong with it is a <see cref="BadHttpRequestException"/> that names the parameter.</summary>
static class Queries
{
    public static ViewKind View(string? view) => Word<ViewKind>("view", view) ?? ViewKind.Overlay;

    public static EventQuery Events(string? stream, string? phase, string? zone, string? since, string? until, string? before, string? limit) => new(
        Empty(stream), Word<EventPhase>("phase", phase), Empty(zone), Moment("since", since), Moment("until", until), Number(before), Limit(limit));

    public static bool Flag(string name, string? text, bool otherwise) => Empty(text) is not { } word
        ? otherwise
        : bool.TryParse(word, out var flag) ? flag : throw Wrong(name, word, "true or false");

    private static T? Word<T>(string name, string? text)
        where T : struct, Enum
    {
        if (Empty(text) is not { } word)
        {
            return null;
        }

        foreach (var value in Enum.GetValues<T>())
        {
            if (word.Equals(value.ToString(), StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        throw Wrong(name, word, $"one of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}");
    }

    private static DateTimeOffset? Moment(string name, string? text) => Empty(text) is not { } word
        ? null
        : DateTimeOffset.TryParse(word, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : throw Wrong(name, word, "a moment such as 2026-01-31T12:00:00Z");

    private static long? Number(string? text) => Empty(text) is not { } key
        ? null
        : long.TryParse(key.Split('-', 2)[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Wrong("before", key, "the key of an event");

    private static int Limit(string? text) => Empty(text) is not { } word
        ? EventQuery.DefaultLimit
        : int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= EventQuery.MostRows
            ? limit
            : throw Wrong("limit", word, $"a number from 1 to {EventQuery.MostRows}");

    private static string? Empty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static BadHttpRequestException Wrong(string name, string word, string accepted) => new($"'{name}' is '{Problems.Shown(word)}'; it must be {accepted}");
}
