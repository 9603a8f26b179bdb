namespace DiCNet;

/// <summary>An error that is the user's to fix: shown as one message without a stack trace, exit code 2.</summary>
/// <param name="what">What is wrong, without a full stop.</param>
/// <param name="where">Where: a file, <c>file:line:column</c>, or a key. Empty when <paramref name="what"/> says it.</param>
/// <param name="fix">What to do about it, as an imperative.</param>
/// <param name="cause">The error underneath, kept for debugging; its text is not shown.</param>
public sealed class UserError(string what, string where, string fix, Exception? cause = null)
    : Exception(where.Length == 0 ? $"{what}; {fix}" : $"{where}: {what}; {fix}", cause)
{
    /// <summary>What is wrong, alone.</summary>
    public string What => what;

    /// <summary>What to do about it, alone.</summary>
    public string Fix => fix;
}
