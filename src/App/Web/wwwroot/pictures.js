import { Picture } from "./picture.js";

const liveTiles = 4;  // over HTTP/1.1 a browser has six connections to a host: one is for events, one for everything else
const askAtOnce = 3;

/** Decides which pictures are connected: those in view, while the tab is; one alone while it is enlarged. */
export class Pictures {
  #all = new Map();
  #inView = new Set();
  #only = null;
  #asking = 0;
  #queue = [];
  #eyes = new IntersectionObserver(seen => {
    for (const entry of seen) {
      this.#inView[entry.isIntersecting ? "add" : "delete"](entry.target);
    }
    this.#settle();
  }, { rootMargin: "60px" });

  constructor() {
    document.addEventListener("visibilitychange", () => this.#settle());
  }

  make(id, view, tell) {
    return new Picture(id, view, { gate: work => this.#gate(work), pace: () => this.#pace() }, tell);
  }

  add(element, picture) {
    this.#all.set(element, picture);
    this.#eyes.observe(element);
  }

  remove(element) {
    this.#eyes.unobserve(element);
    this.#inView.delete(element);
    this.#all.get(element)?.close();
    this.#all.delete(element);
    this.#settle();
  }

  /** This one alone; null for all. */
  only(picture) {
    this.#only?.run(null);
    this.#only = picture;
    this.#settle();
  }

  restart() {
    for (const picture of [...this.#all.values(), this.#only]) {
      picture?.restart();
    }
  }

  #settle() {
    const shown = document.visibilityState === "visible";
    for (const [element, picture] of this.#all) {
      const watched = shown && !this.#only && this.#inView.has(element);
      picture.run(!watched ? null : this.#all.size <= liveTiles ? "live" : "poll");
    }
    this.#only?.run(shown ? "live" : null);
  }

  #pace() {
    return Math.max(350, this.#inView.size * 70);
  }

  async #gate(work) {
    while (this.#asking >= askAtOnce) {
      await new Promise(resolve => this.#queue.push(resolve));
    }
    this.#asking++;
    try {
      await work();
    } finally {
      this.#asking--;
      this.#queue.shift()?.();
    }
  }
}
