namespace DiCNet.Render;

/// <summary>How the report looks: light and dark, wide and on a phone.</summary>
static class ReportStyle
{
    /// <summary>The style sheet.</summary>
    public const string Css =
        """
        :root {
          --paper: #f6f7f9; --card: #ffffff; --ink: #1c2127; --soft: #5b6672; --rule: #dde2e8;
          --curve: #1f5fa8; --alarm: #b3261e; --event: #f2a900; --warn-paper: #fff4e0; --warn-ink: #6b4400;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --paper: #14171b; --card: #1c2126; --ink: #e7ebef; --soft: #9aa6b2; --rule: #303840;
            --curve: #7db4f0; --alarm: #ff8a80; --event: #ffc107; --warn-paper: #3a2e14; --warn-ink: #ffdd94;
          }
        }
        * { box-sizing: border-box; }
        body {
          margin: 0; background: var(--paper); color: var(--ink);
          font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif;
        }
        main { max-width: 72rem; margin: 0 auto; padding: 2rem 1.25rem 3rem; }
        h1 { font-size: 1.6rem; line-height: 1.25; margin: 0; overflow-wrap: anywhere; }
        h2 { font-size: 1.1rem; margin: 2rem 0 .6rem; }
        h3 { font-size: 1rem; margin: 0 0 .6rem; overflow-wrap: anywhere; }
        .summary { margin: .35rem 0 0; color: var(--soft); }
        .quiet { color: var(--soft); margin: .5rem 0 0; }
        .trouble {
          margin: 1rem 0 0; padding: .7rem 1rem; border-left: 4px solid var(--event); border-radius: 4px;
          background: var(--warn-paper); color: var(--warn-ink); overflow-wrap: anywhere;
        }
        .open {
          margin-left: .5rem; padding: .1rem .5rem; border-radius: 1rem; white-space: nowrap;
          font-size: .8rem; font-weight: 500; background: var(--warn-paper); color: var(--warn-ink);
        }
        article, .chart, section > .facts {
          background: var(--card); border: 1px solid var(--rule); border-radius: 8px; padding: 1rem; margin: 0 0 1rem;
        }
        article:target { border-color: var(--event); }
        .facts { margin: 0; font-variant-numeric: tabular-nums; }
        .facts div { display: grid; grid-template-columns: 9rem 1fr; gap: 1rem; padding: .18rem 0; }
        .facts dt { color: var(--soft); }
        .facts dd { margin: 0; overflow-wrap: anywhere; }
        .pictures { display: grid; grid-template-columns: repeat(3, 1fr); gap: .75rem; margin-top: .8rem; }
        figure { margin: 0; }
        img { display: block; width: 100%; height: auto; border-radius: 4px; background: #000; }
        figcaption { font-size: .85rem; color: var(--soft); padding-top: .25rem; }
        .chart { overflow-x: auto; }
        .chart svg { display: block; width: 100%; min-width: 34rem; height: auto; }
        .chart text { font-size: 13px; fill: var(--soft); }
        .chart .grid { stroke: var(--rule); stroke-width: 1; }
        .chart .curve { fill: none; stroke: var(--curve); stroke-width: 1.5; stroke-linejoin: round; }
        .chart .dot { fill: var(--curve); }
        .chart .alarm { stroke: var(--alarm); stroke-width: 1.5; stroke-dasharray: 6 4; }
        .chart .alarm-name { fill: var(--alarm); }
        .chart .event { fill: var(--event); fill-opacity: .28; }
        .chart a:hover .event, .chart a:focus .event { fill-opacity: .55; }
        @media (max-width: 40rem) {
          main { padding: 1.25rem .75rem 2rem; }
          .pictures { grid-template-columns: 1fr; }
          .chart svg { min-width: 40rem; }
          .chart text { font-size: 20px; }
          .facts div { grid-template-columns: 6.5rem 1fr; gap: .5rem; }
        }
        @media print { article { break-inside: avoid; } }
        """;
}
