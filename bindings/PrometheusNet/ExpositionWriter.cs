using System.Buffers;
using System.Globalization;

namespace Prometheus;

/// <summary>Collects the text format as UTF-8 bytes.</summary>
sealed class ExpositionWriter
{
    readonly ArrayBufferWriter<byte> _buffer = new(4096);

    internal ReadOnlyMemory<byte> Written => _buffer.WrittenMemory;

    /// <summary>The two lines above a family; the format's help is written raw.</summary>
    internal void Header(string name, string help, string type)
    {
        Text("# HELP ");
        Text(name);
        Text(" ");
        Text(help);
        Text("\n# TYPE ");
        Text(name);
        Text(" ");
        Text(type);
        Text("\n");
    }

    internal void Sample(string name, string suffix, string labels, double value)
    {
        Series(name, suffix, labels, bound: null);
        Span<char> digits = stackalloc char[32];
        value.TryFormat(digits, out var length, "g", CultureInfo.InvariantCulture);
        Text(digits[..length]);
        Text("\n");
    }

    internal void Sample(string name, string suffix, string labels, string? bound, long value)
    {
        Series(name, suffix, labels, bound);
        Span<char> digits = stackalloc char[32];
        value.TryFormat(digits, out var length, provider: CultureInfo.InvariantCulture);
        Text(digits[..length]);
        Text("\n");
    }

    void Series(string name, string suffix, string labels, string? bound)
    {
        Text(name);
        Text(suffix);
        if (labels.Length > 0 || bound is not null)
        {
            Text("{");
            Text(labels);
            if (bound is not null)
            {
                Text(labels.Length > 0 ? ",le=\"" : "le=\"");
                Text(bound);
                Text("\"");
            }

            Text("}");
        }

        Text(" ");
    }

    void Text(ReadOnlySpan<char> text)
    {
        var room = _buffer.GetSpan(PrometheusConstants.ExportEncoding.GetMaxByteCount(text.Length));
        _buffer.Advance(PrometheusConstants.ExportEncoding.GetBytes(text, room));
    }
}
