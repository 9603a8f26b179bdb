import { post, serverNow, streamPath } from "./api.js";
import { el, icon, setAttribute, setText } from "./dom.js";
import { age, duration, key, number, plural, qualityWords, share, stateWords, sum, views } from "./words.js";

/** One stream: picture, state, score and readings. The same on the wall and enlarged. */
export class Tile {
  #icon = el("span", { class: "state-icon" });
  #state = el("span", { class: "state-word" });
  #badge = el("span", { class: "badge", hidden: true });
  #flag = el("span", { class: "flag", hidden: true }, icon("warning"), el("span"));
  #veil = { icon: el("span"), word: el("strong"), reason: el("span", { class: "why" }), seen: el("span", { class: "seen" }) };
  #lack = el("span", { class: "lack", hidden: true });
  #fill = el("span", { class: "fill" });
  #meter;
  #score = el("span", { class: "score-value" });
  #cells = { rate: el("dd"), age: el("dd"), drops: el("dd") };
  #pause;
  #open;
  #trouble = el("p", { class: "tile-trouble", role: "alert", hidden: true });
  #viewButtons = [];
  #stream;
  #view;

  constructor(stream, view, pictures, onEnlarge) {
    this.id = stream.id;
    this.picture = pictures.make(stream.id, view, lack => this.#tellLack(lack));
    this.#meter = el("div", { class: "score", role: "meter", "aria-label": "Score; 1 is the alarm level", "aria-valuemin": 0, "aria-valuemax": 2 },
      this.#fill, el("span", { class: "mark" }));
    this.#pause = el("button", { type: "button", class: "tool pause", onclick: () => this.#steer() });
    this.#open = onEnlarge ? el("button", { type: "button", class: "open", onclick: onEnlarge }, this.picture.image) : null;
    this.screen = el("div", { class: "screen" }, this.#open ?? this.picture.image,
      el("span", { class: "veil" }, this.#veil.icon, this.#veil.word, this.#veil.reason, this.#veil.seen), this.#badge, this.#flag, this.#lack);
    this.#viewButtons = views.map(([name, short, long]) => el("button", { type: "button", "data-name": name, "aria-label": long, onclick: () => { this.view = name; } }, short));
    this.element = el(onEnlarge ? "li" : "div", { class: "tile", "data-id": stream.id },
      el("div", { class: "tile-head" }, this.#icon, el("span", { class: "name", title: stream.id }, stream.id), this.#state),
      this.screen,
      el("div", { class: "score-row" }, this.#meter, this.#score),
      el("div", { class: "tile-foot" },
        el("dl", { class: "readings" }, cell("frames/s", this.#cells.rate), cell("age", this.#cells.age), cell("drops", this.#cells.drops)),
        el("div", { class: "controls" },
          el("div", { class: "switch", role: "group", "aria-label": `View of ${stream.id}` }, ...this.#viewButtons),
          this.#pause,
          onEnlarge ? el("button", { type: "button", class: "tool enlarge", title: "Enlarge", "aria-label": `Enlarge ${stream.id}`, onclick: onEnlarge }, icon("enlarge")) : null)),
      this.#trouble);
    this.#view = view;
    this.#markView();
    this.update(stream);
  }

  get stream() {
    return this.#stream;
  }

  get view() {
    return this.#view;
  }

  set view(view) {
    if (view !== this.#view) {
      this.#view = view;
      this.picture.view = view;
      this.#markView();
    }
  }

  /** Whether Tab stops at it; on a wall it stops at one tile only. */
  set reachable(yes) {
    for (const control of this.element.querySelectorAll("button")) {
      control.tabIndex = yes ? 0 : -1;
    }
  }

  update(stream) {
    this.#stream = stream;
    const state = key(stream.state), quality = key(stream.quality ?? "good"), flows = state === "streaming";
    const word = stateWords[state] ?? stream.state;
    setAttribute(this.element, "data-state", state);
    setAttribute(this.element, "data-quality", quality);
    if (this.#icon.dataset.icon !== state) {
      this.#icon.dataset.icon = state;
      this.#icon.replaceChildren(icon(state));
      this.#veil.icon.replaceChildren(icon(state));
    }
    this.picture.calm = !flows;
    setText(this.#state, word.toLowerCase());
    setText(this.#veil.word, word);
    setText(this.#veil.reason, stream.reason ?? "");
    setText(this.#veil.seen, flows ? "" : seen(stream));
    this.#flag.hidden = !flows || !(quality in qualityWords);
    setText(this.#flag.lastChild, qualityWords[quality] ?? "");
    const active = stream.readings?.activeEvents ?? 0;
    this.#badge.hidden = active === 0;
    setText(this.#badge, plural(active, "event"));
    this.#showScore(flows ? stream.readings : null);
    this.#showReadings(stream, flows);
    this.#showPause(state);
    if (this.#open) {
      setAttribute(this.#open, "aria-label", `Enlarge ${stream.id}: ${this.#flag.hidden ? word.toLowerCase() : this.#flag.textContent.toLowerCase()}`
        + `${stream.reason && !flows ? `, ${stream.reason}` : ""}${active > 0 ? `, ${plural(active, "event")}` : ""}`);
    }
  }

  focus() {
    this.#open?.focus();
  }

  close() {
    this.picture.close();
  }

  #showScore(readings) {
    const peak = readings?.peak ?? null;
    const above = peak !== null && peak >= 1;
    setAttribute(this.element, "data-alarm", String(above));
    this.#fill.style.transform = `scaleX(${Math.min(1, Math.max(0, peak ?? 0) / 2)})`;
    setAttribute(this.#meter, "aria-valuenow", String(Math.min(2, Math.max(0, peak ?? 0))));
    setAttribute(this.#meter, "aria-valuetext", peak === null ? "no score" : `${number(peak, 2)}, ${above ? "at the alarm level or above" : "below the alarm level"}`);
    setText(this.#score, peak === null ? "–" : `${above ? "▲ " : ""}${number(peak, 2)}`);
  }

  #showReadings(stream, flows) {
    const { counts, readings } = stream, dropped = sum(counts.dropped), failed = sum(counts.failed);
    setText(this.#cells.rate, flows ? number(readings?.framesPerSecond, 1) : "–");
    setText(this.#cells.age, flows && readings ? age(readings.ageMilliseconds) : "–");
    setText(this.#cells.drops, `${number(dropped)} · ${share(dropped, counts.received)}`);
    this.#cells.drops.classList.toggle("high", dropped > 0.05 * counts.received);
    setAttribute(this.#cells.drops, "title", `${number(dropped)} dropped and ${number(failed)} failed of ${number(counts.received)} received`);
  }

  #showPause(state) {
    const does = state === "paused" ? "resume" : "pause";
    if (this.#pause.dataset.does !== does) {
      this.#pause.dataset.does = does;
      this.#pause.replaceChildren(icon(does === "pause" ? "pause" : "play"));
      this.#pause.title = does === "pause" ? "Pause" : "Resume";
      this.#pause.setAttribute("aria-label", `${this.#pause.title} ${this.id}`);
    }
    this.#pause.disabled = state === "ended" || state === "failed";
  }

  async #steer() {
    this.#trouble.hidden = true;
    this.#pause.disabled = true;
    try {
      await post(streamPath(this.id, this.#pause.dataset.does));
    } catch (error) {
      this.#trouble.hidden = false;
      this.#trouble.textContent = error.message;
      setTimeout(() => { this.#trouble.hidden = true; }, 12000);
    } finally {
      this.#pause.disabled = false;
    }
  }

  #markView() {
    for (const button of this.#viewButtons) {
      button.setAttribute("aria-pressed", String(button.dataset.name === this.#view));
    }
  }

  #tellLack(lack) {
    this.#lack.hidden = lack === null;
    setText(this.#lack, lack ?? "");
  }
}

function cell(name, value) {
  return el("div", {}, el("dt", {}, name), value);
}

function seen(stream) {
  const past = iso => duration(Math.max(0, serverNow() - Date.parse(iso)) / 1000);
  return stream.lastFrameAt ? `last frame ${past(stream.lastFrameAt)} ago` : `no frame for ${past(stream.since)}`;
}
