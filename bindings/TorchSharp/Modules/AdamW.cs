using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Adam with decoupled weight decay.</summary>
public class AdamW : OptimizerHelper, optim.IBetas
{
    private readonly Options _defaults;

    internal AdamW(IEnumerable<ParamGroup> groups, Options defaults)
    {
        _defaults = defaults;
        foreach (var group in groups)
            add_param_group(group);
    }

    public (double, double) Betas
    {
        get => (_defaults.beta1 ?? 0.9, _defaults.beta2 ?? 0.999);
        set
        {
            (_defaults.beta1, _defaults.beta2) = value;
            foreach (var group in Groups.Cast<ParamGroup>())
                group.Betas = value;
        }
    }

    private protected override OptimizerState MakeState(Parameter parameter, Modules.ParamGroup group) =>
        new AdamState(parameter, ((ParamGroup)group).Options.amsgrad ?? false);

    private protected override void Complete(Modules.ParamGroup group)
    {
        var options = ((ParamGroup)group).Options;
        options.LearningRate ??= _defaults.LearningRate;
        options.beta1 ??= _defaults.beta1;
        options.beta2 ??= _defaults.beta2;
        options.eps ??= _defaults.eps;
        options.weight_decay ??= _defaults.weight_decay;
        options.amsgrad ??= _defaults.amsgrad;
        options.maximize ??= _defaults.maximize;
        options.InitialLearningRate = options.LearningRate ?? 0;
    }

    private protected override void Step(Modules.ParamGroup group)
    {
        Parameter[] list = [.. group.Parameters];
        var states = Array.ConvertAll(list, p => (AdamState)StateOf(p));
        AdamState.Step(list, states, group.LearningRate, ((ParamGroup)group).Options.Terms, decoupled: true);
    }

    public class Options : OptimizerOptions
    {
        public double? beta1;
        public double? beta2;
        public double? eps;
        public double? weight_decay;
        public bool? amsgrad;
        public bool? maximize;

        internal AdamTerms Terms => new(
            beta1 ?? 0.9, beta2 ?? 0.999, eps ?? 1e-8, weight_decay ?? 0, amsgrad ?? false, maximize ?? false);

        internal override void Save(BinaryWriter writer)
        {
            base.Save(writer);
            var terms = Terms;
            writer.Write(terms.Beta1);
            writer.Write(terms.Beta2);
            writer.Write(terms.Epsilon);
            writer.Write(terms.WeightDecay);
            writer.Write(terms.AmsGrad);
            writer.Write(terms.Maximize);
        }

        internal override void Load(BinaryReader reader)
        {
            base.Load(reader);
            beta1 = reader.ReadDouble();
            beta2 = reader.ReadDouble();
            eps = reader.ReadDouble();
            weight_decay = reader.ReadDouble();
            amsgrad = reader.ReadBoolean();
            maximize = reader.ReadBoolean();
        }
    }

    public class ParamGroup : ParamGroup<Options>, optim.IBetas
    {
        public ParamGroup() => Options = new Options();

        public ParamGroup(IEnumerable<Parameter> parameters, Options options)
            : base(parameters, options)
        {
        }

        public ParamGroup(
            IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999,
            double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
            : base(parameters, new Options
            {
                LearningRate = lr,
                beta1 = beta1,
                beta2 = beta2,
                eps = eps,
                weight_decay = weight_decay,
                amsgrad = amsgrad,
                maximize = maximize,
            })
        {
        }

        public (double, double) Betas
        {
            get => (Options.beta1 ?? 0.9, Options.beta2 ?? 0.999);
            set => (Options.beta1, Options.beta2) = value;
        }
    }
}
