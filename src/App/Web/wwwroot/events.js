import { getJson } from "./api.js";
import { byId, el, setAttribute, setText } from "./dom.js";
import { duration, fullTime, key, localTime, number, phaseWords } from "./words.js";

const page = 50;
const mostRows = 500;

/** The events, newest first; new ones come in at the top. */
export class Events {
  #list = byId("events");
  #older = byId("events-older");
  #filter = byId("events-stream");
  #problem = byId("events-problem");
  #rows = new Map();
  #next = null;
  #asked = 0;
  #announce;
  #open;

  constructor(announce, open) {
    this.#announce = announce;
    this.#open = open;
    this.#older.addEventListener("click", () => this.#load(this.#next));
    this.#filter.addEventListener("change", () => this.reload());
    this.#list.addEventListener("keydown", event => this.#key(event));
  }

  /** From the newest on, as after a time without connection. */
  reload() {
    return this.#load(null);
  }

  setStreams(ids) {
    const now = [...this.#filter.options].slice(1).map(o => o.value);
    if (now.join("\n") !== ids.join("\n")) {
      const chosen = this.#filter.value;
      this.#filter.replaceChildren(this.#filter.options[0], ...ids.map(id => el("option", { value: id }, id)));
      this.#filter.value = ids.includes(chosen) ? chosen : "";
    }
  }

  take(event) {
    if (key(event.phase) === "started") {
      this.#announce(`New event on ${event.stream}${event.zone ? `, ${event.zone}` : ""}, peak ${number(event.peak, 1)}`);
    }
    if (this.#filter.value === "" || this.#filter.value === event.stream) {
      this.#put(event);
      if (this.#rows.size > mostRows) {
        void this.reload();
      }
    }
  }

  async #load(before) {
    const asked = ++this.#asked;
    const query = new URLSearchParams({ limit: page });
    if (this.#filter.value) {
      query.set("stream", this.#filter.value);
    }
    if (before !== null) {
      query.set("before", before);
    }
    this.#older.disabled = true;
    try {
      const answer = await getJson(`/api/events?${query}`);
      if (asked !== this.#asked) {
        return;
      }
      if (before === null) {
        this.#rows.clear();
        this.#list.replaceChildren();
      }
      for (const event of answer.events) {
        this.#put(event);
      }
      this.#next = answer.next ?? null;
      setText(this.#problem, "");
    } catch (error) {
      setText(this.#problem, `Events could not be read. ${error.message}`);
    } finally {
      this.#older.disabled = false;
      this.#older.hidden = this.#next === null;
      byId("events-empty").hidden = this.#rows.size > 0;
    }
  }

  #put(event) {
    const known = this.#rows.get(event.key);
    if (known) {
      known.update(event);
      return;
    }
    const row = new Row(event, () => this.#open(event.key));
    this.#rows.set(event.key, row);
    const after = [...this.#list.children].find(e => Number(e.dataset.time) < Date.parse(event.time));
    this.#list.insertBefore(row.element, after ?? null);
    byId("events-empty").hidden = true;
  }

  #key(event) {
    const row = event.target.closest("li");
    const to = { ArrowDown: row?.nextElementSibling, ArrowUp: row?.previousElementSibling, Home: this.#list.firstElementChild, End: this.#list.lastElementChild }[event.key];
    if (to) {
      event.preventDefault();
      to.firstElementChild.focus();
    }
  }
}

class Row {
  #image = el("img", { alt: "", loading: "lazy", width: 96, height: 60 });
  #stream = el("span", { class: "event-stream" });
  #when = el("time");
  #length = el("span");
  #peak = el("span");
  #zone = el("span", { class: "zone" });
  #phase = el("span", { class: "phase" });

  constructor(event, open) {
    this.element = el("li", { "data-time": Date.parse(event.time) },
      el("button", { type: "button", class: "event", onclick: open },
        el("span", { class: "thumb" }, this.#image),
        el("span", { class: "event-text" },
          el("span", { class: "event-line" }, this.#stream, this.#phase),
          el("span", { class: "event-line soft" }, this.#when, this.#length),
          el("span", { class: "event-line" }, this.#peak, this.#zone))));
    setText(this.#stream, event.stream);
    setText(this.#zone, event.zone ?? "");
    setText(this.#when, localTime(event.time));
    this.#when.dateTime = event.time;
    this.#when.title = fullTime(event.time);
    this.update(event);
  }

  update(event) {
    const phase = key(event.phase);
    setAttribute(this.element, "data-phase", phase);
    setText(this.#phase, phaseWords[phase] ?? event.phase);
    setText(this.#length, duration(event.to - event.from));
    setText(this.#peak, `peak ${number(event.peak, 2)}`);
    if (event.thumbnail) {
      setAttribute(this.#image, "src", event.thumbnail);
    }
  }
}
