using System.Globalization;
using DiCNet.Train.Data;
using Spectre.Console;

namespace DiCNet.Train.Commands;

/// <summary>A <see cref="DataReport"/> for people.</summary>
static class DataTables
{
    /// <summary>Writes it: what ids mean and how much there is of each, what the lists hold, what is odd.</summary>
    public static void Write(IAnsiConsole console, DataReport report)
    {
        console.WriteLine($"{report.Name} in {report.Folder}");
        console.Write(Lists(report));
        console.Write(Ids(report));
        foreach (var note in report.Notes)
        {
            console.WriteLine($"Note: {note}.");
        }

        console.WriteLine(report.Problems.Count switch
        {
            0 => "All frames are sound.",
            1 => "There is a problem:",
            var n => $"There are {n} problems:",
        });
        if (report.ContactSheet is not null)
        {
            console.WriteLine($"Look at {report.ContactSheet}: do the labels fit the pictures?");
        }
    }

    private static Table Lists(DataReport report)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumns("list", "frames", "size", "held-out pixels", "in frames", "unlabelled", "unusable");
        for (var i = 1; i < table.Columns.Count; i++)
        {
            table.Columns[i].RightAligned().NoWrap().Padding(0, 1);
        }

        table.Columns[0].NoWrap().Padding(1, 1);
        foreach (var list in report.Lists)
        {
            var size = list.Sizes.Count switch { 0 => "", 1 => list.Sizes[0], var n => $"{list.Sizes[0]} and {n - 1} more" };
            var held = list.HeldOutPixels == 0 ? "0" : $"{list.HeldOutPixels} ({Percent((double)list.HeldOutPixels / list.Pixels)} %)";
            table.AddRow(Markup.Escape(list.Name), $"{list.Frames}", size, held, $"{list.FramesWithHeldOut}", $"{list.Unlabelled}", $"{list.Bad}");
        }

        return table;
    }

    private static Table Ids(DataReport report)
    {
        var table = new Table().Border(TableBorder.Simple).Title("what ids mean, and their share of the pixels in %");
        table.AddColumns(["stored", "class", "index", .. report.Lists.Select(l => Markup.Escape(l.Name))]);
        table.Columns[0].RightAligned();
        table.Columns[1].NoWrap();
        for (var i = 2; i < table.Columns.Count; i++)
        {
            table.Columns[i].RightAligned().NoWrap().Padding(0, 1);
        }

        // Values of one class are one row: cityscapes has sixteen kinds of void.
        foreach (var rows in report.Ids.GroupBy(id => id.Index == "void" ? (Name: "", id.Index) : (id.Name, id.Index)))
        {
            var names = rows.Select(r => r.Name).Distinct().ToArray();
            table.AddRow(
            [
                Ranges([.. rows.Select(r => r.Stored)]),
                Markup.Escape(names.Length > 2 ? $"{names[0]} and {names.Length - 1} more" : string.Join(", ", names)),
                rows.Key.Index,
                .. report.Lists.Select(l => l.Pixels == 0 ? "" : Percent(names.Sum(n => l.Shares[n]))),
            ]);
        }

        return table;
    }

    private static string Ranges(int[] ids)
    {
        var parts = new List<string>();
        for (var i = 0; i < ids.Length;)
        {
            var end = i;
            while (end + 1 < ids.Length && ids[end + 1] == ids[end] + 1)
            {
                end++;
            }

            parts.Add(end == i ? $"{ids[i]}" : $"{ids[i]}-{ids[end]}");
            i = end + 1;
        }

        return string.Join(' ', parts);
    }

    private static string Percent(double share) => share switch
    {
        0 => "0",
        < 0.0001 => "< 0.01",
        _ => (100 * share).ToString("f2", CultureInfo.InvariantCulture),
    };
}
