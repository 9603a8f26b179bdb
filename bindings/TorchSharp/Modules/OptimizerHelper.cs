using System.Text;
using TorchSharp.Internal;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What an optimizer remembers of one parameter between steps.</summary>
public abstract class OptimizerState : IDisposable
{
    private protected OptimizerState(Parameter parameter) => Parameter = parameter;

    internal Parameter Parameter { get; }

    internal abstract void Save(BinaryWriter writer);

    internal abstract void Load(BinaryReader reader);

    internal abstract void CopyFrom(OptimizerState other);

    internal abstract void To(Device device);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);

    // State lives as long as its optimizer, whatever scope was open when it was made.
    private protected Tensor Zeros()
    {
        using var guard = no_grad();
        return zeros_like(Parameter).DetachFromDisposeScope();
    }

    private protected static void Move(ref Tensor? tensor, Device device)
    {
        if (tensor is null)
            return;
        using var before = tensor;
        tensor = before.to(device).DetachFromDisposeScope();
    }
}

/// <summary>The base of the optimizers: groups, and saving and loading of their state.</summary>
public abstract class OptimizerHelper : optim.Optimizer
{
    private readonly Dictionary<Parameter, OptimizerState> _states = new(ReferenceEqualityComparer.Instance);

    public void save_state_dict(string location)
    {
        using var stream = File.Create(location);
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        save_state_dict(writer);
    }

    public void load_state_dict(string location)
    {
        using var stream = File.OpenRead(location);
        using var reader = new BinaryReader(stream, Encoding.UTF8);
        load_state_dict(reader);
    }

    public void save_state_dict(BinaryWriter writer)
    {
        var state = state_dict();
        writer.Write(GetType().Name);
        writer.Encode(state.Options.Count);
        writer.Encode(state.State.Count);
        foreach (var options in state.Options)
            options.Save(writer);
        foreach (var entry in state.State)
            entry.Save(writer);
    }

    public void load_state_dict(BinaryReader reader)
    {
        var name = reader.ReadString();
        if (name != GetType().Name)
            throw new InvalidDataException($"Mismatched optimizer type: expected '{GetType().Name}', but found '{name}' in the loaded stream.");
        var state = state_dict();
        var (options, entries) = (reader.Decode(), reader.Decode());
        if (options != state.Options.Count || entries != state.State.Count)
            throw new ArgumentException($"Mismatched optimizer state: {options} groups and {entries} parameters in the stream, {state.Options.Count} and {state.State.Count} here.");
        foreach (var group in state.Options)
            group.Load(reader);
        foreach (var entry in state.State)
            entry.Load(reader);
    }

    /// <summary>The live options and states, not copies.</summary>
    public virtual StateDictionary state_dict() =>
        new([.. Groups.Select(g => g.Options)], [.. parameters().Select(StateOf)]);

    public virtual void load_state_dict(StateDictionary state_dict)
    {
        var mine = this.state_dict();
        if (mine.Options.Count != state_dict.Options.Count || mine.State.Count != state_dict.State.Count)
            throw new ArgumentException("Mismatched optimizer state: other groups or parameters.");
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        foreach (var options in state_dict.Options)
            options.Save(writer);
        stream.Position = 0;
        using var reader = new BinaryReader(stream, Encoding.UTF8);
        foreach (var options in mine.Options)
            options.Load(reader);
        for (var i = 0; i < mine.State.Count; i++)
            mine.State[i].CopyFrom(state_dict.State[i]);
    }

    public void to(Device device)
    {
        foreach (var state in _states.Values)
            state.To(device);
    }

    public override Tensor? step(Func<Tensor>? closure = null)
    {
        Tensor? loss = null;
        if (closure is not null)
            using (enable_grad())
                loss = closure();
        using (no_grad())
            foreach (var group in Groups)
                Step(group);
        return loss;
    }

    public override void add_param_group(ParamGroup param_group)
    {
        Parameter[] list = [.. param_group.Parameters];
        param_group.Parameters = list;
        Complete(param_group);
        Groups.Add(param_group);
        foreach (var parameter in list)
            if (!_states.TryAdd(parameter, MakeState(parameter, param_group)))
                throw new ArgumentException("A parameter is in more than one group of the optimizer.");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            foreach (var state in _states.Values)
                state.Dispose();
        _states.Clear();
        base.Dispose(disposing);
    }

    private protected OptimizerState StateOf(Parameter parameter) => _states[parameter];

    private protected abstract OptimizerState MakeState(Parameter parameter, ParamGroup group);

    /// <summary>Fills in what the group's options leave open.</summary>
    private protected abstract void Complete(ParamGroup group);

    private protected abstract void Step(ParamGroup group);

    public class StateDictionary
    {
        internal StateDictionary(List<OptimizerOptions> options, List<OptimizerState> state)
        {
            Options = options;
            State = state;
        }

        public List<OptimizerOptions> Options { get; }

        public List<OptimizerState> State { get; }
    }
}
