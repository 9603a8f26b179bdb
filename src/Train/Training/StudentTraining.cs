using DiCNet.Train.Data;
using DiCNet.Train.Evaluation;
using DiCNet.Train.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace DiCNet.Train.Training;

/// <summary>What a student is trained for: to give a teacher's features on what is known. Labels play no part in it.</summary>
/// <remarks>Source: Zhou et al. 2021 (arXiv:2112.09908), section 3.2.</remarks>
sealed class StudentTraining : IObjective, IDisposable
{
    private readonly TrainOptions _options;
    private readonly TrainData _data;
    private readonly Checkpoint _teacherCheckpoint;
    private readonly Teacher _teacher;
    private readonly Student _student;
    private readonly Student _average;

    /// <summary>Makes the student, from its start or from nothing.</summary>
    /// <param name="options">How.</param>
    /// <param name="data">What from.</param>
    /// <param name="hardware">With what.</param>
    /// <param name="teacher">A finished teacher.</param>
    /// <param name="file">Its file, for messages.</param>
    /// <param name="finished">A finished student to go on from; its file for messages.</param>
    /// <exception cref="UserError">Student and teacher do not go together.</exception>
    public StudentTraining(TrainOptions options, TrainData data, Hardware hardware, Checkpoint teacher, string file, (Checkpoint Student, string File)? finished = null)
    {
        (_options, _data, _teacherCheckpoint) = (options, data, teacher);
        _teacher = Trained.Teacher(teacher, file);
        RequireAgreement(file);
        using var generator = manual_seed(options.Seed);
        _student = new Student(options.Student.Network.Validate("student.network"));
        if (options.Student.Start is { } start)
        {
            Start = ImageNetStart.Load(_student.Trunk, start);
        }

        finished?.Student.Restore(Checkpoint.Average, _student, finished.Value.File);
        _average = new Student(options.Student.Network);
        _average.load_state_dict(_student.state_dict());
        Pair = new Pair(_teacher, _average, options.Student.Whitening);
        _teacher.to(hardware.Device);
        _student.to(hardware.Device);
        _average.to(hardware.Device);
        _student.Arithmetic.Precision = hardware.Precision;
    }

    /// <summary>What the trunk started from; null for nothing.</summary>
    public ImageNetStart? Start { get; }

    /// <summary>The teacher and the student that is kept.</summary>
    public Pair Pair { get; }

    /// <inheritdoc/>
    public nn.Module Network => _student;

    /// <inheritdoc/>
    public nn.Module Trunk => _student.Trunk;

    /// <inheritdoc/>
    public nn.Module Average => _average;

    /// <inheritdoc/>
    public int Steps => _options.Student.Fit.TotalSteps(_data.Train.Count);

    /// <inheritdoc/>
    public Tensor Loss(LoadedBatch batch)
    {
        using var scope = NewDisposeScope();
        _teacher.eval();
        // In float32, as it serves: what a student learns must not depend on the machine it was trained on.
        _teacher.Arithmetic.Precision = Precision.Float32;
        var pictures = _data.ToTensor(batch);
        Tensor wanted;
        using (no_grad())
        {
            wanted = _teacher.NormalisedFeatures(pictures);
        }

        return Pair.Distillation(_student.call(pictures), wanted).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double> Measure(int frames)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var pair = Pair;
        pair.Eval();
        var moments = new ChannelMoments(_teacher.Spec.Features);
        var error = new RunningMoments();
        foreach (var frame in TrainData.Spread(_data.Calibration, frames))
        {
            using var inner = NewDisposeScope();
            var difference = pair.Difference(_data.ToTensor(_data.Read(frame)));
            error.Add(Floats.Of(Pair.Eq7(difference, null)));
            moments.Add(pair.Whiten(difference));
        }

        var mu = tensor(moments.Mean(), device: _teacher.Normalize.Mean.device);
        var figures = TrainData.Spread(_data.Dev, frames).Select(f => Rank(pair, f, mu)).OfType<PixelFigures>().ToList();
        var measures = new Dictionary<string, double>(StringComparer.Ordinal) { ["MSE"] = error.Mean };
        if (figures.Count > 0)
        {
            measures["AUPR"] = figures.Average(f => f.AveragePrecision);
            measures["FPR95"] = figures.Average(f => f.Fpr95Nearest);
            measures["AUROC"] = figures.Average(f => f.Auroc);
        }

        return measures;
    }

    /// <summary>Measures batch norms over the training pictures, exactly, for the student that is kept.</summary>
    public void MeasureStatistics() => BatchStatistics.Measure(_average, pictures => _average.call(pictures), _data.TrainBatches());

    /// <inheritdoc/>
    public CheckpointHeader Header(int step) => _teacherCheckpoint.Header with
    {
        Kind = CheckpointKind.Student,
        Finished = false,
        Step = step,
        Steps = Steps,
        Network = _options.Student.Network,
        Options = _options,
        TeacherDigest = _teacherCheckpoint.Digest,
        Measures = new Dictionary<string, double>(StringComparer.Ordinal),
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        _teacher.Dispose();
        _student.Dispose();
        _average.Dispose();
    }

    private PixelFigures? Rank(Pair pair, LabelledFrame frame, Tensor mu)
    {
        using var scope = NewDisposeScope();
        var decoded = _data.Read(frame);
        var eq7 = Pair.Eq7(pair.Whiten(pair.Difference(_data.ToTensor(decoded))), mu);
        return PixelMetrics.Measure(Prediction.Scores(eq7, decoded.Height, decoded.Width), decoded.Labels);
    }

    private void RequireAgreement(string file)
    {
        var header = _teacherCheckpoint.Header;
        if (_options.Student.Network.Features != header.Network.Features)
        {
            throw new UserError(
                $"the student has {_options.Student.Network.Features} feature channels and the teacher {header.Network.Features}", file,
                $"set student.network.features to {header.Network.Features}");
        }

        if (!header.KnownClasses.SequenceEqual(_data.Set.Classes.Known) || !header.HeldOutClasses.SequenceEqual(_data.Set.Classes.HeldOut))
        {
            throw new UserError(
                $"the teacher knows {string.Join(", ", header.KnownClasses)} (held out: {string.Join(", ", header.HeldOutClasses)}), "
                + $"the data set {string.Join(", ", _data.Set.Classes.Known)} (held out: {string.Join(", ", _data.Set.Classes.HeldOut)})",
                file, "use the data set and held-out classes that it was trained with");
        }
    }
}
