export const byId = id => document.getElementById(id);

/** An element; text of the server goes in as text, never as markup. A key "onclick" is a listener; null and false leave an attribute out. */
export function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) {
      made.addEventListener(key.slice(2), value);
    } else if (value !== null && value !== undefined && value !== false) {
      made.setAttribute(key, value === true ? "" : value);
    }
  }
  made.append(...children.filter(c => c !== null && c !== undefined));
  return made;
}

const svgSpace = "http://www.w3.org/2000/svg";

export function svg(name, attributes = {}, ...children) {
  const made = document.createElementNS(svgSpace, name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

/** Writes only what differs: a screen reader or a selection is not disturbed each second for nothing. */
export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

export function setAttribute(element, name, value) {
  if (element.getAttribute(name) !== value) {
    element.setAttribute(name, value);
  }
}

/** The pairs of a description list. A value is text or a node; null leaves its pair out. */
export function facts(list, pairs) {
  list.replaceChildren(...pairs.filter(([, value]) => value !== null && value !== undefined && value !== "")
    .map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value))));
}

const shapes = {
  streaming: "M4 8a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",
  starting: "M8 2.5a5.5 5.5 0 1 1-5.5 5.5H4A4 4 0 1 0 8 4z",
  stalled: "M8 1.5 15 14H1zM7.2 6v4h1.6V6zm0 5.2v1.6h1.6v-1.6z",
  reconnecting: "M8 2.5a5.5 5.5 0 0 1 4.7 2.6V3h1.4v4.6H9.6V6.2h2.2A4 4 0 0 0 4.1 7H2.6A5.5 5.5 0 0 1 8 2.5zM8 13.5a5.5 5.5 0 0 1-4.7-2.6V13H1.9V8.4H6.4v1.4H4.2A4 4 0 0 0 11.9 9h1.5A5.5 5.5 0 0 1 8 13.5z",
  paused: "M4 3h3v10H4zM9 3h3v10H9z",
  ended: "M3.5 3.5h9v9h-9z",
  failed: "M4.3 3 8 6.7 11.7 3 13 4.3 9.3 8l3.7 3.7-1.3 1.3L8 9.3 4.3 13 3 11.7 6.7 8 3 4.3z",
  warning: "M8 1.5 15 14H1zM7.2 6v4h1.6V6zm0 5.2v1.6h1.6v-1.6z",
  play: "M4 2.5 13 8l-9 5.5z",
  pause: "M4 3h3v10H4zM9 3h3v10H9z",
  enlarge: "M2 2h5v1.6H4.7l2.6 2.6-1.1 1.1-2.6-2.6V7H2zM14 14H9v-1.6h2.3L8.7 9.8l1.1-1.1 2.6 2.6V9H14z",
  close: "M4.3 3 8 6.7 11.7 3 13 4.3 9.3 8l3.7 3.7-1.3 1.3L8 9.3 4.3 13 3 11.7 6.7 8 3 4.3z",
  previous: "M10.5 2.5 5 8l5.5 5.5 1.2-1.2L7.4 8l4.3-4.3z",
  next: "M5.5 2.5 11 8l-5.5 5.5-1.2-1.2L8.6 8 4.3 3.7z",
};

export function icon(name) {
  return svg("svg", { viewBox: "0 0 16 16", class: "icon", "aria-hidden": "true", focusable: "false" },
    svg("path", { d: shapes[name] ?? shapes.warning, "fill-rule": "evenodd" }));
}
