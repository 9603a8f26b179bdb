namespace DiCNet.Ingest;

/// <summary>How RTSP brings its packets.</summary>
public enum RtspTransport
{
    /// <summary>Inside the control connection.</summary>
    Tcp,

    /// <summary>As datagrams.</summary>
    Udp,
}
