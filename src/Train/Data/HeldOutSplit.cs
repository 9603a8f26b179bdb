using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace DiCNet.Train.Data;

/// <summary>Takes frames that hold a held-out class out of the training lists.</summary>
static class HeldOutSplit
{
    /// <summary>Applies the policy; reads the labels of the training lists if there is anything to look for.</summary>
    /// <exception cref="UserError">A label file is bad.</exception>
    public static DataSet Apply(DataSet set, HeldOutFrames policy)
    {
        if (policy == HeldOutFrames.Ignore || set.Classes.HeldOut.Count == 0)
        {
            return set;
        }

        var lists = new Dictionary<string, IReadOnlyList<LabelledFrame>>();
        var dropped = new List<LabelledFrame>();
        foreach (var (name, frames) in set.Lists)
        {
            var (clean, held) = DataSet.IsTraining(name) ? Split(frames, set.Classes) : (frames, []);
            lists.Add(name, clean);
            dropped.AddRange(held);
        }

        if (dropped.Count > 0)
        {
            lists.Add(DataSet.Dropped, dropped);
        }

        return set with { Lists = lists };
    }

    /// <summary>Frames without and with a pixel of a held-out class, each in the order given.</summary>
    /// <exception cref="UserError">A label file is bad; of several, the first in the list is named.</exception>
    public static (IReadOnlyList<LabelledFrame> Clean, IReadOnlyList<LabelledFrame> Held) Split(IReadOnlyList<LabelledFrame> frames, ClassTable classes)
    {
        var holds = new bool[frames.Count];
        ForEach(frames.Count, i =>
        {
            using var labels = FrameReader.ReadLabels(frames[i], classes);
            for (int y = 0, rows = labels.Rows; y < rows && !holds[i]; y++)
            {
                holds[i] = labels.RowSpan<byte>(y).Contains(ClassTable.Anomaly);
            }
        });
        return ([.. frames.Where((_, i) => !holds[i])], [.. frames.Where((_, i) => holds[i])]);
    }

    /// <summary>Runs for 0..count-1 on all processors; of several errors throws that of the lowest number, as a plain loop would.</summary>
    public static void ForEach(int count, Action<int> action)
    {
        var faults = new ConcurrentDictionary<int, ExceptionDispatchInfo>();
        Parallel.For(0, count, (i, loop) =>
        {
            try
            {
                action(i);
            }
            catch (Exception e)
            {
                faults[i] = ExceptionDispatchInfo.Capture(e);
                loop.Break();
            }
        });
        if (!faults.IsEmpty)
        {
            faults[faults.Keys.Min()].Throw();
        }
    }
}
