namespace DiCNet.Ingest;

/// <summary>What stands in the header of a NUT frame.</summary>
[Flags]
enum NutFrameFlags
{
    None = 0,
    Pts = 1 << 3,
    Stream = 1 << 4,
    SizeTail = 1 << 5,
    Checksum = 1 << 6,
    Reserved = 1 << 7,
    SideData = 1 << 8,
    Header = 1 << 10,
    MatchTime = 1 << 11,
    Coded = 1 << 12,
    Invalid = 1 << 13,
}
