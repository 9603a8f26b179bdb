using OpenCvSharp;

namespace DiCNet.Train.Data;

/// <summary>One picture that shows what a data set holds: samples of every list beside their labels, and what the colours mean.</summary>
/// <param name="survey">What is in the set.</param>
sealed class ContactSheet(Survey survey)
{
    private const int Tile = 264;
    private const int PairsAcross = 3;
    private const int PairsPerList = 6;
    private const int Gap = 10;
    private const int Margin = 20;
    private const int Width = (2 * Margin) + (PairsAcross * ((2 * Tile) + 2)) + ((PairsAcross - 1) * Gap);
    private const int LegendAcross = 6;

    private static readonly Scalar s_page = Scalar.FromRgb(32, 33, 38);
    private static readonly Scalar s_text = Scalar.FromRgb(236, 239, 241);
    private static readonly Scalar s_soft = Scalar.FromRgb(160, 165, 172);
    private static readonly Scalar s_heldOut = Scalar.FromRgb(255, 193, 7);

    private readonly Palette _palette = new(survey.Set.Classes);

    /// <summary>Draws it. The caller owns the result.</summary>
    /// <exception cref="UserError">A frame that could be read before cannot be read now.</exception>
    public Mat Draw()
    {
        var shown = survey.Lists.Select(l => (List: l, Frames: Samples(l))).Where(s => s.Frames.Count > 0).ToArray();
        var tileHeight = shown.Length == 0 ? Tile : Math.Clamp(Tile * shown[0].Frames[0].Height / shown[0].Frames[0].Width, Tile / 3, Tile * 2);
        var sheet = new Mat(Height(shown.Select(s => s.Frames.Count), tileHeight), Width, MatType.CV_8UC3, s_page);
        try
        {
            var y = Legend(sheet, Margin);
            foreach (var (list, frames) in shown)
            {
                y = Section(sheet, list, frames, y, tileHeight);
            }

            return sheet;
        }
        catch
        {
            sheet.Dispose();
            throw;
        }
    }

    // Evenly spread over the list; where the held-out class occurs, over the frames that show it best.
    private static IReadOnlyList<FrameFacts> Samples(ListFacts list)
    {
        var sound = list.Frames.Where(f => f.Problem is null).ToArray();
        var held = sound.Select(f => f.Count(list.Classes, ClassTable.Anomaly)).Where(n => n > 0).Order().ToArray();
        var from = held.Length == 0 ? sound : [.. sound.Where(f => f.Count(list.Classes, ClassTable.Anomaly) >= held[held.Length / 2])];
        var count = Math.Min(PairsPerList, from.Length);
        return [.. Enumerable.Range(0, count).Select(i => from[(int)(((2L * i) + 1) * from.Length / (2L * count))])];
    }

    private static int Rows(int frames) => (frames + PairsAcross - 1) / PairsAcross;

    private int Height(IEnumerable<int> counts, int tileHeight) =>
        Margin + 34 + (LegendRows() * 26) + counts.Sum(c => 40 + (Rows(c) * (tileHeight + 22 + Gap))) + Margin;

    private int LegendRows() => (Entries().Count() + LegendAcross - 1) / LegendAcross;

    // One entry per class: void ones last, and all of them as one.
    private IEnumerable<(byte Id, string Text, bool IsHeldOut)> Entries()
    {
        var classes = survey.Set.Classes;
        foreach (var entry in classes.Stored.Where(s => !s.IsVoid).DistinctBy(s => s.Name))
        {
            var index = classes.Lookup[entry.Id];
            yield return (entry.Id, index == ClassTable.Anomaly ? $"{entry.Name}: held out" : $"{index} {entry.Name}", index == ClassTable.Anomaly);
        }

        if (classes.Stored.FirstOrDefault(s => s.IsVoid) is { } ignored)
        {
            yield return (ignored.Id, "void: ignored", false);
        }
    }

    private int Legend(Mat sheet, int y)
    {
        Write(sheet, survey.Set.Name, Margin, y + 18, 0.7, s_text);
        y += 34;
        var across = (Width - (2 * Margin)) / LegendAcross;
        foreach (var (i, (id, text, isHeldOut)) in Entries().Index())
        {
            var swatch = new Rect(Margin + (i % LegendAcross * across), y + (i / LegendAcross * 26), 26, 16);
            Cv2.Rectangle(sheet, swatch, _palette.Of(id), -1);
            Cv2.Rectangle(sheet, swatch, isHeldOut ? s_heldOut : s_soft, isHeldOut ? 2 : 1);
            Write(sheet, Fit(text, 0.5, across - 44), swatch.Right + 8, swatch.Bottom - 3, 0.5, isHeldOut ? s_heldOut : s_text);
        }

        return y + (LegendRows() * 26);
    }

    private int Section(Mat sheet, ListFacts list, IReadOnlyList<FrameFacts> frames, int y, int tileHeight)
    {
        var held = list.FramesWithHeldOut > 0 ? $"{list.FramesWithHeldOut} with {string.Join(", ", list.Classes.HeldOut)}" : "none with a held-out class";
        Write(sheet, list.Name, Margin, y + 26, 0.65, s_text);
        Write(sheet, $"{list.Frames.Count} frames, {held}", Margin + TextWidth(list.Name, 0.65) + 14, y + 26, 0.5, s_soft);
        Cv2.Line(sheet, new Point(Margin, y + 33), new Point(Width - Margin, y + 33), s_soft);
        y += 40;
        foreach (var (i, frame) in frames.Index())
        {
            var left = Margin + (i % PairsAcross * ((2 * Tile) + 2 + Gap));
            var top = y + (i / PairsAcross * (tileHeight + 22 + Gap));
            Pair(sheet, frame, new Rect(left, top, Tile, tileHeight));
            var share = (double)frame.Count(list.Classes, ClassTable.Anomaly) / Math.Max(1, frame.Width * frame.Height);
            var note = share > 0 ? $"{100 * share:f2} % held out" : "";
            Write(sheet, Fit(frame.Frame.Name, 0.42, (2 * Tile) - TextWidth(note, 0.42) - 20), left, top + tileHeight + 15, 0.42, s_soft);
            Write(sheet, note, left + (2 * Tile) - TextWidth(note, 0.42), top + tileHeight + 15, 0.42, s_heldOut);
        }

        return y + (Rows(frames.Count) * (tileHeight + 22 + Gap));
    }

    private void Pair(Mat sheet, FrameFacts frame, Rect tile)
    {
        using var picture = FrameReader.ReadPicture(frame.Frame);
        var right = new Rect(tile.X + Tile + 2, tile.Y, tile.Width, tile.Height);
        var place = Place(sheet, picture, tile);
        if (frame.Frame.Labels is null)
        {
            Write(sheet, "unlabelled", right.X + 12, right.Y + 26, 0.5, s_soft);
            return;
        }

        using var stored = FrameReader.ReadStored(frame.Frame);
        using var painted = _palette.Paint(stored);
        var other = Place(sheet, painted, right);
        foreach (var outline in Outlines(stored))
        {
            foreach (var at in (Rect[])[place, other])
            {
                Point[] points = [.. outline.Select(p => new Point(at.X + ((p.X + 0.5) * at.Width / stored.Width), at.Y + ((p.Y + 0.5) * at.Height / stored.Height)))];
                Cv2.DrawContours(sheet, [points], 0, s_heldOut, 1, LineTypes.AntiAlias);
            }
        }
    }

    private Point[][] Outlines(Mat stored)
    {
        using var mask = new Mat();
        var held = new byte[256];
        for (var id = 0; id < 256; id++)
        {
            held[id] = survey.Set.Classes.Lookup[id] == ClassTable.Anomaly ? (byte)255 : (byte)0;
        }

        Cv2.LUT(stored, held, mask);
        Cv2.FindContours(mask, out var outlines, out _, RetrievalModes.External, ContourApproximationModes.ApproxSimple);
        return outlines;
    }

    private static Rect Place(Mat sheet, Mat picture, Rect tile)
    {
        var scale = Math.Min((double)tile.Width / picture.Width, (double)tile.Height / picture.Height);
        var size = new Size(Math.Max(1, Math.Round(picture.Width * scale)), Math.Max(1, Math.Round(picture.Height * scale)));
        var place = new Rect(tile.X + ((tile.Width - size.Width) / 2), tile.Y + ((tile.Height - size.Height) / 2), size.Width, size.Height);
        using var part = new Mat(sheet, place);
        Cv2.Resize(picture, part, size, interpolation: scale < 1 ? InterpolationFlags.Area : InterpolationFlags.Nearest);
        return place;
    }

    private static int TextWidth(string text, double scale) =>
        text.Length == 0 ? 0 : Cv2.GetTextSize(text, HersheyFonts.HersheyDuplex, scale, 1, out _).Width;

    private static string Fit(string text, double scale, int width)
    {
        var shown = text;
        for (var cut = 1; TextWidth(shown, scale) > width && cut < text.Length; cut++)
        {
            shown = ".." + text[cut..];
        }

        return shown;
    }

    private static void Write(Mat on, string text, int x, int bottom, double scale, Scalar color)
    {
        if (text.Length > 0)
        {
            Cv2.PutText(on, text, new Point(x, bottom), HersheyFonts.HersheyDuplex, scale, color, 1, LineTypes.AntiAlias);
        }
    }
}
