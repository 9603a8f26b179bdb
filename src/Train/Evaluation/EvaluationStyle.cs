namespace DiCNet.Train.Evaluation;

/// <summary>How the evaluation page looks: light and dark, wide and on a phone; the colours are those of dicnet's reports.</summary>
static class EvaluationStyle
{
    /// <summary>The style sheet.</summary>
    public const string Css =
        """
        :root {
          --paper: #f6f7f9; --card: #ffffff; --ink: #1c2127; --soft: #5b6672; --rule: #dde2e8; --bar: #c9dcf2;
          --event: #f2a900; --warn-paper: #fff4e0; --warn-ink: #6b4400;
          --s0: #b3261e; --s1: #1f5fa8; --s2: #6b7280; --s3: #0f8a6d; --s4: #a15c00; --s5: #7b3fa0; --s6: #c2318b; --s7: #3d7d0b;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --paper: #14171b; --card: #1c2126; --ink: #e7ebef; --soft: #9aa6b2; --rule: #303840; --bar: #2b4560;
            --event: #ffc107; --warn-paper: #3a2e14; --warn-ink: #ffdd94;
            --s0: #ff8a80; --s1: #7db4f0; --s2: #b4bcc6; --s3: #5fd3b3; --s4: #f0b060; --s5: #c79bea; --s6: #ff8ccd; --s7: #a5d66b;
          }
        }
        * { box-sizing: border-box; }
        body {
          margin: 0; background: var(--paper); color: var(--ink);
          font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif;
        }
        main { max-width: 84rem; margin: 0 auto; padding: 2rem 1.25rem 3rem; }
        h1 { font-size: 1.6rem; line-height: 1.25; margin: 0; overflow-wrap: anywhere; }
        h2 { font-size: 1.25rem; margin: 2.5rem 0 .3rem; overflow-wrap: anywhere; }
        h3 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
        p { max-width: 60rem; }
        .summary, .quiet { color: var(--soft); margin: .35rem 0 0; }
        .quiet { font-size: .9rem; }
        .trouble {
          margin: 1rem 0 0; padding: .7rem 1rem; border-left: 4px solid var(--event); border-radius: 4px;
          background: var(--warn-paper); color: var(--warn-ink); overflow-wrap: anywhere;
        }
        .card, .chart { background: var(--card); border: 1px solid var(--rule); border-radius: 8px; padding: .75rem 1rem; }
        .card { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
        th, td { text-align: right; padding: .3rem .7rem; white-space: nowrap; border-top: 1px solid var(--rule); }
        thead th { border-top: 0; color: var(--soft); font-weight: 500; font-size: .9rem; }
        th:first-child, td:first-child { text-align: left; padding-left: 0; font-weight: 500; }
        tr.ships td { font-weight: 600; }
        td small { display: block; color: var(--soft); font-weight: 400; font-size: .75rem; line-height: 1.1; }
        td.bar { background: linear-gradient(90deg, var(--bar) var(--part), transparent var(--part)) no-repeat; }
        .curves { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 1rem; }
        .chart svg { display: block; width: 100%; height: auto; }
        .chart text { font-size: 13px; fill: var(--soft); }
        .grid { stroke: var(--rule); stroke-width: 1; }
        .curve { fill: none; stroke-width: 1.6; stroke-linejoin: round; }
        .curve.s0 { stroke-width: 2.6; }
        .chance { stroke: var(--soft); stroke-width: 1; stroke-dasharray: 3 4; }
        .s0 { stroke: var(--s0); } .s1 { stroke: var(--s1); } .s2 { stroke: var(--s2); } .s3 { stroke: var(--s3); }
        .s4 { stroke: var(--s4); } .s5 { stroke: var(--s5); } .s6 { stroke: var(--s6); } .s7 { stroke: var(--s7); }
        .legend { margin: .6rem 0 0; font-size: .9rem; max-width: none; }
        .legend span { margin-right: 1rem; white-space: nowrap; }
        .swatch { display: inline-block; width: .9rem; height: .9rem; border-radius: 3px; vertical-align: -1px; border: 1px solid var(--rule); }
        .pictures { display: grid; gap: .5rem; min-width: var(--least); }
        .rows .card { margin-bottom: .75rem; }
        .rows h4 { margin: 0 0 .4rem; font-size: .9rem; font-weight: 500; }
        .rows h4 b { font-weight: 600; margin-right: .5rem; }
        figure { margin: 0; }
        img { display: block; width: 100%; height: auto; border-radius: 4px; background: #000; }
        figcaption { font-size: .8rem; color: var(--soft); padding-top: .2rem; }
        @media (max-width: 48rem) {
          main { padding: 1.25rem .75rem 2rem; }
          .curves { grid-template-columns: 1fr; }
          .chart text { font-size: 16px; }
        }
        @media print { .card, .chart { break-inside: avoid; } }
        """;
}
