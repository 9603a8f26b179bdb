import { post } from "./api.js";
import { byId, el, facts, setAttribute, setText } from "./dom.js";
import { drift, fullTime, key, number, plural, share, duration } from "./words.js";

/** Totals, the model, and whether what is shown is fresh. */
export class Bar {
  #totals = { streams: el("dd"), rate: el("dd"), events: el("dd") };
  #model = { name: el("strong"), digest: el("code"), runs: el("span", { class: "wide" }), drift: el("span", { class: "chip" }), shadow: el("span", { class: "wide" }) };
  #connection = byId("connection");

  constructor() {
    byId("totals").append(...[["streaming", this.#totals.streams], ["scored/s", this.#totals.rate], ["events active", this.#totals.events]]
      .map(([name, value]) => el("div", {}, el("dt", {}, name), value)));
    byId("model-summary").append(el("span", { class: "label" }, "Model"), this.#model.name, this.#model.digest, this.#model.runs, this.#model.drift, this.#model.shadow,
      el("span", { class: "more" }, "Details and swap"));
    byId("swap").addEventListener("submit", event => {
      event.preventDefault();
      void this.#swap();
    });
    byId("logout").hidden = !document.cookie.split(/;\s*/).includes("dicnet_session=1");
  }

  showStreams(streams) {
    const flowing = streams.filter(s => key(s.state) === "streaming");
    const active = streams.reduce((n, s) => n + (s.readings?.activeEvents ?? 0), 0);
    setText(this.#totals.streams, `${flowing.length}/${streams.length}`);
    this.#totals.streams.classList.toggle("short", flowing.length < streams.length);
    setText(this.#totals.rate, number(flowing.reduce((n, s) => n + (s.readings?.framesPerSecond ?? 0), 0), 1));
    setText(this.#totals.events, number(active));
    this.#totals.events.classList.toggle("some", active > 0);
    byId("nav-events").hidden = active === 0;
    setText(byId("nav-events"), String(active));
    const title = `${active > 0 ? `(${active}) ` : ""}DiCNet`;
    if (document.title !== title) {
      document.title = title;
    }
  }

  showModel(model) {
    const { word, level } = drift(model.scoreDrift), index = Number.isFinite(model.scoreDrift) ? ` ${number(model.scoreDrift, 2)}` : "";
    setText(this.#model.name, model.name);
    setText(this.#model.digest, model.digest.slice(0, 8));
    setText(this.#model.runs, `${model.precision} on ${model.provider}`);
    setText(this.#model.drift, `drift${index}: ${word}`);
    setAttribute(this.#model.drift, "data-level", level);
    const shadow = model.shadow;
    setText(this.#model.shadow, shadow ? `shadow ${shadow.name}: ${share(shadow.disagreement, 1)} differ` : "");
    facts(byId("model-facts"), [
      ["Folder", model.folder],
      ["Digest", el("code", { class: "long" }, model.digest)],
      ["Runs", `${model.precision} on ${model.provider}`],
      ["At work since", `${fullTime(model.since)}, after ${plural(model.swaps, "swap")}`],
      ["Drift", `${Number.isFinite(model.scoreDrift) ? `population stability index ${number(model.scoreDrift, 3)}: ` : ""}${driftAdvice[level]}`],
      ["Shadow", shadow ? `${shadow.name} (${shadow.digest.slice(0, 8)}): ${share(shadow.disagreement, 1)} of the cells differ at the alarm level, over ${plural(shadow.frames, "frame")}` : "none"],
      ["Last refusal", model.lastRefusal],
    ]);
  }

  showConnection(feed) {
    const age = feed.age === null ? null : feed.age / 1000;
    setAttribute(this.#connection, "data-state", feed.lost ? "lost" : age === null ? "opening" : "live");
    setText(byId("connection-text"), feed.lost ? "No connection" : age === null ? "Connecting" : `Live · ${Math.round(age)}\u2009s`);
    this.#connection.title = age === null ? "" : `The newest data came ${duration(age)} ago`;
    document.body.toggleAttribute("data-lost", feed.lost);
    const notice = byId("notice");
    notice.hidden = !feed.lost;
    if (feed.lost) {
      const parts = notice.childElementCount > 0 ? notice.children
        : (notice.append(el("strong", {}, "No connection to dicnet. "), el("span", {}, "What is shown is old; it is tried again by itself. "), el("span", { "aria-hidden": "true" })), notice.children);
      setText(parts[2], age === null ? "" : `Data of ${duration(Math.round(age))} ago.`);
    }
  }

  async #swap() {
    const result = byId("swap-result"), button = byId("swap").querySelector("button");
    button.disabled = true;
    result.dataset.kind = "busy";
    result.textContent = "Loading and testing it beside the one at work …";
    try {
      const model = await (await post("/api/model", JSON.stringify({ bundle: byId("bundle").value }))).json();
      this.showModel(model);
      result.dataset.kind = "good";
      result.textContent = `${model.name} (${model.digest.slice(0, 8)}) is at work.`;
    } catch (error) {
      result.dataset.kind = "bad";
      result.textContent = error.message;
    } finally {
      button.disabled = false;
    }
  }
}

const driftAdvice = {
  unknown: "not enough frames yet",
  ok: "ok, the scores are as in training",
  watch: "watch, the scores begin to differ from training",
  bad: "recalibrate, the alarm level no longer means what it did",
};
