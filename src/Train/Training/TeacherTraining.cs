using DiCNet.Train.Data;
using DiCNet.Train.Evaluation;
using DiCNet.Train.Networks;
using TorchSharp;
using static TorchSharp.torch;
using Functional = TorchSharp.torch.nn.functional;

namespace DiCNet.Train.Training;

/// <summary>What a teacher is trained for: to name the class of every known pixel.</summary>
sealed class TeacherTraining : IObjective, IDisposable
{
    // The loss is taken at a quarter of the crop's size: labels lose nothing that the map at an eighth could show.
    private const int LossStride = 4;

    private readonly TrainOptions _options;
    private readonly TrainData _data;
    private readonly Teacher _teacher;
    private readonly Teacher _average;
    private readonly Tensor? _classWeights;

    /// <summary>Makes the teacher, from its start or from nothing.</summary>
    /// <exception cref="UserError">The start does not fit.</exception>
    public TeacherTraining(TrainOptions options, TrainData data, Hardware hardware)
    {
        (_options, _data) = (options, data);
        using var generator = manual_seed(options.Seed);
        _teacher = new Teacher(options.Teacher.Network.Validate("teacher.network"), data.Classes);
        if (options.Teacher.Start is { } start)
        {
            Start = ImageNetStart.Load(_teacher.Trunk, start);
        }

        _average = new Teacher(options.Teacher.Network, data.Classes);
        _average.load_state_dict(_teacher.state_dict());
        _teacher.Arithmetic.Precision = hardware.Precision;
        _teacher.to(hardware.Device);
        _average.to(hardware.Device);
        if (options.Teacher.ClassWeights)
        {
            _classWeights = tensor(ClassShares.Weights(ClassShares.Measure(data.Train, data.Classes)), device: hardware.Device);
        }
    }

    /// <summary>What the trunk started from; null for nothing.</summary>
    public ImageNetStart? Start { get; }

    /// <summary>The teacher that is kept: the running average.</summary>
    public Teacher Teacher => _average;

    /// <inheritdoc/>
    public nn.Module Network => _teacher;

    /// <inheritdoc/>
    public nn.Module Trunk => _teacher.Trunk;

    /// <inheritdoc/>
    public nn.Module Average => _average;

    /// <inheritdoc/>
    public int Steps => _options.Teacher.Fit.TotalSteps(_data.Train.Count);

    /// <inheritdoc/>
    public Tensor Loss(LoadedBatch batch)
    {
        using var scope = NewDisposeScope();
        var output = _teacher.call(_data.ToTensor(batch));
        var labels = tensor(batch.Labels, [batch.N, batch.H, batch.W])
            .slice(1, LossStride / 2, batch.H, LossStride).slice(2, LossStride / 2, batch.W, LossStride)
            .to(output.Logits.device).to_type(ScalarType.Int64);
        var loss = CrossEntropy(output.Logits, labels);
        if (output.Auxiliary is { } auxiliary)
        {
            loss += CrossEntropy(auxiliary, labels) * _options.Teacher.AuxiliaryWeight;
        }

        return loss.MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double> Measure(int frames)
    {
        var confusion = Confuse(frames);
        var measures = new Dictionary<string, double>(StringComparer.Ordinal) { ["mIoU"] = confusion.MeanIou(), ["accuracy"] = confusion.PixelAccuracy() };
        foreach (var (name, iou) in _data.Set.Classes.Known.Zip(confusion.ClassIou()))
        {
            measures[$"IoU {name}"] = iou;
        }

        return measures;
    }

    /// <summary>Measures batch norms and then U over the training pictures, exactly, for the teacher that is kept.</summary>
    public void MeasureStatistics()
    {
        BatchStatistics.Measure(_average, pictures => _average.call(pictures), _data.TrainBatches());
        _average.MeasureStatistics(_data.TrainPictures());
    }

    /// <inheritdoc/>
    public CheckpointHeader Header(int step)
    {
        var first = _data.Train[0];
        return new CheckpointHeader
        {
            Kind = CheckpointKind.Teacher,
            Finished = false,
            Step = step,
            Steps = Steps,
            Network = _options.Teacher.Network,
            KnownClasses = _data.Set.Classes.Known,
            HeldOutClasses = _data.Set.Classes.HeldOut,
            PictureHeight = first.Height,
            PictureWidth = first.Width,
            Options = _options,
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _teacher.Dispose();
        _average.Dispose();
        _classWeights?.Dispose();
    }

    private Confusion Confuse(int frames)
    {
        using var quiet = no_grad();
        _average.eval();
        var confusion = new Confusion(_data.Classes);
        foreach (var frame in TrainData.Spread(_data.Dev, frames))
        {
            using var scope = NewDisposeScope();
            var decoded = _data.Read(frame);
            confusion.Add(decoded.Labels, Prediction.Of(_average.call(_data.ToTensor(decoded)).Logits, decoded.Height, decoded.Width));
        }

        return confusion;
    }

    private Tensor CrossEntropy(Tensor logits, Tensor labels)
    {
        var larger = Functional.interpolate(logits, [labels.shape[1], labels.shape[2]], mode: InterpolationMode.Bilinear, align_corners: false);
        return Functional.cross_entropy(larger, labels, _classWeights, ignore_index: ClassTable.Void);
    }
}
