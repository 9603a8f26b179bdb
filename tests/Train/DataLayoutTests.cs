using DiCNet.Train.Data;
using Xunit;

namespace DiCNet.Tests.Train;

public sealed class DataLayoutTests : IDisposable
{
    private readonly TinySet _set = new();

    public void Dispose() => _set.Dispose();

    [Fact]
    public void CamVid_with_splits_keeps_its_lists()
    {
        _set.Picture("train/a.webp");
        _set.Labels("trainannot/a.png", 3, 11);
        _set.Picture("test/b.png");
        _set.Labels("testannot/b.png", 10, 8);
        _set.Text("splits/train.txt", "train/a\n");
        _set.Text("splits/test_clip.txt", "# the clip\n\ntest/b\n");
        var set = DataSets.Open("camvid", _set.Folder, new DataSetOptions());
        Assert.Equal(["train", "test_clip"], set.Lists.Keys);
        Assert.Equal(("train/a", _set.At("train/a.webp"), _set.At("trainannot/a.png")), Parts(set.List("train")[0]));
        Assert.Equal((3, ClassTable.Void), Halves(set, "train", 0));
        Assert.Equal((ClassTable.Anomaly, 8), Halves(set, "test_clip", 0));
    }

    [Fact]
    public void CamVid_of_the_tutorial_has_paths_of_another_machine()
    {
        _set.Picture("train/a.png");
        _set.Labels("trainannot/a.png", 3);
        _set.Picture("train/b.png");
        _set.Labels("trainannot/b.png", 3, 10);
        _set.Picture("test/c.png");
        _set.Labels("testannot/c.png", 10);
        _set.Text("train.txt", "/SegNet/CamVid/train/a.png /SegNet/CamVid/trainannot/a.png\n/SegNet/CamVid/train/b.png /SegNet/CamVid/trainannot/b.png\n");
        _set.Text("test.txt", "/SegNet/CamVid/test/c.png /SegNet/CamVid/testannot/c.png");
        var set = DataSets.Open("camvid", _set.Folder, new DataSetOptions());
        Assert.Equal(("train/a", "test/c", "train/b"), (Names(set, "train"), Names(set, "test"), Names(set, DataSet.Dropped)));
        var ignoring = DataSets.Open("camvid", _set.Folder, new DataSetOptions { HeldOutFrames = HeldOutFrames.Ignore });
        Assert.Equal("train/a train/b", Names(ignoring, "train"));
        var whole = DataSets.Open("camvid", _set.Folder, new DataSetOptions { HoldOut = [] });
        Assert.Equal((11, 2), (whole.Classes.Known.Count, whole.List("train").Count));
    }

    [Theory]
    [InlineData("")]
    [InlineData("data")]
    public void StreetHazards_with_one_array_on_one_line(string place)
    {
        Streets();
        _set.Text($"{place}/train.odgt", Array("train/images/training/t1-3/1.png", "train/annotations/training/t1-3/1.png"));
        _set.Text($"{place}/validation.odgt", Array("train/images/validation/t4/1.png", "train/annotations/validation/t4/1.png"));
        _set.Text($"{place}/test.odgt", Array("test/images/test/t5/1.png", "test/annotations/test/t5/1.png"));
        CheckStreets();
    }

    [Fact]
    public void StreetHazards_with_lists_beside_the_pictures()
    {
        Streets();
        _set.Text("train/training.odgt", Lines("images/training/t1-3/1.png", "annotations/training/t1-3/1.png"));
        _set.Text("train/validation.odgt", Lines("images/validation/t4/1.png", "annotations/validation/t4/1.png"));
        _set.Text("test/test.odgt", Lines("images/test/t5/1.png", "annotations/test/t5/1.png"));
        CheckStreets();
    }

    [Fact]
    public void StreetHazards_with_folders_alone()
    {
        Streets();
        CheckStreets();
    }

    [Fact]
    public void BDD_as_it_is_now_has_train_ids()
    {
        Bdd("bdd100k/images/10k", "bdd100k/labels/sem_seg/masks", "", _ => (byte)0, id => id, 255);
        var set = DataSets.Open("bdd-anomaly", _set.Folder, new DataSetOptions());
        CheckBdd(set, withBicycle: false);
        Assert.Equal((17, "BDD-Anomaly (train ids, void ignored; anomalies: train, motorcycle)"), (set.Classes.Known.Count, set.Name));
        CheckBdd(DataSets.Open("bdd-anomaly", _set.Folder, new DataSetOptions { HoldOut = ["train", "motorcycle", "bicycle"] }), withBicycle: true);
    }

    [Fact]
    public void BDD_shifted_by_two_trains_the_void_and_holds_out_bicycles()
    {
        Bdd("seg/images", "seg/train_labels", "_train_id", _ => (byte)2, id => (byte)(id + 2), 1);
        var set = DataSets.Open("bdd-anomaly", _set.Folder, new DataSetOptions());
        CheckBdd(set, withBicycle: true);
        Assert.Equal(17, set.Classes.Known.Count);
        Assert.Equal("other", set.Classes.Known[0]);
        CheckBdd(DataSets.Open("bdd-anomaly", _set.Folder, new DataSetOptions { HoldOut = ["train", "motorcycle"] }), withBicycle: false);
    }

    [Fact]
    public void BDD_converted_swaps_train_and_bicycle()
    {
        Bdd("seg/images", "seg/train_labels", "_train_id", _ => (byte)1, id => (byte)((id switch { 16 => 18, 18 => 16, _ => id }) + 1), 0);
        var set = DataSets.Open("bdd-anomaly", _set.Folder, new DataSetOptions());
        CheckBdd(set, withBicycle: false);
        Assert.Contains("convert_bdd", set.Name);
        Assert.Contains("bicycle", set.Classes.Known);
    }

    [Theory]
    [InlineData("labelIds", 7, 33)]
    [InlineData("labelTrainIds", 0, 18)]
    public void Cityscapes_with_either_kind_of_label(string kind, byte road, byte bicycle)
    {
        foreach (var (list, frame, right) in new[] { ("train", "aachen_000000_000019", road), ("train", "aachen_000001_000019", bicycle), ("val", "ulm_000000_000019", bicycle) })
        {
            var city = frame.Split('_')[0];
            _set.Picture($"leftImg8bit/{list}/{city}/{frame}_leftImg8bit.png");
            _set.Labels($"gtFine/{list}/{city}/{frame}_gtFine_{kind}.png", road, right);
        }

        var set = DataSets.Open("cityscapes", _set.Folder, new DataSetOptions { HoldOut = ["bicycle"] });
        Assert.Equal(("train/aachen/aachen_000000_000019", "train/aachen/aachen_000001_000019"), (Names(set, "train"), Names(set, DataSet.Dropped)));
        Assert.Equal((0, ClassTable.Anomaly), Halves(set, "val", 0));
        Assert.Equal($"Cityscapes ({kind}) without bicycle", set.Name);
    }

    [Fact]
    public void A_folder_with_a_class_table()
    {
        _set.Picture("train/images/town/a.jpg");
        _set.Labels("train/labels/town/a_mask.png", 0, 9);
        _set.Picture("train/images/town/b.jpg");
        _set.Labels("train/labels/town/b_mask.png", 0, 2);
        _set.Picture("more/c.png");
        _set.Labels("more/c_labels.png", 2);
        _set.Picture("film/d.png");
        _set.Text("test.txt", "more/c.png more/c_labels.png\n");
        _set.Text("classes.yaml",
            """
            name: Ours
            classes:
              - { id: 0, name: road, color: [1, 2, 3] }
              - { id: 1, name: car }
              - { id: 2, name: cyclist }
            void: [9]
            held_out: [cyclist]
            lists:
              test: { file: test.txt }
              train: { pictures: train/images, labels: train/labels, label_suffix: _mask.png }
              film: { pictures: film }
            """);
        var set = DataSets.Open("folder", _set.Folder, new DataSetOptions());
        Assert.Equal(["train", "test", "film", DataSet.Dropped], set.Lists.Keys);
        Assert.Equal(("train/images/town/a", "train/images/town/b"), (Names(set, "train"), Names(set, DataSet.Dropped)));
        Assert.Equal((0, ClassTable.Void), Halves(set, "train", 0));
        Assert.Null(set.List("film")[0].Labels);
        Assert.Equal(new Rgb(1, 2, 3), set.Classes.Stored[0].Color);
        Assert.All(FrameReader.Read(set.List("film")[0], set.Classes).Labels, label => Assert.Equal(ClassTable.Void, label));
    }

    [Fact]
    public void The_shipped_class_table_can_be_read()
    {
        foreach (var picture in (string[])["train", "calibration"])
        {
            _set.Picture($"{picture}/images/1.png");
            _set.Labels($"{picture}/labels/1.png", 0, 255);
        }

        _set.Picture("t.png");
        _set.Labels("l.png", 5);
        _set.Text("test.txt", "t.png l.png");
        var set = DataSets.Open("folder", _set.Folder, new DataSetOptions { ClassTable = Repository.Path("configs", "data", "folder.yaml") });
        Assert.Equal(["road", "building", "sky", "car"], set.Classes.Known);
        Assert.Equal(["cyclist"], set.Classes.HeldOut);
    }

    private static string Array(string picture, string labels) => $$"""[{"dbName": "StreetHazards", "width": 1280, "height": 720, "fpath_img": "{{picture}}", "fpath_segm": "{{labels}}"}]""";

    private static string Lines(string picture, string labels) => $$"""{"fpath_img": "{{picture}}", "fpath_segm": "{{labels}}"}""" + "\n";

    private static (string, string, string?) Parts(LabelledFrame frame) => (frame.Name, frame.Picture, frame.Labels);

    private static string Names(DataSet set, string list) => string.Join(' ', set.List(list).Select(f => f.Name));

    private static (byte Left, byte Right) Halves(DataSet set, string list, int frame)
    {
        using var labels = FrameReader.ReadLabels(set.List(list)[frame], set.Classes);
        return (labels.At<byte>(0, 0), labels.At<byte>(0, TinySet.Width - 1));
    }

    private void Streets()
    {
        foreach (var (part, left, right) in new[] { ("train/{0}/training/t1-3/1.png", 1, 13), ("train/{0}/validation/t4/1.png", 2, 8), ("test/{0}/test/t5/1.png", 14, 9) })
        {
            _set.Picture(part.Replace("{0}", "images"));
            _set.Labels(part.Replace("{0}", "annotations"), (byte)left, (byte)right);
        }
    }

    private void CheckStreets()
    {
        var set = DataSets.Open("streethazards", _set.Folder, new DataSetOptions());
        Assert.Equal(["train", "val", "test"], set.Lists.Keys);
        Assert.Equal("train/images/training/t1-3/1", set.List("train")[0].Name);
        Assert.Equal((0, 12), Halves(set, "train", 0));
        Assert.Equal((1, 7), Halves(set, "val", 0));
        Assert.Equal((ClassTable.Anomaly, 8), Halves(set, "test", 0));
    }

    /// <summary>One frame per class in train and one clean in val; every frame half road; void in the frame of class 5.</summary>
    private void Bdd(string pictures, string labels, string suffix, Func<int, byte> road, Func<byte, byte> stored, byte ignored)
    {
        for (byte id = 0; id < 19; id++)
        {
            _set.Picture($"{pictures}/train/p{id:d2}.jpg");
            _set.Labels($"{labels}/train/p{id:d2}{suffix}.png", id == 5 ? ignored : road(id), stored(id));
        }

        _set.Picture($"{pictures}/val/v.jpg");
        _set.Labels($"{labels}/val/v{suffix}.png", road(0), stored(18));
    }

    private static void CheckBdd(DataSet set, bool withBicycle)
    {
        Assert.Equal(withBicycle ? 16 : 17, set.List("train").Count);
        Assert.Equal(withBicycle ? ["p16", "p17", "p18", "v"] : ["p16", "p17"], set.List("test").Select(f => Path.GetFileNameWithoutExtension(f.Picture)));
    }
}
