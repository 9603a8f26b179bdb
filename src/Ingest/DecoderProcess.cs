using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace DiCNet.Ingest;

/// <summary>A child <c>ffmpeg</c> that reads one address and writes raw pictures to a pipe.</summary>
/// <remarks>
/// <para>The address reaches it through its input, as a list for the concat demuxer with one entry: arguments could be read by anybody
/// on the machine (<c>ps</c>), and addresses hold passwords. The list of protocols keeps what is read (an HLS list, say) from opening local files.</para>
/// <para>It has a session of its own, so that a terminal's Ctrl-C does not reach it, and the kernel kills it when the thread that
/// started it ends (<c>setpriv --pdeathsig</c>), so that it does not outlive a dicnet that was killed.</para>
/// <para>Not given: <c>-fflags nobuffer</c>. It throws away what was read to find out the codec, and with it the first key frame:
/// a camera with a key frame every 5 s would show nothing for 5 s.</para>
/// </remarks>
sealed partial class DecoderProcess : IDisposable
{
    private const int KeptLines = 4;
    private const string Protocols = "pipe,rtsp,rtp,srtp,udp,tcp,tls,http,https,httpproxy,hls,crypto,data,srt,rtmp,rtmps,rtmpt,rtmpts,ffrtmphttp";
    private static readonly TimeSpan s_lastWords = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly Queue<string> _said = new();

    private DecoderProcess(Process process) => _process = process;

    /// <summary>What it writes.</summary>
    public Stream Output => _process.StandardOutput.BaseStream;

    /// <summary>Starts it. The thread that calls must live as long as it. The caller owns the result.</summary>
    /// <exception cref="UserError">A program is missing or cannot be started.</exception>
    public static DecoderProcess Start(string location, LiveSourceOptions options)
    {
        var start = new ProcessStartInfo(Find("setsid", "util-linux"))
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        string[] arguments =
        [
            Find("setpriv", "util-linux"), "--pdeathsig", "KILL", Find("ffmpeg", "ffmpeg"), "-hide_banner", "-loglevel", "error", "-nostats", "-nostdin",
            .. HardwareDecode(options), "-flags", "low_delay",
            // A sender that starts again counts from 0: times that are 10 s off go on at the nominal rate.
            "-dts_error_threshold", "10",
            "-f", "concat", "-safe", "0", "-protocol_whitelist", Protocols, "-i", "pipe:0",
            "-map", "0:v:0", "-an", "-sn", "-dn", "-fps_mode", "passthrough", "-autoscale", "0",
            // One more row, so that any change of size changes the number of bytes; see NetworkPictures.
            "-vf", "format=bgr24,pad=iw:ih+1", "-c:v", "rawvideo", "-enc_time_base", "1:90000", "-flush_packets", "1", "-f", "nut", "pipe:1",
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            var child = new DecoderProcess(Process.Start(start)!);
            child._process.ErrorDataReceived += (_, line) => child.Keep(line.Data);
            child._process.BeginErrorReadLine();
            child.Tell(Script(location, options));
            return child;
        }
        catch (Win32Exception e)
        {
            throw new UserError($"ffmpeg cannot be started ({e.Message})", "", "repair its installation", e);
        }
    }

    /// <summary>The list for the concat demuxer.</summary>
    public static string Script(string location, LiveSourceOptions options)
    {
        var rtsp = SourceAddress.IsOf(location, "rtsp") ? $"option rtsp_transport {options.Transport.ToString().ToLowerInvariant()}\n" : "";
        return $"ffconcat version 1.0\nfile '{location.Replace("'", @"'\''")}'\n{rtsp}option analyzeduration 500000\n";
    }

    /// <summary>Waits for its end, which is near, and gives its last words, on one line; empty when it said nothing.</summary>
    public string LastWords()
    {
        try
        {
            using var enough = new CancellationTokenSource(s_lastWords);
            _process.WaitForExitAsync(enough.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            // It lives on without its output; Dispose ends that.
        }

        lock (_said)
        {
            return string.Join("; ", _said);
        }
    }

    /// <summary>Ends it at once, stopped as it may be. Any thread.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It ended by itself just now.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Kill();
        LastWords(); // Without this wait its entry in the table of processes would stay a while.
        // Process leaves the pipes to the finalizer.
        Output.Dispose();
        _process.Dispose();
    }

    private static string[] HardwareDecode(LiveSourceOptions options)
    {
        string[] how = options.HardwareDecode is { } name ? ["-hwaccel", name] : [];
        return options is { HardwareDecode: not null, HardwareDevice: { } device } ? [.. how, "-hwaccel_device", device] : how;
    }

    private static string Find(string program, string package)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Select(f => Path.Combine(f, program)).FirstOrDefault(File.Exists)
            ?? throw new UserError($"the program {program} is not installed; network streams need it", "", $"install the package {package}");
    }

    private void Tell(string script)
    {
        try
        {
            _process.StandardInput.Write(script);
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It is gone already; its last words say why.
        }
    }

    [GeneratedRegex(@"^(\s*\[[^\]]* @ 0x[0-9a-f]+\])+\s*|^pipe:[01]: ", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Speaker();

    private void Keep(string? line)
    {
        // What the concat demuxer adds says nothing new.
        var words = Speaker().Replace(line ?? "", "").Trim();
        if (words.Length == 0 || words.StartsWith("Impossible to open", StringComparison.Ordinal))
        {
            return;
        }

        lock (_said)
        {
            if (_said.Contains(words))
            {
                return;
            }

            _said.Enqueue(words);
            if (_said.Count > KeptLines)
            {
                _said.Dequeue();
            }
        }
    }
}
