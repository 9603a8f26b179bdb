using System.Threading.Channels;
using DiCNet.Render;

namespace DiCNet.App.Live;

/// <summary>The newest events of all streams, with pictures: what page and API show. Bounded; the oldest make room. Any number of threads.</summary>
sealed class EventFeed
{
}
