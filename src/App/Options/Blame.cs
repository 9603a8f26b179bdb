namespace DiCNet.App.Options;

/// <summary>Errors of options that name the key and say where it was given.</summary>
/// <param name="prefix">What stands before the keys: empty, or a path that ends with ':'.</param>
/// <param name="where">Where a key was given.</param>
sealed class Blame(string prefix, Func<string, string> where)
{
    /// <summary>The error of one key. The text is cleaned: it may quote an address.</summary>
    public UserError On(string key, string what, string fix) => new(Redactor.Clean($"'{Dotted(key)}' {what}"), where(prefix + key), fix);

    /// <summary>Gives an error of <paramref name="check"/> key and place.</summary>
    public void Try(string key, Action check)
    {
        try
        {
            check();
        }
        catch (UserError e)
        {
            throw On(key, $"is wrong: {e.What}", e.Fix);
        }
    }

    /// <summary>The same for what lies below a key.</summary>
    public Blame Below(string key) => new($"{prefix}{key}:", where);

    /// <summary>The key as the user writes it.</summary>
    public string Dotted(string key) => (prefix + key).Replace(':', '.');
}
