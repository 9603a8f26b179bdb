using Microsoft.ML.OnnxRuntime;
using Xunit;
using static DiCNet.Tests.Bindings.OnnxRuntimeModel;

namespace DiCNet.Tests.Bindings;

[Collection(Collection)]
public sealed class OnnxRuntimeRunTests : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions = new();
    private readonly OrtIoBinding _binding;
    private readonly byte[] _pixels = Frame(seed: 1);
    private readonly float[] _score = GC.AllocateArray<float>(Cells, pinned: true);
    private readonly float[] _eq7 = GC.AllocateArray<float>(Cells, pinned: true);
    private readonly OrtValue _input;
    private readonly OrtValue _scoreValue;
    private readonly OrtValue _eq7Value;

    public OnnxRuntimeRunTests(OnnxRuntimeModel model)
    {
        _session = model.Session;
        _input = Input(_pixels);
        _scoreValue = Grid(_score);
        _eq7Value = Grid(_eq7);
        _binding = _session.CreateIoBinding();
        _binding.BindInput("frames", _input);
        _binding.BindOutput("score", _scoreValue);
        _binding.BindOutput("eq7", _eq7Value);
    }

    public void Dispose()
    {
        _binding.Dispose();
        _eq7Value.Dispose();
        _scoreValue.Dispose();
        _input.Dispose();
        _runOptions.Dispose();
    }

    [Fact]
    public void A_binding_on_reused_buffers_follows_its_input_and_repeats_exactly()
    {
        var first = RunBound();

        Frame(seed: 2).CopyTo(_pixels, 0);
        var second = RunBound();
        Frame(seed: 1).CopyTo(_pixels, 0);
        var again = RunBound();

        Assert.NotEqual(first, second);
        Assert.Equal(first, again);
        Assert.All(_eq7, value => Assert.True(value >= 0));
    }

    [Fact]
    public void A_run_into_given_outputs_equals_a_bound_run()
    {
        var bound = RunBound();
        var score = new float[Cells];
        var eq7 = new float[Cells];
        using var scoreValue = Grid(score);
        using var eq7Value = Grid(eq7);

        _session.Run(_runOptions, ["frames"], [_input], ["score", "eq7"], [scoreValue, eq7Value]);

        Assert.Equal(bound[..Cells], score);
        Assert.Equal(bound[Cells..], eq7);
    }

    [Fact]
    public void A_run_into_given_outputs_needs_no_run_options()
    {
        var bound = RunBound();

        _session.Run(null, ["frames"], [_input], ["score"], [_scoreValue]);

        Assert.Equal(bound[..Cells], _score);
        Assert.Throws<NullReferenceException>(() => _session.Run(null, ["frames"], [_input], ["score"]));
    }

    [Fact]
    public void A_run_returns_the_outputs_asked_for_in_that_order()
    {
        var bound = RunBound();

        using var outputs = _session.Run(_runOptions, ["frames"], [_input], ["eq7", "score"]);

        Assert.Equal(2, outputs.Count);
        Assert.Equal([1L, 45, 60], outputs[0].GetTensorTypeAndShape().Shape);
        Assert.Equal(bound[Cells..], outputs[0].GetTensorDataAsSpan<float>().ToArray());
        Assert.Equal(bound[..Cells], outputs[1].GetTensorDataAsSpan<float>().ToArray());
    }

    [Fact]
    public void An_output_bound_to_the_device_is_fetched_after_the_run()
    {
        var bound = RunBound();

        _binding.ClearBoundOutputs();
        Assert.Empty(_binding.GetOutputNames());
        _binding.BindOutputToDevice("eq7", OrtMemoryInfo.DefaultInstance);
        _session.RunWithBinding(_runOptions, _binding);
        _binding.SynchronizeBoundOutputs();
        using var outputs = _binding.GetOutputValues();

        Assert.Equal(["eq7"], _binding.GetOutputNames());
        Assert.Equal(bound[Cells..], Assert.Single(outputs).GetTensorDataAsSpan<float>().ToArray());
    }

    [Fact]
    public void A_bound_run_allocates_no_managed_memory()
    {
        _session.RunWithBinding(_runOptions, _binding);

        var before = GC.GetAllocatedBytesForCurrentThread();
        _session.RunWithBinding(_runOptions, _binding);
        _session.RunWithBinding(_runOptions, _binding);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void A_terminated_run_fails_until_the_flag_is_taken_back()
    {
        _runOptions.Terminate = true;
        var error = Assert.Throws<OnnxRuntimeException>(RunBound);
        Assert.StartsWith("[ErrorCode:Fail] ", error.Message);
        Assert.Contains("terminate flag", error.Message);

        _runOptions.Terminate = false;
        Assert.NotEmpty(RunBound());
    }

    [Fact]
    public void A_run_accepts_log_settings_and_config_entries()
    {
        using var options = new RunOptions { LogId = "ü", LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        options.AddRunConfigEntry("memory.enable_memory_arena_shrinkage", "cpu:0");

        _session.RunWithBinding(options, _binding);

        Assert.Equal("ü", options.LogId);
        Assert.Equal(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, options.LogSeverityLevel);
    }

    private float[] RunBound()
    {
        _binding.SynchronizeBoundInputs();
        _session.RunWithBinding(_runOptions, _binding);
        _binding.SynchronizeBoundOutputs();
        return [.. _score, .. _eq7];
    }
}
