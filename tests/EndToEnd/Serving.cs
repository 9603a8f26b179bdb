using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace DiCNet.Tests.EndToEnd;

/// <summary>A running <c>dicnet serve</c>, as a process of its own, with its configuration in a folder of its own.</summary>
sealed partial class Serving : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _log = new();
    private readonly TaskCompletionSource<Uri> _page = new();

    private Serving(DirectoryInfo folder, string config)
    {
        Folder = folder;
        ConfigFile = Path.Combine(folder.FullName, "live.yaml");
        File.WriteAllText(ConfigFile, config);
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "dicnet.dll"), "serve", "--config", ConfigFile])
        {
            RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false, WorkingDirectory = Repository.Path(),
        };
        _process = new Process { StartInfo = start };
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Start();
        _process.BeginErrorReadLine();
    }

    public DirectoryInfo Folder { get; }

    public string ConfigFile { get; }

    public int ProcessId => _process.Id;

    public HttpClient Http { get; private set; } = null!;

    /// <summary>What it has said so far.</summary>
    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    /// <summary>Starts it; returns when its model is loaded and its streams are being opened.</summary>
    /// <param name="config">YAML; FOLDER stands for the folder of the run.</param>
    public static async Task<Serving> StartAsync(string config)
    {
        var folder = Directory.CreateTempSubdirectory("dicnet-serve-");
        var serving = new Serving(folder, config.Replace("FOLDER", folder.FullName, StringComparison.Ordinal));
        var ended = serving._process.WaitForExitAsync(TestContext.Current.CancellationToken);
        if (await Task.WhenAny(serving._page.Task, ended, Task.Delay(s_patience)) != serving._page.Task)
        {
            Assert.Fail($"it did not start:\n{serving.Log}");
        }

        serving.Http = new HttpClient { BaseAddress = await serving._page.Task, Timeout = s_patience };
        await serving.UntilAsync("it has started", async () => (await serving.Http.GetAsync("/startupz", TestContext.Current.CancellationToken)).IsSuccessStatusCode);
        return serving;
    }

    public async Task<JsonElement> StreamAsync(string id) => await Http.GetFromJsonAsync<JsonElement>($"/api/streams/{id}", TestContext.Current.CancellationToken);

    public async Task<string> StateAsync(string id) => (await StreamAsync(id)).GetProperty("state").GetString()!;

    public async Task<long> ScoredAsync(string id) => (await StreamAsync(id)).GetProperty("counts").GetProperty("scored").GetInt64();

    /// <summary>Asks until it is so.</summary>
    public async Task UntilAsync(string what, Func<Task<bool>> holds)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < s_patience;)
        {
            if (_process.HasExited)
            {
                break;
            }

            if (await holds())
            {
                return;
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Fail($"not in {s_patience.TotalSeconds} s: {what}. The log:\n{Log}");
    }

    public Task UntilScoredAsync(string id, long more) => UntilMoreAsync(id, more);

    /// <summary>Ctrl-C; gives the exit code and what it said at the end.</summary>
    public async Task<(int ExitCode, string Log)> StopAsync()
    {
        Process.Start("kill", ["-INT", $"{_process.Id}"]).WaitForExit();
        using var limit = new CancellationTokenSource(s_patience);
        await _process.WaitForExitAsync(limit.Token);
        return (_process.ExitCode, Log);
    }

    /// <summary>received, scored and lost of every stream, as the log has them after the end.</summary>
    public IEnumerable<(string Stream, long Received, long Scored, long Lost)> Accounts() =>
        Account().Matches(Log).Select(m => (m.Groups["stream"].Value, long.Parse(m.Groups["received"].Value), long.Parse(m.Groups["scored"].Value), long.Parse(m.Groups["lost"].Value)));

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
        Http?.Dispose();
        Folder.Delete(recursive: true);
    }

    private async Task UntilMoreAsync(string id, long more)
    {
        var from = await ScoredAsync(id);
        await UntilAsync($"{more} more frames of {id} are scored", async () => await ScoredAsync(id) >= from + more);
    }

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_log)
        {
            _log.AppendLine(line);
        }

        if (PageAt().Match(line) is { Success: true } match)
        {
            _page.TrySetResult(new Uri(match.Groups["address"].Value));
        }
    }

    [GeneratedRegex("page at (?<address>http[^ ]+)", RegexOptions.NonBacktracking)]
    private static partial Regex PageAt();

    [GeneratedRegex("(?<stream>[A-Za-z0-9._-]+): (removed; )?(?<received>[0-9]+) frames received, (?<scored>[0-9]+) scored, (?<lost>[0-9]+) lost", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Account();
}
