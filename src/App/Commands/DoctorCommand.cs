using System.CommandLine;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using DiCNet.App.Options;
using DiCNet.App.Replaying;
using DiCNet.Cli;
using DiCNet.Inference;
using OpenCvSharp;
using Spectre.Console;

namespace DiCNet.App.Commands;

/// <summary>dicnet doctor: what is installed, what really works, and what to do about each gap.</summary>
static class DoctorCommand
{
    public static Command Make()
    {
        var common = new CommonOptions();
        var command = new Command("doctor", "Show what is installed and really works - native libraries, providers, decoders, processor - and what to do about each gap.");
        common.AddTo(command);
        command.SetAction(async parsed =>
        {
            var options = common.Load(parsed);
            var findings = new List<Finding>
            {
                new(State.Good, "dicnet", $"{Fingerprint.BuildVersion} on .NET {Environment.Version}, {RuntimeInformation.OSDescription}"),
                Cpu(),
                Try("OpenCV", () => $"{Cv2.GetVersionString()}; {VideoBackend()}", "install the packages libopencv-core-dev libopencv-imgproc-dev libopencv-imgcodecs-dev libopencv-videoio-dev and start ./dicnet again"),
                Try("ONNX Runtime", () => DicnetModel.RuntimeVersion, "delete .native/ and start ./dicnet again, or name a library by DICNET_ORT_LIB"),
                await FfmpegAsync(),
            };
            findings.AddRange(Model(options));
            findings.AddRange(Decoders(options));
            Print(findings);
            return findings.Any(f => f.State == State.Broken) ? ExitCode.Fault : ExitCode.Done;
        });
        return command;
    }

    private enum State
    {
        Good,
        Absent,
        Broken,
    }

    private static Finding Cpu()
    {
        var features = new (string Name, bool Has)[]
        {
            ("AVX2", Avx2.IsSupported), ("AVX-512", Avx512F.IsSupported), ("AVX-512 VNNI", Flag("avx512_vnni")), ("AMX int8", Flag("amx_int8")), ("AMX bf16", Flag("amx_bf16")),
        };
        return new Finding(State.Good, "processor", $"{Fingerprint.CpuName()}, {Environment.ProcessorCount} threads, {string.Join(", ", features.Where(f => f.Has).Select(f => f.Name))}");

        static bool Flag(string name) => File.Exists("/proc/cpuinfo")
            && File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("flags", StringComparison.Ordinal))?.Split(' ').Contains(name) == true;
    }

    private static string VideoBackend() => string.Join(", ", Cv2.GetBuildInformation().Split('\n')
        .Select(l => l.Trim()).Where(l => l.StartsWith("FFMPEG:", StringComparison.Ordinal) || l.StartsWith("avcodec:", StringComparison.Ordinal))
        .Select(l => string.Join(' ', l.Split(' ', StringSplitOptions.RemoveEmptyEntries))));

    /// <summary>Runs the real encoder: finding the program does not say that it can encode.</summary>
    private static async Task<Finding> FfmpegAsync()
    {
        const string Fix = "install the package ffmpeg; without it replay needs --no-video";
        try
        {
            using var process = Process.Start(new ProcessStartInfo("ffmpeg", "-hide_banner -v error -f lavfi -i color=s=64x64:d=0.1 -c:v libx264 -f null -") 
            {
                RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false,
            })!;
            process.StandardInput.Close();
            var errors = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return process.ExitCode == 0
                ? new Finding(State.Good, "ffmpeg", "encodes H.264 (libx264)")
                : new Finding(State.Broken, "ffmpeg", $"cannot encode H.264: {errors.Trim()}", "install an ffmpeg with libx264");
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return new Finding(State.Broken, "ffmpeg", e.Message, Fix);
        }
    }

    /// <summary>Runs the model on every provider: that a library names a provider, or loads it, does not say that it works.</summary>
    private static IEnumerable<Finding> Model(DicnetOptions options)
    {
        ModelBundle? bundle = null;
        yield return Try("model bundle", () =>
        {
            bundle = ModelBundle.Open(options.Model);
            return $"{bundle.Card.Name}, digest as the card says";
        }, "name a complete bundle by --model");
        if (bundle is null)
        {
            yield break;
        }

        foreach (var provider in Enum.GetValues<Provider>())
        {
            yield return Run(options, provider);
        }
    }

    private static Finding Run(DicnetOptions options, Provider provider)
    {
        // What others are asked for, like a precision or a device, this provider need not have.
        var inference = provider == options.Inference.Provider ? options.Inference : options.Inference with { Provider = provider, Device = null, Precision = ModelPrecision.Auto };
        NodeTrace? trace = null;
        var finding = Try($"provider {provider.ToString().ToLowerInvariant()}", () =>
        {
            var bundle = ModelBundle.Open(options.Model, inference);
            using (var model = DicnetModel.Load(bundle, inference))
            {
                using var pool = new Pool<FrameBatch>(1, model.NewBatch);
            }

            trace = NodeTrace.Of(bundle, inference);
            return $"loads the model and {trace}";
        }, $"only needed if asked for: {ExecutionProvider.Remedy(provider)}", missing: provider == Provider.Cpu || provider == options.Inference.Provider ? State.Broken : State.Absent);
        return trace is { IsWhole: false } ? finding with { State = State.Broken, Fix = "it does not take every node of this model: ask for another provider" } : finding;
    }

    private static IEnumerable<Finding> Decoders(DicnetOptions options)
    {
        foreach (var file in Directory.EnumerateFiles(Home.Path("samples"), "*.mp4").Order(StringComparer.Ordinal))
        {
            yield return Try($"decode {Path.GetFileName(file)}", () =>
            {
                var metrics = new PipelineMetrics(Prometheus.Metrics.NewCustomRegistry());
                using var source = Ingest.FrameSources.Open(file, StreamId.FromPath(file), options.Ingest, metrics, TimeProvider.System);
                return $"{source.Info.Width}x{source.Info.Height}, {source.Info.FramesPerSecond:g4} frames/s";
            }, "OpenCV lacks FFmpeg: install libopencv-videoio-dev of your distribution");
        }
    }

    private static Finding Try(string what, Func<string> look, string fix, State missing = State.Broken)
    {
        try
        {
            return new Finding(State.Good, what, look());
        }
        catch (Exception e) when (e is UserError or DllNotFoundException or TypeInitializationException or OpenCVException)
        {
            return new Finding(missing, what, Reason(e), fix);
        }
    }

    private static string Reason(Exception e) => e switch
    {
        UserError error => error.What,
        TypeInitializationException { InnerException: { } cause } => cause.Message,
        _ => e.Message.Split('\n')[0],
    };

    private static void Print(List<Finding> findings)
    {
        foreach (var (state, what, found, fix) in findings)
        {
            var color = state switch { State.Good => "green", State.Absent => "yellow", _ => "red" };
            var mark = state switch { State.Good => "ok", State.Absent => "absent", _ => "broken" };
            AnsiConsole.Markup($"[{color}]{mark,-6}[/]  {Markup.Escape(what),-28}");
            Console.Out.WriteLine($"  {found}");
            if (fix.Length > 0)
            {
                Console.Out.WriteLine($"{"",-38}{fix}");
            }
        }
    }

    private sealed record Finding(State State, string What, string Found, string Fix = "");
}
