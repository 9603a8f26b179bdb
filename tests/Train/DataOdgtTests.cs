using System.Text.Json;
using DiCNet.Train.Data;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace DiCNet.Tests.Train;

public sealed class DataOdgtTests
{
    [Fact]
    public void Both_forms_of_any_paths_are_read_back()
    {
        var path = ArbMap.Default.GeneratorFor<NonEmptyString>().Select(s => s.Get);
        var frames = Gen.Zip(path, path).NonEmptyListOf();
        Prop.ForAll(Arb.From(frames), paths =>
        {
            var objects = paths.Select(p => JsonSerializer.Serialize(new { dbName = "x", width = 1280, fpath_img = p.Item1, fpath_segm = p.Item2 })).ToArray();

            // JSON has no lone surrogates: what the text says is what must come back.
            var written = objects.Select(o => JsonDocument.Parse(o).RootElement).Select(o => (o.GetProperty("fpath_img").GetString(), o.GetProperty("fpath_segm").GetString()));
            string[] texts = [$"[{string.Join(", ", objects)}]", $"\n [{string.Join(",\n", objects)}]\n", string.Join('\n', objects), string.Join("\r\n\r\n", objects) + "\r\n"];
            return texts.All(text => Odgt.Parse(text, "f").Select(f => (f.Picture, f.Labels)).SequenceEqual(written!));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Nothing_but_a_user_error_is_ever_thrown()
    {
        var part = Gen.OneOf(
            Gen.Elements("[", "]", "{", "}", ",", ":", "\"fpath_img\"", "\"fpath_segm\"", "\"a\"", "1", "\n", "null", "[]"),
            ArbMap.Default.GeneratorFor<string>().Select(s => s ?? ""));
        Prop.ForAll(Arb.From(Gen.ListOf(part)), parts =>
        {
            try
            {
                Odgt.Parse(string.Concat(parts), "f");
            }
            catch (UserError)
            {
            }
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("{\"fpath_img\": \"a\", \"fpath_segm\": \"b\"}\n{\"fpath_img\": \"a\"}\n", "f.odgt:2: there is no text 'fpath_segm'")]
    [InlineData("{\"fpath_img\": \"a\", \"fpath_segm\": \"b\"}\n\n{\"fpath_img\": ", "f.odgt:3:")]
    [InlineData("[{\"fpath_img\": \"a\", \"fpath_segm\": \"b\"},\n{\"fpath_img\" 1}]", "f.odgt:2:14: this is no JSON")]
    [InlineData("[{\"fpath_img\": \"a\", \"fpath_segm\": \"b\"}, 7]", "f.odgt (frame 2): there is no text 'fpath_img'")]
    public void A_bad_list_says_where(string text, string problem) =>
        Assert.Contains(problem, TinySet.Message(() => Odgt.Parse(text, "f.odgt")));

    [Fact]
    public void An_empty_list_is_an_error()
    {
        using var set = new TinySet();
        Assert.Contains("e.odgt: the list is empty", TinySet.Message(() => Odgt.Read(set.Text("e.odgt", "[]"))));
    }
}
