using DiCNet.App.Replaying;
using DiCNet.Inference;
using Prometheus;

namespace DiCNet.App.Live;

/// <summary>What is read off the running system whenever somebody collects: depths, ages, buffers away, events under way, drift.</summary>
static class LiveGauges
{
    /// <summary>Adds them to the registry.</summary>
    public static void Register(
        CollectorRegistry registry, FrameQueue queue, LiveModel model, Pool<ScoreMap> maps, EventFeed events, TimeProvider clock, Func<IEnumerable<LiveStream>> streams)
    {
        var make = Metrics.WithCustomRegistry(registry);
        var depth = make.CreateGauge("dicnet_queue_depth", "Frames that wait for the model.", "queue").WithLabels("frames");
        var oldest = make.CreateGauge("dicnet_queue_oldest_age_seconds", "Age of the oldest frame that waits.", "queue").WithLabels("frames");
        var lent = make.CreateGauge("dicnet_buffers_lent", "Reusable buffers that are away from their pool.", "pool");
        var active = make.CreateGauge("dicnet_events_active", "Events under way.", "source");
        var inFlight = make.CreateGauge("dicnet_frames_in_flight", "Frames received and neither scored nor lost yet; more than there are buffers would be a leak.", "source");
        var drift = make.CreateGauge("dicnet_score_drift", "How far the scores have moved from those of the model's card; above 0.25 calibrate anew.", "statistic");
        var memory = make.CreateGauge("dicnet_memory_bytes", "Memory of the process: all that is resident, the managed heap, pictures of remembered events.", "kind");
        make.CreateGauge("dicnet_build_info", "1 for the version that runs.", "version").WithLabels(Fingerprint.BuildVersion).Set(1);
        registry.AddBeforeCollectCallback(() =>
        {
            depth.Set(queue.Count);
            oldest.Set(queue.OldestCapturedAt is { } at ? clock.GetElapsedTime(at).TotalSeconds : 0);
            lent.WithLabels("batches").Set(model.Slot.Lent);
            lent.WithLabels("score_maps").Set(maps.Lent);
            memory.WithLabels("resident").Set(Environment.WorkingSet);
            memory.WithLabels("managed").Set(GC.GetTotalMemory(forceFullCollection: false));
            memory.WithLabels("event_pictures").Set(events.PictureBytes);
            if (model.Drift.Index is { } index)
            {
                drift.WithLabels("psi").Set(index);
            }

            foreach (var stream in streams())
            {
                var counts = stream.Counts;
                active.WithLabels(stream.Id.Name).Set(stream.Readings?.ActiveEvents ?? 0);
                inFlight.WithLabels(stream.Id.Name).Set(counts.Received - counts.Scored - counts.Lost);
            }
        });
    }
}
