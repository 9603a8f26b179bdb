import { byId } from "./dom.js";

const pause = 4000;

/** Says things to a screen reader, one announcement per few seconds; what piles up is told together. */
export class Announcer {
  #place = byId("announcements");
  #waiting = [];
  #busy = false;

  say(text) {
    this.#waiting.push(text);
    if (!this.#busy) {
      this.#speak();
    }
  }

  #speak() {
    const told = this.#waiting.splice(0);
    this.#busy = told.length > 0;
    if (this.#busy) {
      this.#place.textContent = told.length > 3 ? `${told.slice(-3).join(". ")}, and ${told.length - 3} more` : told.join(". ");
      setTimeout(() => this.#speak(), pause);
    }
  }
}
