using DiCNet.Train.Data;
using Xunit;

namespace DiCNet.Tests.Train;

public sealed class DataClassTableTests
{
    [Fact]
    public void Indices_skip_what_is_held_out_and_what_is_void()
    {
        var table = TinySet.Ten("C3");
        Assert.Equal(["c0", "c1", "c2", "c4", "c5", "c6", "c7", "c8", "c9"], table.Known);
        Assert.Equal(["c3"], table.HeldOut);
        Assert.Equal((2, ClassTable.Anomaly, 3, ClassTable.Void, ClassTable.Unlisted), (table.Lookup[2], table.Lookup[3], table.Lookup[4], table.Lookup[255], table.Lookup[77]));
    }

    [Fact]
    public void Several_ids_of_one_name_are_one_class()
    {
        var table = ClassTable.Make([new(4, "car"), new(1, "road"), new(9, "car")], [], "");
        Assert.Equal(["road", "car"], table.Known);
        Assert.Equal((1, 1, 0), (table.Lookup[4], table.Lookup[9], table.Lookup[1]));
    }

    [Fact]
    public void A_held_out_name_that_is_not_there_names_the_nearest()
    {
        var message = TinySet.Message(() => ClassTable.Make([new(0, "road"), new(1, "Bicyclist")], ["bicylist"], "classes.yaml"));
        Assert.Contains("classes.yaml: there is no class 'bicylist' to hold out; did you mean 'Bicyclist'?", message);
    }

    [Fact]
    public void An_id_given_twice_is_an_error() =>
        Assert.Contains("stored id 3 is given twice: road and car", TinySet.Message(() => ClassTable.Make([new(3, "road"), new(3, "car")], [], "t")));

    [Fact]
    public void Something_must_be_left_to_train_on() =>
        Assert.Contains("no class is left to train on", TinySet.Message(() => ClassTable.Make([new(3, "road"), new(4, "x", IsVoid: true)], ["road"], "t")));

    [Fact]
    public void The_offset_table_says_what_becomes_of_every_stored_id()
    {
        var table = ClassTable.Make([new(1, "road"), new(2, "cyclist"), new(3, "car"), new(255, "void", IsVoid: true)], ["cyclist"], "t");
        Assert.Equal([(1, "road", "0"), (2, "cyclist", "anomaly"), (3, "car", "1"), (255, "void", "void")], OffsetTable.Rows(table));
        Assert.Equal(
            "stored  class    index\n     1  road     0\n     2  cyclist  anomaly\n     3  car      1\n   255  void     void\n",
            OffsetTable.Text(table));
    }

    [Fact]
    public void StreetHazards_trains_thirteen_classes_and_holds_out_one()
    {
        using var set = new TinySet();
        set.Picture("train/images/training/t1-3/1.png");
        set.Labels("train/annotations/training/t1-3/1.png", 1, 13);
        var classes = DataSets.Open("streethazards", set.Folder, new DataSetOptions()).Classes;
        Assert.Equal(13, classes.Known.Count);
        Assert.Equal((0, 12, ClassTable.Anomaly), (classes.Lookup[1], classes.Lookup[13], classes.Lookup[14]));
    }

    [Fact]
    public void Cityscapes_label_ids_become_train_ids()
    {
        var table = ClassTable.Make(Cityscapes.LabelIds, [], "cityscapes");
        Assert.Equal((0, 10, 13, 16, 18), (table.Lookup[7], table.Lookup[23], table.Lookup[26], table.Lookup[31], table.Lookup[33]));
        Assert.All((int[])[0, 1, 2, 3, 4, 5, 6, 9, 10, 14, 15, 16, 18, 29, 30, 255], id => Assert.Equal(ClassTable.Void, table.Lookup[id]));
        Assert.Equal(19, table.Known.Count);
    }

    [Fact]
    public void Bdd_encodings_agree_on_names()
    {
        var plain = ClassTable.Make(BddAnomaly.Stored(BddEncoding.TrainIds), [], "");
        var plusTwo = ClassTable.Make(BddAnomaly.Stored(BddEncoding.PlusTwo), [], "");
        var converted = ClassTable.Make(BddAnomaly.Stored(BddEncoding.Converted), [], "");
        Assert.Equal(("train", "motorcycle", "bicycle"), (plain.NameOf(16), plain.NameOf(17), plain.NameOf(18)));
        Assert.Equal(("train", "motorcycle", "bicycle"), (plusTwo.NameOf(18), plusTwo.NameOf(19), plusTwo.NameOf(20)));
        Assert.Equal(("bicycle", "motorcycle", "train"), (converted.NameOf(17), converted.NameOf(18), converted.NameOf(19)));
        Assert.Equal(("other", "road", "bus"), (plusTwo.NameOf(1), plusTwo.NameOf(2), plusTwo.NameOf(17)));
        Assert.Equal(("void", "road", "bus"), (converted.NameOf(0), converted.NameOf(1), converted.NameOf(16)));
    }
}
