import { el, svg } from "./dom.js";
import { duration, localTime, number, phaseWords, key } from "./words.js";

const height = 190, left = 34, right = 12, top = 12, bottom = 24;

/** The peaks of an event over its life, against the alarm level, as wide as its place: its letters keep their size. */
export function peakChart(history, width) {
  const times = history.map(h => Date.parse(h.at)), start = times[0], span = Math.max(1, times.at(-1) - start);
  const highest = Math.max(1.2, ...history.map(h => h.peak)) * 1.08;
  const x = time => left + (width - left - right) * (time - start) / span;
  const y = peak => height - bottom - (height - top - bottom) * peak / highest;
  const points = history.map((h, i) => [x(times[i]), y(h.peak)]);
  const step = highest > 6 ? 2 : highest > 2.5 ? 1 : 0.5;
  const chart = svg("svg", {
    viewBox: `0 0 ${width} ${height}`, class: "chart", role: "img",
    "aria-label": `Peak score from ${number(history[0].peak, 2)} to ${number(history.at(-1).peak, 2)} over ${duration(span / 1000)}; the alarm level is 1`,
  });
  for (let level = 0; level <= highest; level += step) {
    chart.append(svg("line", { x1: left, x2: width - right, y1: y(level), y2: y(level), class: level === 1 ? "alarm" : "grid" }),
      svg("text", { x: left - 6, y: y(level) + 4, "text-anchor": "end" }, number(level, step < 1 ? 1 : 0)));
  }
  chart.append(
    svg("text", { x: width - right, y: y(1) - 5, "text-anchor": "end", class: "alarm-name" }, "alarm level"),
    svg("text", { x: left, y: height - 6 }, localTime(history[0].at)),
    svg("text", { x: width - right, y: height - 6, "text-anchor": "end" }, localTime(history.at(-1).at)),
    svg("polyline", { points: points.map(p => p.join(",")).join(" "), class: "curve" }));
  history.forEach((h, i) => {
    const said = `${phaseWords[key(h.phase)] ?? h.phase}, ${localTime(h.at)}: peak ${number(h.peak, 2)}`;
    chart.append(svg("circle", { cx: points[i][0], cy: points[i][1], r: 4, class: "dot" }, svg("title", {}, said)));
  });
  return chart;
}

/** The same in numbers. */
export function peakTable(history) {
  return el("table", { class: "changes" },
    el("thead", {}, el("tr", {}, ...["Message", "Time", "Peak", "Area"].map(h => el("th", { scope: "col" }, h)))),
    el("tbody", {}, ...history.map(h => el("tr", {},
      el("td", {}, `${h.revision} ${(phaseWords[key(h.phase)] ?? h.phase).toLowerCase()}`), el("td", {}, localTime(h.at)),
      el("td", {}, number(h.peak, 2)), el("td", {}, `${number(100 * h.area, 2)} %`)))));
}
