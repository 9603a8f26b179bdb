import { ask, post } from "./api.js";
import { byId, el } from "./dom.js";
import { effectWords, key, plural } from "./words.js";

/** The effective configuration, and a change of it: checked, shown key by key, then applied. */
export class Configuration {
  #text = byId("yaml");
  #apply = byId("config-apply");
  #result = byId("config-result");
  #table = byId("config-changes");
  #effective = null;
  #checked = null;

  constructor() {
    byId("config-check").addEventListener("click", () => this.#send(false));
    this.#apply.addEventListener("click", () => this.#send(true));
    byId("config-reload").addEventListener("click", () => this.#read());
    this.#text.addEventListener("input", () => this.#edited());
    for (const what of ["keyup", "click", "input", "focus"]) {
      this.#text.addEventListener(what, () => this.#tellCaret());
    }
  }

  /** Shown: read, unless somebody is in the middle of an edit. */
  open() {
    if (this.#effective === null || this.#text.value === this.#effective) {
      void this.#read();
    }
  }

  async #read() {
    try {
      this.#text.value = this.#effective = await (await ask("/api/config")).text();
      this.#text.setSelectionRange(0, 0);
      this.#checked = null;
      this.#say("", "");
      this.#list([]);
    } catch (error) {
      this.#say("bad", `It could not be read. ${error.message}`);
    }
    this.#edited();
    this.#tellCaret();
  }

  async #send(apply) {
    const yaml = this.#text.value;
    this.#say("busy", apply ? "Applying …" : "Checking …");
    this.#apply.disabled = true;
    try {
      const { changes } = await (await post(`/api/config?apply=${apply}`, yaml, "application/yaml")).json();
      if (apply) {
        await this.#read();
      } else {
        this.#checked = yaml;
      }
      this.#list(changes);
      const count = plural(changes.length, "key");
      this.#say("good", changes.length === 0 ? "Valid; nothing changes." : apply ? `Applied: ${count}.` : `Valid: ${count} would change.`);
    } catch (error) {
      this.#list([]);
      this.#say("bad", error.message);
      this.#offerLine(error.message);
    }
    this.#edited();
  }

  // Only what was checked can be applied.
  #edited() {
    this.#apply.disabled = this.#checked === null || this.#text.value !== this.#checked || this.#checked === this.#effective;
    byId("config-reload").disabled = this.#text.value === this.#effective;
  }

  #list(changes) {
    this.#table.hidden = changes.length === 0;
    this.#table.tBodies[0].replaceChildren(...changes.map(change => {
      const effect = key(change.effect);
      return el("tr", {}, el("td", {}, el("code", {}, change.key)), el("td", {}, el("span", { class: "chip", "data-effect": effect }, effectWords[effect] ?? change.effect)));
    }));
  }

  #say(kind, text) {
    this.#result.dataset.kind = kind;
    this.#result.replaceChildren(...(text ? [el("span", {}, text)] : []));
  }

  #offerLine(message) {
    const [, line] = /(?:line |:)(\d+)(?::\d+|, column)/.exec(message) ?? [];
    if (line) {
      this.#result.append(" ", el("button", { type: "button", onclick: () => this.#goTo(Number(line)) }, `Go to line ${line}`));
    }
  }

  #goTo(line) {
    const lines = this.#text.value.split("\n"), start = lines.slice(0, line - 1).reduce((n, l) => n + l.length + 1, 0);
    this.#text.focus();
    this.#text.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
    this.#text.scrollTop = Math.max(0, (line - 6) * this.#text.scrollHeight / lines.length);
    this.#tellCaret();
  }

  #tellCaret() {
    const before = this.#text.value.slice(0, this.#text.selectionStart).split("\n");
    byId("caret").textContent = `Line ${before.length}, column ${before.at(-1).length + 1}`;
  }
}
