using TorchSharp.Internal;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What Adam remembers of one parameter.</summary>
internal sealed class AdamState : OptimizerState
{
    private Tensor? _average;
    private Tensor? _square;
    private Tensor? _maximum;

    public AdamState(Parameter parameter, bool amsgrad)
        : base(parameter)
    {
        _average = Zeros();
        _square = Zeros();
        _maximum = amsgrad ? Zeros() : null;
    }

    public long Steps { get; private set; }

    /// <summary>One step over all parameters of a group, in one native call.</summary>
    public static void Step(
        Parameter[] parameters, AdamState[] states, double lr, AdamTerms terms, bool decoupled)
    {
        var steps = Array.ConvertAll(states, s => s.Steps);
        Native.Check(NativeMethods.ts_adam_step(
            Native.Handles(parameters), Handles(states, s => s._average), Handles(states, s => s._square),
            terms.AmsGrad ? Handles(states, s => s._maximum) : null, steps, parameters.Length, lr, terms.Beta1,
            terms.Beta2, terms.Epsilon, terms.WeightDecay, decoupled, terms.Maximize));
        for (var i = 0; i < steps.Length; i++)
            states[i].Steps = steps[i];
        GC.KeepAlive(parameters);
        GC.KeepAlive(states);
    }

    internal override void Save(BinaryWriter writer)
    {
        writer.Write(Steps);
        _average!.Save(writer);
        _square!.Save(writer);
        writer.Write(_maximum is not null);
        _maximum?.Save(writer);
    }

    internal override void Load(BinaryReader reader)
    {
        Steps = reader.ReadInt64();
        _average!.Load(reader);
        _square!.Load(reader);
        if (reader.ReadBoolean())
            (_maximum ??= Zeros()).Load(reader);
    }

    internal override void CopyFrom(OptimizerState other)
    {
        var source = (AdamState)other;
        Steps = source.Steps;
        using var guard = no_grad();
        _average!.copy_(source._average!);
        _square!.copy_(source._square!);
        if (source._maximum is not null)
            (_maximum ??= Zeros()).copy_(source._maximum);
    }

    internal override void To(Device device)
    {
        Move(ref _average, device);
        Move(ref _square, device);
        Move(ref _maximum, device);
    }

    protected override void Dispose(bool disposing)
    {
        _average?.Dispose();
        _square?.Dispose();
        _maximum?.Dispose();
    }

    private static IntPtr[] Handles(AdamState[] states, Func<AdamState, Tensor?> field) =>
        Array.ConvertAll(states, s => field(s)!.Handle);
}

/// <summary>The numbers of a step of Adam.</summary>
internal readonly record struct AdamTerms(
    double Beta1, double Beta2, double Epsilon, double WeightDecay, bool AmsGrad, bool Maximize);
