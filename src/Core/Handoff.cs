using System.Threading.Channels;

namespace DiCNet;

/// <summary>The two things that every stage repeats: giving away, and saying how it ended.</summary>
public static class Handoff
{
    /// <summary>Takes ownership of the item and gives it to the channel. A refused item is disposed.</summary>
    /// <remarks>Channels are as large as the pools that feed them, so only a closing pipeline refuses.</remarks>
    /// <exception cref="ChannelClosedException">The pipeline is closing.</exception>
    public static void HandOver<T>(this ChannelWriter<T> output, T item)
        where T : IDisposable
    {
        if (output.TryWrite(item))
        {
            return;
        }

        item.Dispose();
        throw new ChannelClosedException();
    }

    /// <summary>Runs a stage's loop, then completes its output with the way the loop ended.</summary>
    public static async Task Completing<T>(this ChannelWriter<T> output, Func<Task> loop)
    {
        Exception? fault = null;
        try
        {
            await loop();
        }
        catch (Exception e)
        {
            fault = e;
            throw;
        }
        finally
        {
            output.TryComplete(fault);
        }
    }

    /// <summary>Disposes everything that still sits in a channel.</summary>
    public static void Drain<T>(this ChannelReader<T> input)
        where T : IDisposable
    {
        while (input.TryRead(out var item))
        {
            item.Dispose();
        }
    }

    /// <summary>Disposes everything that still sits in a channel, one after the other.</summary>
    public static async Task DrainAsync<T>(this ChannelReader<T> input)
        where T : IAsyncDisposable
    {
        while (input.TryRead(out var item))
        {
            await item.DisposeAsync();
        }
    }
}
