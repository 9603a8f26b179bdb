using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Internal;

namespace Microsoft.ML.OnnxRuntime;

public unsafe partial class InferenceSession
{
    public IDisposableReadOnlyCollection<OrtValue> Run(
        RunOptions runOptions,
        IReadOnlyCollection<string> inputNames,
        IReadOnlyCollection<OrtValue> inputValues,
        IReadOnlyCollection<string> outputNames)
    {
        RequireSameCount(inputNames.Count, inputValues.Count, nameof(inputNames), nameof(inputValues));
        var outputs = new nint[outputNames.Count];
        Run(runOptions, inputNames, inputValues, outputNames, outputs);
        var values = new DisposableList<OrtValue>(outputs.Length);
        foreach (var output in outputs)
            values.Add(new OrtValue(output));
        return values;
    }

    public void Run(
        RunOptions runOptions,
        IReadOnlyCollection<string> inputNames,
        IReadOnlyCollection<OrtValue> inputValues,
        IReadOnlyCollection<string> outputNames,
        IReadOnlyCollection<OrtValue> outputValues)
    {
        RequireSameCount(inputNames.Count, inputValues.Count, nameof(inputNames), nameof(inputValues));
        RequireSameCount(outputNames.Count, outputValues.Count, nameof(outputNames), nameof(outputValues));
        using var outputs = new HandleArray(outputValues);
        Run(runOptions ?? _builtInRunOptions.Value, inputNames, inputValues, outputNames, outputs.Values);
    }

    public OrtIoBinding CreateIoBinding() => new(this);

    public void RunWithBinding(RunOptions runOptions, OrtIoBinding ioBinding)
    {
        using var self = new HandleScope(Handle);
        using var options = new HandleScope(runOptions);
        using var binding = new HandleScope(ioBinding);
        NativeStatus.Verify(NativeMethods.Api->RunWithBinding(self.Value, options.Value, binding.Value));
    }

    private static void RequireSameCount(int names, int values, string nameOfNames, string nameOfValues)
    {
        if (names != values)
        {
            throw new ArgumentException(
                $"Length of {nameOfNames} ({names}) must match that of {nameOfValues} ({values}).");
        }
    }

    private void Run(
        SafeHandle runOptions,
        IReadOnlyCollection<string> inputNames,
        IReadOnlyCollection<OrtValue> inputValues,
        IReadOnlyCollection<string> outputNames,
        nint[] outputs)
    {
        using var self = new HandleScope(Handle);
        using var options = new HandleScope(runOptions);
        var inputPointers = _inputs.ToPointers(inputNames, "Input");
        var outputPointers = _outputs.ToPointers(outputNames, "Output");
        using var inputs = new HandleArray(inputValues);
        fixed (nint* inName = inputPointers, outName = outputPointers, inValue = inputs.Values, outValue = outputs)
        {
            NativeStatus.Verify(NativeMethods.Api->Run(
                self.Value,
                options.Value,
                inName,
                inValue,
                (nuint)inputPointers.Length,
                outName,
                (nuint)outputPointers.Length,
                outValue));
        }

        GC.KeepAlive(this);
    }
}
