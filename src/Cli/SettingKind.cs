namespace DiCNet.Cli;

/// <summary>What stands at a key.</summary>
public enum SettingKind
{
    /// <summary>One value.</summary>
    Value,

    /// <summary>Keys of its own.</summary>
    Section,

    /// <summary>Items, numbered from 0.</summary>
    List,
}
