using TorchSharp.Internal;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

public class SGD : OptimizerHelper, optim.IMomentum
{
    private readonly Options _defaults;

    internal SGD(IEnumerable<ParamGroup> groups, Options defaults)
    {
        _defaults = defaults;
        foreach (var group in groups)
            add_param_group(group);
    }

    public double Momentum
    {
        get => _defaults.momentum ?? 0;
        set
        {
            _defaults.momentum = value;
            foreach (var group in Groups.Cast<ParamGroup>())
                group.Momentum = value;
        }
    }

    private protected override OptimizerState MakeState(Parameter parameter, Modules.ParamGroup group) =>
        new State(parameter);

    private protected override void Complete(Modules.ParamGroup group)
    {
        var options = ((ParamGroup)group).Options;
        options.LearningRate ??= _defaults.LearningRate;
        options.momentum ??= _defaults.momentum;
        options.dampening ??= _defaults.dampening;
        options.weight_decay ??= _defaults.weight_decay;
        options.nesterov ??= _defaults.nesterov;
        options.maximize ??= _defaults.maximize;
        options.InitialLearningRate = options.LearningRate ?? 0;
    }

    private protected override void Step(Modules.ParamGroup group)
    {
        var options = ((ParamGroup)group).Options;
        var momentum = options.momentum ?? 0;
        Parameter[] list = [.. group.Parameters];
        var states = Array.ConvertAll(list, p => (State)StateOf(p));
        var steps = Array.ConvertAll(states, s => s.step);
        var velocities = momentum == 0 ? null : Native.Handles(Array.ConvertAll(states, s => s.Velocity()));
        Native.Check(NativeMethods.ts_sgd_step(
            Native.Handles(list), velocities, steps, list.Length, group.LearningRate, momentum, options.dampening ?? 0,
            options.weight_decay ?? 0, options.nesterov ?? false, options.maximize ?? false));
        for (var i = 0; i < steps.Length; i++)
            states[i].step = steps[i];
        GC.KeepAlive(list);
    }

    public class Options : OptimizerOptions
    {
        public double? momentum;
        public double? dampening;
        public double? weight_decay;
        public bool? nesterov;
        public bool? maximize;

        internal override void Save(BinaryWriter writer)
        {
            base.Save(writer);
            writer.Write(momentum ?? 0);
            writer.Write(dampening ?? 0);
            writer.Write(weight_decay ?? 0);
            writer.Write(nesterov ?? false);
            writer.Write(maximize ?? false);
        }

        internal override void Load(BinaryReader reader)
        {
            base.Load(reader);
            momentum = reader.ReadDouble();
            dampening = reader.ReadDouble();
            weight_decay = reader.ReadDouble();
            nesterov = reader.ReadBoolean();
            maximize = reader.ReadBoolean();
        }
    }

    public class ParamGroup : ParamGroup<Options>, optim.IMomentum
    {
        public ParamGroup() => Options = new Options();

        public ParamGroup(IEnumerable<Parameter> parameters, Options options)
            : base(parameters, options)
        {
        }

        public ParamGroup(
            IEnumerable<Parameter> parameters, double lr = 1e-3, double momentum = 0.0, double dampening = 0,
            double weight_decay = 0, bool nesterov = false, bool maximize = false)
            : base(parameters, new Options
            {
                LearningRate = lr,
                momentum = momentum,
                dampening = dampening,
                weight_decay = weight_decay,
                nesterov = nesterov,
                maximize = maximize,
            })
        {
        }

        public double Momentum
        {
            get => Options.momentum ?? 0;
            set => Options.momentum = value;
        }
    }

    internal sealed class State(Parameter parameter) : OptimizerState(parameter)
    {
        private Tensor? _velocity;

        public long step { get; set; }

        public Tensor Velocity() => _velocity ??= Zeros();

        internal override void Save(BinaryWriter writer)
        {
            writer.Write(step);
            writer.Write(_velocity is not null);
            _velocity?.Save(writer);
        }

        internal override void Load(BinaryReader reader)
        {
            step = reader.ReadInt64();
            if (reader.ReadBoolean())
                Velocity().Load(reader);
        }

        internal override void CopyFrom(OptimizerState other)
        {
            var source = (State)other;
            step = source.step;
            using var guard = no_grad();
            if (source._velocity is not null)
                Velocity().copy_(source._velocity);
        }

        internal override void To(Device device) => Move(ref _velocity, device);

        protected override void Dispose(bool disposing) => _velocity?.Dispose();
    }
}
