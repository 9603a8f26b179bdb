using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace DiCNet.Train.Data;

/// <summary>Batches for training, made by background threads a few steps ahead.</summary>
/// <remarks>
/// What a step holds depends on the seed and the number of the step alone (not on threads, timing or where the run began), so a run that
/// starts at step s goes on exactly as one that came there. Every epoch holds each frame once; epochs run on through batches.
/// </remarks>
sealed class Loader : IDisposable
{
    // One with the trainer, one waiting, one being made.
    private const int BatchesPerThread = 3;

    private readonly IReadOnlyList<FrameCache> _sources;
    private readonly AugmentOptions _augment;
    private readonly int _batch;
    private readonly int _seed;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lane[] _lanes;
    private int _turn;
    private LoadedBatch? _lent;

    /// <summary>Starts loading.</summary>
    /// <param name="frames">The frames to train on.</param>
    /// <param name="classes">What their labels mean.</param>
    /// <param name="augment">What a sample is made of.</param>
    /// <param name="batch">Samples per step.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="firstStep">The step that <see cref="Next"/> gives first, counted from 0.</param>
    /// <param name="threads">Background threads.</param>
    /// <exception cref="UserError">There are no frames.</exception>
    public Loader(IReadOnlyList<LabelledFrame> frames, ClassTable classes, AugmentOptions augment, int batch, int seed, int firstStep, int threads)
        : this([new FrameCache(frames, classes)], augment, batch, seed, firstStep, threads)
    {
    }

    /// <summary>Starts loading from frames that other loaders share.</summary>
    /// <inheritdoc cref="Loader(IReadOnlyList{LabelledFrame}, ClassTable, AugmentOptions, int, int, int, int)"/>
    public Loader(FrameCache frames, AugmentOptions augment, int batch, int seed, int firstStep, int threads)
        : this([frames], augment, batch, seed, firstStep, threads)
    {
    }

    /// <summary>Starts loading from several sources, sample by sample in turn: each gives the same share, however many frames it has.</summary>
    /// <inheritdoc cref="Loader(IReadOnlyList{LabelledFrame}, ClassTable, AugmentOptions, int, int, int, int)"/>
    public Loader(IReadOnlyList<FrameCache> sources, AugmentOptions augment, int batch, int seed, int firstStep, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batch, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(firstStep);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        if (sources.Count == 0 || sources.Any(s => s.Count == 0))
        {
            throw new UserError("there are no frames to train on", "", "name a list that holds some");
        }

        if (augment.ScaleTo < augment.ScaleFrom)
        {
            throw new UserError($"scaleTo is {augment.ScaleTo}, below scaleFrom ({augment.ScaleFrom})", "", "give the larger one to scaleTo");
        }

        (_sources, _augment, _batch, _seed) = (sources, augment, batch, seed);
        _lanes = [.. Enumerable.Range(0, threads).Select(t => new Lane(new Thread(Load) { IsBackground = true, Name = $"loader {t}" }))];
        for (var t = 0; t < threads; t++)
        {
            for (var i = 0; i < BatchesPerThread; i++)
            {
                _lanes[t].Free.Add(new LoadedBatch(batch, augment.Height, augment.Width));
            }

            _lanes[t].Thread.Start((_lanes[t], firstStep + t));
        }
    }

    /// <summary>The batch of the next step; waits for it. Valid until the next call; the loader keeps owning it.</summary>
    /// <exception cref="UserError">A frame of the step cannot be read; every later call throws the same.</exception>
    /// <exception cref="ObjectDisposedException">The loader was disposed before or while waiting.</exception>
    public LoadedBatch Next()
    {
        ObjectDisposedException.ThrowIf(_stop.IsCancellationRequested, this);
        if (_lent is not null)
        {
            // It came from the lane before this one.
            _lanes[(_turn + _lanes.Length - 1) % _lanes.Length].Free.Add(_lent);
            _lent = null;
        }

        var lane = _lanes[_turn];
        try
        {
            if (!lane.Ready.TryTake(out var batch, Timeout.Infinite, _stop.Token))
            {
                lane.Fault!.Throw();
            }

            _turn = (_turn + 1) % _lanes.Length;
            return _lent = batch!;
        }
        catch (OperationCanceledException e)
        {
            throw new ObjectDisposedException("The loader was disposed while a batch was waited for.", e);
        }
    }

    /// <summary>Ends the threads, after the sample each is at.</summary>
    public void Dispose()
    {
        if (_stop.IsCancellationRequested)
        {
            return;
        }

        _stop.Cancel();
        foreach (var lane in _lanes)
        {
            // A file system that does not answer must not keep the program: the threads are background ones.
            lane.Thread.Join(TimeSpan.FromSeconds(10));
        }
    }

    private void Load(object? start)
    {
        var (lane, step) = ((Lane, int))start!;
        try
        {
            using var augment = new Augment(_augment);
            EpochOrder[] orders = [.. _sources.Select(s => new EpochOrder(s.Count, _seed))];
            while (true)
            {
                var batch = lane.Free.Take(_stop.Token);
                Fill(batch, step, orders, augment);
                lane.Ready.Add(batch);
                step += _lanes.Length;
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            lane.Fault = ExceptionDispatchInfo.Capture(e);
            lane.Ready.CompleteAdding();
        }
    }

    private void Fill(LoadedBatch batch, int step, EpochOrder[] orders, Augment augment)
    {
        batch.Step = step;
        for (var i = 0; i < _batch; i++)
        {
            _stop.Token.ThrowIfCancellationRequested();
            var sample = ((long)step * _batch) + i;
            var (turn, source) = Math.DivRem(sample, orders.Length);
            augment.Apply(_sources[(int)source][orders[source][turn]], _seed, sample, batch.Picture(i), batch.LabelsOf(i));
        }
    }

    /// <summary>A thread, the batches that it made, and those it may fill. Thread t of T makes the steps t, t + T, ... so their order needs no sorting.</summary>
    private sealed class Lane(Thread thread)
    {
        public Thread Thread => thread;

        public BlockingCollection<LoadedBatch> Ready { get; } = new(BatchesPerThread);

        public BlockingCollection<LoadedBatch> Free { get; } = new(BatchesPerThread);

        public ExceptionDispatchInfo? Fault { get; set; }
    }
}
