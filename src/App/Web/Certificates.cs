using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DiCNet.App.Options;

namespace DiCNet.App.Web;

/// <summary>Reads the certificate that the server shows.</summary>
static class Certificates
{
    /// <summary>The certificate with its key first, then those between it and the root.</summary>
    /// <exception cref="UserError">A file is missing or cannot be read, or key and certificate do not belong together.</exception>
    public static X509Certificate2Collection Read(ServerOptions options)
    {
        var (file, key) = (options.Certificate!, options.CertificateKey);
        MustExist(file, "server.certificate");
        MustExist(key ?? file, "server.certificateKey");
        try
        {
            var chain = new X509Certificate2Collection();
            if (Path.GetExtension(file).ToUpperInvariant() is ".PFX" or ".P12")
            {
                chain.Add(X509CertificateLoader.LoadPkcs12FromFile(file, options.CertificatePassword));
            }
            else
            {
                chain.ImportFromPemFile(file);
                chain.RemoveAt(0);
                chain.Insert(0, options.CertificatePassword is { } password
                    ? X509Certificate2.CreateFromEncryptedPemFile(file, password, key)
                    : X509Certificate2.CreateFromPemFile(file, key));
            }

            return chain[0].HasPrivateKey ? chain : throw new CryptographicException("the file holds no private key");
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw new UserError(
                $"the certificate {file} cannot be used: {e.Message.TrimEnd('.')}", "server.certificate",
                "give a PEM file with server.certificateKey, or a PFX file with server.certificatePassword, that belong together and can be read", e);
        }
    }

    private static void MustExist(string file, string key)
    {
        if (!File.Exists(file))
        {
            throw new UserError($"there is no file {file}", key, "name an existing file");
        }
    }
}
