using System.Net;
using System.Text;

namespace DiCNet.Train.Training;

/// <summary>A training on one page that needs no network, no script and no other file.</summary>
sealed class ReportPage(string title)
{
    private const string Css =
        """
        :root { --paper: #f6f7f9; --card: #ffffff; --ink: #1c2127; --soft: #5b6672; --rule: #dde2e8;
          --c0: #1f5fa8; --c1: #b3261e; --c2: #2e7d32; --c3: #b26a00; --c4: #6a3ea1; --c5: #00707d; }
        @media (prefers-color-scheme: dark) { :root { --paper: #14171b; --card: #1c2126; --ink: #e7ebef; --soft: #9aa6b2; --rule: #303840;
          --c0: #7db4f0; --c1: #ff8a80; --c2: #81c784; --c3: #ffb74d; --c4: #c4a5f0; --c5: #6fd0dc; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, "Segoe UI", Roboto, "Liberation Sans", sans-serif; }
        main { max-width: 72rem; margin: 0 auto; padding: 2rem 1.25rem 3rem; }
        h1 { font-size: 1.6rem; margin: 0; overflow-wrap: anywhere; }
        h2 { font-size: 1.1rem; margin: 2rem 0 .6rem; }
        p.quiet, figcaption { color: var(--soft); }
        .chart, table, dl { background: var(--card); border: 1px solid var(--rule); border-radius: 8px; padding: 1rem; margin: 0 0 1rem; }
        .chart { overflow-x: auto; }
        .chart svg { display: block; width: 100%; min-width: 34rem; height: auto; }
        .chart text { font-size: 13px; fill: var(--soft); }
        .chart .grid { stroke: var(--rule); }
        .chart polyline, .chart line, .chart circle { fill: none; stroke-width: 1.6; stroke-linejoin: round; }
        .c0 { stroke: var(--c0); } .c1 { stroke: var(--c1); } .c2 { stroke: var(--c2); }
        .c3 { stroke: var(--c3); } .c4 { stroke: var(--c4); } .c5 { stroke: var(--c5); }
        .d1 { stroke-dasharray: 8 4; } .d2 { stroke-dasharray: 2 3; }
        table { border-collapse: collapse; font-variant-numeric: tabular-nums; display: block; overflow-x: auto; }
        th, td { padding: .15rem 1.2rem .15rem 0; text-align: left; }
        td + td, th + th { text-align: right; }
        dl div { display: grid; grid-template-columns: 13rem 1fr; gap: 1rem; }
        dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
        .row { display: grid; grid-template-columns: repeat(4, 1fr); gap: .75rem; margin-bottom: .75rem; }
        figure { margin: 0; } img { display: block; width: 100%; height: auto; border-radius: 4px; }
        figcaption { font-size: .85rem; }
        @media (max-width: 40rem) { .row { grid-template-columns: 1fr 1fr; } dl div { grid-template-columns: 8rem 1fr; } }
        """;

    private readonly StringBuilder _body = new();

    /// <summary>Starts a section.</summary>
    public void AddHeading(string heading, string note = "")
    {
        _body.Append($"<h2>{Text(heading)}</h2>\n");
        if (note.Length > 0)
        {
            _body.Append($"<p class=\"quiet\">{Text(note)}</p>\n");
        }
    }

    /// <summary>Adds a chart.</summary>
    /// <param name="svg">From <see cref="Svg"/>.</param>
    public void AddChart(string svg) => _body.Append(svg);

    /// <summary>Adds names and values.</summary>
    public void AddFacts(IEnumerable<(string Name, string Value)> facts)
    {
        _body.Append("<dl>\n");
        foreach (var (name, value) in facts)
        {
            _body.Append($"<div><dt>{Text(name)}</dt><dd>{Text(value)}</dd></div>\n");
        }

        _body.Append("</dl>\n");
    }

    /// <summary>Adds a table.</summary>
    public void AddTable(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        _body.Append("<table>\n<tr>").AppendJoin("", head.Select(h => $"<th>{Text(h)}</th>")).Append("</tr>\n");
        foreach (var row in rows)
        {
            _body.Append("<tr>").AppendJoin("", row.Select(c => $"<td>{Text(c)}</td>")).Append("</tr>\n");
        }

        _body.Append("</table>\n");
    }

    /// <summary>Adds pictures side by side.</summary>
    /// <param name="pictures">JPEG or PNG, and what is to be seen.</param>
    public void AddPictures(IEnumerable<(byte[] File, string Caption)> pictures)
    {
        _body.Append("<div class=\"row\">\n");
        foreach (var (file, caption) in pictures)
        {
            var type = file is [0x89, ..] ? "png" : "jpeg";
            _body.Append($"<figure><img src=\"data:image/{type};base64,{Convert.ToBase64String(file)}\" alt=\"{Text(caption)}\"><figcaption>{Text(caption)}</figcaption></figure>\n");
        }

        _body.Append("</div>\n");
    }

    /// <summary>The whole page.</summary>
    public override string ToString() =>
        $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{Text(title)}</title>
        <style>
        {Css}
        </style>
        </head>
        <body>
        <main>
        <h1>{Text(title)}</h1>
        {_body}</main>
        </body>
        </html>

        """;

    private static string Text(string plain) => WebUtility.HtmlEncode(plain);
}
