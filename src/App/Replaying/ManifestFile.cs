using System.Text;

namespace DiCNet.App.Replaying;

/// <summary>manifest.json on disk. Its space is taken when the run begins, so that a full disk can still be told of.</summary>
/// <remarks>While the run goes on the file says "running"; it still does after a kill.</remarks>
sealed class ManifestFile : IDisposable
{
    private const int Reserved = 16 * 1024;

    private readonly FileStream _file;

    /// <summary>Takes the space and writes the first state.</summary>
    /// <exception cref="UserError">The folder cannot be written, or is full already.</exception>
    public ManifestFile(string path, Manifest first)
    {
        try
        {
            _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ReplayOutputs.NotWritable(path, e);
        }

        try
        {
            _file.Write(Encoding.UTF8.GetBytes(first.ToJson().PadRight(Reserved - 1) + "\n"));
        }
        catch (IOException e)
        {
            _file.Dispose();
            throw ReplayOutputs.NotWritable(path, e);
        }
    }

    /// <summary>Replaces the state by the final one.</summary>
    public void Finish(Manifest last)
    {
        var bytes = Encoding.UTF8.GetBytes(last.ToJson() + "\n");
        _file.Position = 0;
        _file.Write(bytes);
        _file.SetLength(bytes.Length);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
