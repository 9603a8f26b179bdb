using System.Security.Cryptography;

namespace DiCNet.Render;

/// <summary>A text file that always ends on a whole line, even on a full disk.</summary>
/// <remarks>After a failed write it takes no more lines and says so each time.</remarks>
sealed class LineFile : IDisposable
{
    private readonly string _path;
    private readonly FileStream _file;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] _waiting = new byte[4096];
    private int _used;
    private long _length;
    private UserError? _fault;

    /// <summary>Opens it; an old file is replaced.</summary>
    /// <exception cref="UserError">It cannot be written.</exception>
    public LineFile(string path)
    {
        _path = path;
        try
        {
            _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotWritten(path, e);
        }
    }

    /// <summary>SHA-256 of the bytes in the file, lower-case hex.</summary>
    public string Sha256 => Convert.ToHexStringLower(_hash.GetCurrentHash());

    /// <summary>Adds a line; it may wait for the next <see cref="Flush"/>.</summary>
    /// <param name="line">UTF-8, without a line feed. Lent for the call.</param>
    /// <exception cref="UserError">The file can no longer be written; it ends on a whole line.</exception>
    public void Append(ReadOnlySpan<byte> line)
    {
        if (_used + line.Length + 1 > _waiting.Length)
        {
            Flush();
            if (line.Length + 1 > _waiting.Length)
            {
                _waiting = new byte[line.Length + 1];
            }
        }

        line.CopyTo(_waiting.AsSpan(_used));
        _used += line.Length;
        _waiting[_used++] = (byte)'\n';
    }

    /// <summary>Brings the waiting lines to the file.</summary>
    /// <exception cref="UserError">The file can no longer be written; it ends on a whole line.</exception>
    public void Flush()
    {
        if (_fault is not null)
        {
            throw _fault;
        }

        var lines = _waiting.AsSpan(0, _used);
        try
        {
            _file.Write(lines);
        }
        catch (IOException e)
        {
            _fault = NotWritten(_path, e);
            lines = lines[..Arrived()];
        }

        _hash.AppendData(lines);
        _length += lines.Length;
        _used = 0;
        if (_fault is not null)
        {
            throw _fault;
        }
    }

    /// <summary>Closes it; lines that still wait are lost.</summary>
    public void Dispose()
    {
        _file.Dispose();
        _hash.Dispose();
    }

    // A full disk takes a part of the bytes before it refuses the rest.
    private int Arrived()
    {
        var bytes = (int)Math.Clamp(RandomAccess.GetLength(_file.SafeFileHandle) - _length, 0, _used);
        var whole = _waiting.AsSpan(0, bytes).LastIndexOf((byte)'\n') + 1;
        _file.SetLength(_length + whole);
        return whole;
    }

    private static UserError NotWritten(string path, Exception e) =>
        new($"the file cannot be written ({e.Message})", path, "free space there, or choose another folder", e);
}
