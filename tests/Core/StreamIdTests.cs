using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace DiCNet.Tests.Core;

public sealed class StreamIdTests
{
    [Theory]
    [InlineData("front")]
    [InlineData("_a.B-9")]
    public void Plain_names_are_taken(string name) => Assert.Equal(name, new StreamId(name).ToString());

    [Theory]
    [InlineData("")]
    [InlineData(".hidden")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("a\n")]
    [InlineData("ä")]
    public void Names_that_are_not_safe_everywhere_are_refused(string name) =>
        Assert.Contains("cannot name a stream", Assert.Throws<UserError>(() => new StreamId(name)).Message);

    [Fact]
    public void Names_end_at_64_characters()
    {
        Assert.Equal(64, new StreamId(new string('a', 64)).Name.Length);
        Assert.Throws<UserError>(() => new StreamId(new string('a', 65)));
    }

    [Theory]
    [InlineData("/data/clip.mp4", "clip")]
    [InlineData("/data/night drive (2).mp4", "night-drive-2-")]
    [InlineData("/data/pictures/", "pictures")]
    [InlineData(".hidden.mp4", "hidden")]
    [InlineData("..", "stream")]
    [InlineData("/", "stream")]
    [InlineData("", "stream")]
    public void A_path_gives_its_nearest_name(string path, string name) => Assert.Equal(name, StreamId.FromPath(path).Name);

    [Fact]
    public void Every_path_gives_a_valid_name() => Prop
        .ForAll<NonNull<string>>(path => new StreamId(StreamId.FromPath(path.Get).Name) == StreamId.FromPath(path.Get))
        .QuickCheckThrowOnFailure();
}
