using DiCNet.Train.Data;
using OpenCvSharp;
using Xunit;

namespace DiCNet.Tests.Train;

/// <summary>Everything a user may have done wrong is said with the file's name.</summary>
public sealed class DataBadInputTests : IDisposable
{
    private readonly TinySet _set = new();

    public void Dispose() => _set.Dispose();

    [Fact]
    public void An_unknown_kind_names_the_nearest() =>
        Assert.Contains("there is no data set kind 'camvd'; did you mean 'camvid'?", TinySet.Message(() => Open("camvd")));

    [Fact]
    public void A_missing_folder() =>
        Assert.Contains("/nowhere: no such folder", TinySet.Message(() => DataSets.Open("camvid", "/nowhere", new DataSetOptions())));

    [Theory]
    [InlineData("camvid", "neither splits/ nor train.txt")]
    [InlineData("streethazards", "neither odgt lists nor train/images/training")]
    [InlineData("bdd-anomaly", "there is no folder of pictures; expected one of images/10k")]
    [InlineData("cityscapes", "there is no folder of pictures; expected one of leftImg8bit")]
    [InlineData("folder", "classes.yaml: the class table cannot be read")]
    public void A_folder_of_another_layout(string kind, string problem)
    {
        var message = TinySet.Message(() => Open(kind));
        Assert.Contains(problem, message);
        Assert.Contains(_set.Folder, message);
    }

    [Fact]
    public void An_empty_list()
    {
        CamVid();
        _set.Text("splits/dev.txt", "# nothing yet\n");
        Assert.Contains("splits/dev.txt: the list is empty", TinySet.Message(() => Open("camvid")));
    }

    [Fact]
    public void A_list_entry_without_a_picture()
    {
        CamVid();
        _set.Text("splits/dev.txt", "train/a1\ntrain/gone\n");
        Assert.Contains("splits/dev.txt:2: there is no picture 'train/gone'", TinySet.Message(() => Open("camvid")));
    }

    [Fact]
    public void A_list_entry_without_labels()
    {
        CamVid();
        File.Delete(_set.At("trainannot/a.png"));
        Assert.Contains($"splits/train.txt:1: there is no file 'train/a' (looked for {_set.At("trainannot/a.png")})", TinySet.Message(() => Open("camvid")));
    }

    [Fact]
    public void A_picture_without_labels_in_a_folder()
    {
        _set.Picture("train/images/training/t1-3/1.png");
        _set.Picture("train/images/training/t1-3/2.png");
        var message = TinySet.Message(() => Open("streethazards"));
        Assert.StartsWith(_set.At("train/annotations/training/t1-3/1.png"), message);
        Assert.Contains($"the label file of {_set.At("train/images/training/t1-3/1.png")} is missing, and 1 more", message);
    }

    [Fact]
    public void A_frame_in_train_and_in_test_by_name()
    {
        CamVid();
        _set.Text("splits/test.txt", "train/a\n");
        Assert.Contains("the frame train/a is in the lists 'train' and 'test'", TinySet.Message(() => Open("camvid")));
    }

    [Fact]
    public void A_frame_in_a_list_twice()
    {
        CamVid();
        _set.Text("splits/train.txt", "train/a\ntrain/a\n");
        Assert.Contains("the frame train/a is in the list 'train' twice", TinySet.Message(() => Open("camvid")));
    }

    [Fact]
    public void A_picture_in_train_and_in_test_under_two_names()
    {
        CamVid();
        Directory.CreateDirectory(_set.At("test"));
        File.Copy(_set.At("train/a.png"), _set.At("test/z.png"));
        _set.Labels("testannot/z.png", 1);
        _set.Text("splits/test.txt", "test/z\n");
        var problem = Assert.Single(Survey.Of(Open("camvid")).Problems);
        Assert.StartsWith($"{_set.At("test/z.png")}: the same picture is in the list 'train' as {_set.At("train/a.png")} and here in 'test'", problem);
    }

    [Fact]
    public void Every_training_frame_holds_the_held_out_class()
    {
        CamVid();
        _set.Labels("trainannot/a.png", 10);
        _set.Text("splits/train.txt", "train/a\n");
        Assert.Contains("the list 'train' is empty; every frame of it holds a held-out class", TinySet.Message(() => Open("camvid")));
    }

    [Fact]
    public void A_stored_id_that_the_table_does_not_have()
    {
        CamVid();
        using var labels = new Mat(8, 16, MatType.CV_8UC1, new Scalar(3));
        labels.At<byte>(2, 5) = 77;
        labels.At<byte>(2, 9) = 77;
        labels.At<byte>(7, 0) = 77;
        _set.Write("trainannot/a.png", labels);
        var message = TinySet.Message(() => Open("camvid"));
        Assert.StartsWith($"{_set.At("trainannot/a.png")}: stored id 77 is not in the class table (3 pixels, the first at x 5, y 2)", message);
        Assert.Contains("add the id to the table, as a class or as void; the table has 0 Sky, 1 Building", message);
    }

    [Fact]
    public void Labels_of_another_size()
    {
        var frame = new LabelledFrame("a", _set.Picture("a.png"), _set.Labels("b.png", 1, width: 8));
        var message = TinySet.Message(() => FrameReader.Read(frame, TinySet.Ten()));
        Assert.StartsWith($"{_set.At("b.png")}: the labels are 8x8 and the picture {_set.At("a.png")} is 16x8; they must have the same size", message);
    }

    [Fact]
    public void A_missing_picture() => Assert.Contains("gone.png: the picture is missing", Picture("gone.png"));

    [Fact]
    public void A_picture_that_is_text()
    {
        _set.Text("a.png", "this is no picture");
        Assert.Contains("a.png: the picture cannot be decoded", Picture("a.png"));
    }

    [Fact]
    public void An_empty_picture_file()
    {
        _set.Text("a.png", "");
        Assert.Contains("a.png: the picture is empty (0 bytes)", Picture("a.png"));
    }

    [Fact]
    public void A_jpeg_that_is_cut_off()
    {
        var file = _set.Picture("a.jpg", 400, 300);
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..^200]);
        Assert.Contains("a.jpg: the picture is cut off", Picture("a.jpg"));
    }

    [Fact]
    public void A_png_that_is_cut_off()
    {
        var file = _set.Picture("a.png", 400, 300);
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..^200]);
        Assert.Contains("a.png: the picture cannot be decoded", Picture("a.png"));
    }

    [Fact]
    public void Labels_in_colour()
    {
        _set.Picture("a.png");
        Assert.Contains("a.png: the labels are a colour picture; labels must be 8-bit grey PNG", Labels("a.png"));
    }

    [Fact]
    public void Labels_with_a_palette()
    {
        // 1x1, 8 bits, palette of one colour.
        File.WriteAllBytes(_set.At("p.png"), Convert.FromBase64String(
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAMAAAAoyzS7AAAAA1BMVEX/AAAZ4gk3AAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="));
        Assert.Contains("p.png: the labels are a PNG with a palette", Labels("p.png"));
    }

    [Fact]
    public void Labels_of_sixteen_bits()
    {
        using var labels = new Mat(8, 16, MatType.CV_16UC1, new Scalar(3));
        _set.Write("a.png", labels);
        Assert.Contains("a.png: the labels have 16 bits per pixel", Labels("a.png"));
    }

    [Fact]
    public void Labels_with_loss()
    {
        _set.Labels("a.jpg", 3);
        Assert.Contains("a.jpg: the labels are a JPEG", Labels("a.jpg"));
    }

    [Theory]
    [InlineData("classes: [{ id: 0, name: road }]", "classes.yaml: there are no lists")]
    [InlineData("lists: { train: { pictures: a } }", "classes.yaml: there are no classes")]
    [InlineData("classes: [{ name: road }]\nlists: { train: { pictures: a } }", "classes.yaml: the class 'road' has no id")]
    [InlineData("classes: [{ id: 0, name: road }]\nlists: { train: { labels: a } }", "classes.yaml: the list 'train' needs either 'file' or 'pictures'")]
    [InlineData("clases: [{ id: 0, name: road }]", "classes.yaml:1:1: Property 'clases' not found")]
    [InlineData("classes: [{ id: 300, name: road }]", "classes.yaml:1:17: ")]
    [InlineData("classes: [", "classes.yaml:2:1: ")]
    public void A_bad_class_table(string yaml, string problem)
    {
        _set.Text("classes.yaml", yaml + "\n");
        Assert.Contains(problem, TinySet.Message(() => Open("folder")));
    }

    [Fact]
    public void A_survey_lists_every_bad_frame_and_goes_on()
    {
        CamVid();
        _set.Text("train/a1.png", "no picture");
        _set.Labels("trainannot/a2.png", 99);
        var survey = Survey.Of(DataSets.Open("camvid", _set.Folder, new DataSetOptions { HoldOut = [] }));
        Assert.Equal(2, survey.Problems.Count);
        Assert.Contains("a1.png: the picture cannot be decoded", survey.Problems[0]);
        Assert.Contains("a2.png: stored id 99", survey.Problems[1]);
        Assert.Equal((3, 2), (survey.Lists[0].Frames.Count, survey.Lists[0].Bad));
        Assert.Contains("(1 more; 'dicnet-train data' lists them)", TinySet.Message(survey.Require));
    }

    private DataSet Open(string kind) => DataSets.Open(kind, _set.Folder, new DataSetOptions());

    private string Picture(string name) => TinySet.Message(() => FrameReader.ReadPicture(new LabelledFrame("a", _set.At(name), null)).Dispose());

    private string Labels(string name) => TinySet.Message(() => FrameReader.ReadLabels(new LabelledFrame("a", "", _set.At(name)), TinySet.Ten()).Dispose());

    private void CamVid()
    {
        foreach (var name in (string[])["a", "a1", "a2"])
        {
            _set.Picture($"train/{name}.png");
            _set.Labels($"trainannot/{name}.png", 3, 11);
        }

        _set.Text("splits/train.txt", "train/a\ntrain/a1\ntrain/a2\n");
    }
}
