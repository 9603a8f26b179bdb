namespace DiCNet.Train.Data;

/// <summary>Every frame once, in order, whole and as it is: for statistics over a list.</summary>
static class Sweep
{
    /// <summary>Batches of whole frames; a batch ends early at the end and before a frame of another size.</summary>
    /// <param name="frames">The frames.</param>
    /// <param name="batch">Most frames per batch.</param>
    /// <returns>Batches that stay valid. <see cref="LoadedBatch.Step"/> is the number of the first frame.</returns>
    /// <exception cref="UserError">A frame cannot be read.</exception>
    public static IEnumerable<LoadedBatch> Over(FrameCache frames, int batch)
    {
        var waiting = new List<DecodedFrame>();
        for (var i = 0; i < frames.Count; i++)
        {
            var frame = frames[i];
            if (waiting.Count == batch || (waiting.Count > 0 && (waiting[0].Height, waiting[0].Width) != (frame.Height, frame.Width)))
            {
                yield return Pack(waiting, i - waiting.Count);
                waiting.Clear();
            }

            waiting.Add(frame);
        }

        if (waiting.Count > 0)
        {
            yield return Pack(waiting, frames.Count - waiting.Count);
        }
    }

    private static LoadedBatch Pack(List<DecodedFrame> frames, int first)
    {
        var batch = new LoadedBatch(frames.Count, frames[0].Height, frames[0].Width) { Step = first };
        for (var i = 0; i < frames.Count; i++)
        {
            frames[i].Picture.CopyTo(batch.Picture(i));
            frames[i].Labels.CopyTo(batch.LabelsOf(i));
        }

        batch.Labels.AsSpan().Replace(ClassTable.Anomaly, ClassTable.Void);
        return batch;
    }
}
