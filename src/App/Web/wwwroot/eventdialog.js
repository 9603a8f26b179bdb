import { getJson } from "./api.js";
import { peakChart, peakTable } from "./chart.js";
import { byId, el, facts, icon, setAttribute } from "./dom.js";
import { duration, fullTime, key, mediaTime, number, phaseWords, views } from "./words.js";

/** One event: its pictures side by side, its facts, its peaks. */
export class EventDialog {
  #dialog = byId("event");
  #title = el("h2", { id: "event-title" });
  #problem = el("p", { class: "result", role: "status" });
  #images = Object.fromEntries(views.map(([name, , long]) => [name, el("img", { alt: `${long} at the peak` })]));
  #pictures;
  #history = el("div", { class: "history" });
  #table = el("div");
  #facts = el("dl", { class: "facts" });
  #shown = null;
  #late = null;

  constructor() {
    this.#pictures = el("div", { class: "event-pictures" },
      ...views.map(([name, , long]) => el("figure", {}, this.#images[name], el("figcaption", {}, long))));
    this.#dialog.append(
      el("div", { class: "dialog-head" }, this.#title,
        el("button", { type: "button", class: "tool", title: "Close", "aria-label": "Close", onclick: () => this.#dialog.close() }, icon("close"))),
      this.#problem, this.#pictures,
      el("div", { class: "event-body" },
        el("section", { "aria-labelledby": "peaks-title" }, el("h3", { id: "peaks-title" }, "Peaks"), this.#history,
          el("details", {}, el("summary", {}, "In numbers"), this.#table)),
        el("section", { "aria-labelledby": "facts-title" }, el("h3", { id: "facts-title" }, "Facts"), this.#facts)));
    this.#dialog.addEventListener("close", () => { this.#shown = null; });
    this.#dialog.addEventListener("click", event => {
      if (event.target === this.#dialog) {
        this.#dialog.close();
      }
    });
  }

  async open(id) {
    this.#shown = id;
    this.#title.textContent = "Event";
    this.#problem.textContent = "";
    for (const part of [this.#facts, this.#history, this.#table]) {
      part.replaceChildren();
    }
    Object.values(this.#images).forEach(image => image.removeAttribute("src"));
    this.#dialog.showModal();
    await this.#load();
  }

  /** The event goes on: what is open is read again, once a second at most. */
  take(event) {
    if (event.key === this.#shown && this.#late === null) {
      this.#late = setTimeout(() => {
        this.#late = null;
        void this.#load();
      }, 1000);
    }
  }

  async #load() {
    const asked = this.#shown;
    if (asked === null) {
      return;
    }
    try {
      const event = await getJson(`/api/events/${encodeURIComponent(asked)}`);
      if (asked === this.#shown) {
        this.#show(event);
      }
    } catch (error) {
      this.#problem.textContent = error.message;
    }
  }

  #show(event) {
    const phase = key(event.phase);
    this.#title.textContent = `${event.stream}: peak ${number(event.peak, 2)}, ${(phaseWords[phase] ?? event.phase).toLowerCase()}`;
    for (const [name] of views) {
      const address = event.pictures?.[name];
      this.#images[name].closest("figure").hidden = !address;
      if (address) {
        setAttribute(this.#images[name], "src", address);
      }
    }
    this.#history.replaceChildren(event.history.length > 0 ? peakChart(event.history, Math.max(280, this.#history.clientWidth)) : "");
    this.#table.replaceChildren(peakTable(event.history));
    facts(this.#facts, [
      ["Stream", event.stream],
      ["Zone", event.zone],
      ["Began", fullTime(event.time)],
      ["Lasted", `${duration(event.to - event.from)}${phase === "ended" ? "" : " so far"}`],
      ["In the recording", `${mediaTime(event.from)} to ${mediaTime(event.to)}, peak at ${mediaTime(event.peakAt)}`],
      ["Peak", `${number(event.peak, 2)} (1 is the alarm level)`],
      ["Area", `${number(100 * event.area, 2)} % of the frame`],
      ["Box", event.box ? `${event.box.width} × ${event.box.height} at ${event.box.x}, ${event.box.y}` : null],
      ["Frames lost", number(event.framesLost)],
      ["Model", digest(event.model)],
      ["Alarm level from", event.threshold === "card" ? "the model's card" : digest(event.threshold)],
      ["Id", event.id],
    ]);
  }
}

function digest(text) {
  return el("code", { title: text }, text.slice(0, 12));
}
