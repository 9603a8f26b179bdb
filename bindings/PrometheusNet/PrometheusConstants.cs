using System.Text;

namespace Prometheus;

/// <summary>Names of the text format.</summary>
public static class PrometheusConstants
{
    public const string TextContentType = "text/plain";
    public const string TextContentTypeWithVersionAndEncoding = TextContentType + "; version=0.0.4; charset=utf-8";

    /// <summary>UTF-8 without a byte order mark.</summary>
    public static readonly Encoding ExportEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
}
