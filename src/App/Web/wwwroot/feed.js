import { ask } from "./api.js";

const silence = 6000; // a streams message comes each second
const shortest = 1000;
const longest = 15000;

/** The server's events, for ever: it is opened again when it breaks or falls silent. Tells "streams", "model", "event", "lost" and "found". */
export class Feed extends EventTarget {
  #source = null;
  #heard = null;
  #openedAt = 0;
  #wait = shortest;
  #lost = false;

  start() {
    this.#open();
    setInterval(() => this.#check(), 1000);
  }

  /** Milliseconds since the last message; null before the first. */
  get age() {
    return this.#heard === null ? null : performance.now() - this.#heard;
  }

  get lost() {
    return this.#lost;
  }

  #open() {
    this.#openedAt = performance.now();
    const source = this.#source = new EventSource("/api/events/stream");
    for (const name of ["streams", "model", "event"]) {
      source.addEventListener(name, message => this.#hear(name, JSON.parse(message.data)));
    }
    source.addEventListener("error", () => this.#fail());
  }

  #hear(name, detail) {
    const again = this.#lost;
    this.#heard = performance.now();
    this.#lost = false;
    this.#wait = shortest;
    this.dispatchEvent(new CustomEvent(name, { detail }));
    if (again) {
      this.dispatchEvent(new Event("found"));
    }
  }

  #check() {
    if (this.#source && performance.now() - Math.max(this.#heard ?? 0, this.#openedAt) > silence) {
      this.#fail();
    }
  }

  // The browser's own retry does not come back after an answer such as 503, nor does it notice silence.
  #fail() {
    if (!this.#source) {
      return;
    }
    this.#source.close();
    this.#source = null;
    if (!this.#lost) {
      this.#lost = true;
      this.dispatchEvent(new Event("lost"));
    }
    setTimeout(() => this.#retry(), this.#wait * (0.75 + Math.random() / 2));
    this.#wait = Math.min(longest, this.#wait * 2);
  }

  async #retry() {
    await ask("/api/streams", { signal: AbortSignal.timeout(5000) }).catch(() => { }); // an EventSource does not tell 401
    this.#open();
  }
}
