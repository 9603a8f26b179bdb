using Xunit;

namespace DiCNet.Tests;

/// <summary>Tests of whole systems - servers, cameras, encoders, browsers - that run one after the other, when nothing else does: what they wait for depends on the machine.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
