using System.ComponentModel.DataAnnotations;

namespace DiCNet.App.Options;

/// <summary>The web server: page, API, metrics and probes.</summary>
sealed record ServerOptions
{
    /// <summary>Address to listen at.</summary>
    /// <value>127.0.0.1 by default; on any other a <see cref="Token"/> is required.</value>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>Port to listen at.</summary>
    /// <value>0 to 65535; 8090 by default; 0 takes a free one.</value>
    [Range(0, 65_535)]
    public int Port { get; init; } = 8090;

    /// <summary>What a client must know: as bearer, or in the login form.</summary>
    /// <value>At least 16 characters. Give it by the environment, DICNET__SERVER__TOKEN, rather than in a file.</value>
    [DataType(DataType.Password)]
    public string? Token { get; init; }

    /// <summary>Certificate for TLS: a PEM file, or PFX; null serves plain HTTP.</summary>
    public string? Certificate { get; init; }

    /// <summary>Its private key, when it is a PEM file of its own.</summary>
    public string? CertificateKey { get; init; }

    /// <summary>Password of the PFX file.</summary>
    [DataType(DataType.Password)]
    public string? CertificatePassword { get; init; }

    /// <summary>Requests per second of one client, pictures and probes aside.</summary>
    /// <value>1 to 100000; 50 by default.</value>
    [Range(1, 100_000)]
    public int RequestsPerSecond { get; init; } = 50;

    /// <summary>Largest body of a request.</summary>
    /// <value>1 to 65536 kB; 256 by default.</value>
    [Range(1, 65_536)]
    public int BodyKilobytes { get; init; } = 256;

    /// <summary>Events that the page and the API remember.</summary>
    /// <value>10 to 100000; 1000 by default.</value>
    [Range(10, 100_000)]
    public int RememberedEvents { get; init; } = 1000;

    /// <summary>Memory for their pictures; the oldest events lose theirs first.</summary>
    /// <value>1 to 4096 MB; 32 by default.</value>
    [Range(1, 4096)]
    public int PictureMegabytes { get; init; } = 32;
}
