using Microsoft.ML.OnnxRuntime;

namespace DiCNet.Inference;

/// <summary>One session with its inputs and outputs bound, to be run again and again. The values are lent for its life.</summary>
sealed class Bound : IDisposable
{
    private readonly InferenceSession _session;
    private readonly OrtIoBinding _binding;
    private readonly (string Name, OrtValue Value)[] _inputs;
    private readonly bool _rebind;

    /// <summary>Binds.</summary>
    /// <param name="session">Runs.</param>
    /// <param name="provider">Of the session.</param>
    /// <param name="inputs">Read by every run.</param>
    /// <param name="outputs">Written by every run.</param>
    public Bound(InferenceSession session, Provider provider, (string Name, OrtValue Value)[] inputs, (string Name, OrtValue Value)[] outputs)
    {
        _session = session;
        _inputs = inputs;

        // ONNX Runtime copies an input to another device when it is bound, so there it has to be bound before every run.
        _rebind = provider != Provider.Cpu;
        _binding = session.CreateIoBinding();
        BindInputs();
        foreach (var (name, value) in outputs)
        {
            _binding.BindOutput(name, value);
        }
    }

    /// <summary>Runs, and waits for the outputs.</summary>
    public void Run(RunOptions options)
    {
        if (_rebind)
        {
            BindInputs();
            _binding.SynchronizeBoundInputs();
        }

        _session.RunWithBinding(options, _binding);
        _binding.SynchronizeBoundOutputs();
    }

    /// <summary>Frees the binding; session and values live on.</summary>
    public void Dispose() => _binding.Dispose();

    private void BindInputs()
    {
        foreach (var (name, value) in _inputs)
        {
            _binding.BindInput(name, value);
        }
    }
}
