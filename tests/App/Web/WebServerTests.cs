using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DiCNet.App.Options;
using DiCNet.App.Web;
using Xunit;

namespace DiCNet.Tests.App.Web;

public sealed class WebServerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dicnet-web").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_port_that_is_taken_is_the_users_error()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var error = await FailAsync(new ServerOptions { Port = port });
        Assert.StartsWith("server.port: ", error.Message);
        Assert.Contains($"127.0.0.1:{port}", error.Message);
    }

    [Theory]
    [InlineData("nowhere", null, "server.address")]
    [InlineData("203.0.113.7", "0123456789abcdef", "server.address")]
    [InlineData("0.0.0.0", null, "server.token")]
    [InlineData("::", null, "server.token")]
    [InlineData("127.0.0.1", "x9k2", "server.token")]
    public async Task A_wrong_address_or_token_is_the_users_error(string address, string? token, string key)
    {
        var error = await FailAsync(new ServerOptions { Address = address, Token = token, Port = 0 });
        Assert.StartsWith(key + ": ", error.Message);
        Assert.DoesNotContain("'short'", error.Message);
    }

    [Fact]
    public async Task A_certificate_that_is_missing_unreadable_or_of_another_key_is_the_users_error()
    {
        var (pem, key) = Certificate("one");
        var (_, other) = Certificate("two");
        var text = File("text.pem", "no certificate");
        var pfx = File("text.pfx", "no certificate either");
        foreach (var (certificate, certificateKey, named) in ((string, string?, string)[])[
            (Path.Combine(_folder, "none.pem"), null, "none.pem"), (pem, Path.Combine(_folder, "none.key"), "none.key"),
            (pem, other, pem), (pem, null, pem), (text, null, text), (pfx, null, pfx)])
        {
            var error = await FailAsync(new ServerOptions { Port = 0, Certificate = certificate, CertificateKey = certificateKey, CertificatePassword = "pass-of-the-file" });
            Assert.StartsWith("server.certificate", error.Message);
            Assert.Contains(named, error.Message);
            Assert.DoesNotContain("pass-of-the-file", error.Message);
        }

        Assert.NotNull(key);
    }

    [Fact]
    public async Task A_certificate_gives_tls_and_its_headers()
    {
        var (pem, key) = Certificate("rig");
        await using var served = await Served.StartAsync(new ServerOptions { Certificate = pem, CertificateKey = key, Token = "0123456789abcdef" });
        Assert.Equal("https", served.Url.Scheme);
        using var answer = await served.Client.PostAsync("/login", new FormUrlEncodedContent([KeyValuePair.Create("token", "0123456789abcdef")]), TestContext.Current.CancellationToken);
        Assert.Equal("max-age=31536000", answer.Headers.GetValues("Strict-Transport-Security").Single());
        Assert.All(answer.Headers.GetValues("Set-Cookie"), c => Assert.Contains("secure", c));
    }

    [Fact]
    public async Task A_pfx_file_gives_tls_too()
    {
        using var rsa = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=rig", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        var file = Path.Combine(_folder, "rig.pfx");
        await System.IO.File.WriteAllBytesAsync(file, certificate.ExportPkcs12(Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, "secret-of-pfx"), TestContext.Current.CancellationToken);
        await using var served = await Served.StartAsync(new ServerOptions { Certificate = file, CertificatePassword = "secret-of-pfx" });
        Assert.Equal("ok", await served.Client.GetStringAsync("/livez", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Every_answer_has_strict_headers()
    {
        await using var served = await Served.StartAsync();
        foreach (var path in (string[])["/login", "/api/streams", "/livez", "/metrics", "/nothing"])
        {
            using var answer = await served.SendAsync(HttpMethod.Get, path);
            string Header(string name) => answer.Headers.GetValues(name).Single();
            Assert.StartsWith("default-src 'self'; img-src 'self' data: blob:;", Header("Content-Security-Policy"));
            Assert.Contains("frame-ancestors 'none'", Header("Content-Security-Policy"));
            Assert.DoesNotContain("unsafe", Header("Content-Security-Policy"));
            Assert.Equal("nosniff", Header("X-Content-Type-Options"));
            Assert.Equal("no-referrer", Header("Referrer-Policy"));
            Assert.Contains("camera=()", Header("Permissions-Policy"));
            Assert.Equal("same-origin", Header("Cross-Origin-Opener-Policy"));
            Assert.Equal("same-origin", Header("Cross-Origin-Resource-Policy"));
            Assert.False(answer.Headers.Contains("Server"));
            Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
            Assert.Equal(path == "/login" ? "no-cache" : "no-store", answer.Headers.CacheControl?.ToString());
        }
    }

    [Fact]
    public async Task Files_of_the_page_are_sent_once_as_long_as_they_stay_the_same()
    {
        await using var served = await Served.StartAsync();
        using var first = await served.SendAsync(HttpMethod.Get, "/login.css");
        Assert.Equal("text/css; charset=utf-8", first.Content.Headers.ContentType?.ToString());
        using var second = await served.SendAsync(HttpMethod.Get, "/login.css", r => r.Headers.IfNoneMatch.Add(first.Headers.ETag!));
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        using var head = await served.SendAsync(HttpMethod.Head, "/login.css");
        Assert.Equal((HttpStatusCode.OK, first.Content.Headers.ContentLength), (head.StatusCode, head.Content.Headers.ContentLength));
    }

    private static Task<UserError> FailAsync(ServerOptions options) =>
        Assert.ThrowsAsync<UserError>(() => WebServer.StartAsync(options, new WebSystem(), _ => { }, TimeProvider.System));

    private string File(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    private (string Certificate, string Key) Certificate(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        return (File($"{name}.pem", certificate.ExportCertificatePem()), File($"{name}.key", key.ExportPkcs8PrivateKeyPem()));
    }
}
