import { ask, streamPath } from "./api.js";
import { el } from "./dom.js";
import { parts } from "./mjpeg.js";

const patience = 10000; // without a picture; then the connection is opened again

/** The picture of one stream. "live" holds a connection of its own, "poll" asks again and again, null rests. */
export class Picture {
  image = el("img", { alt: "", draggable: "false" });
  calm = false; // nothing new is expected: it is asked for seldom
  #id;
  #view;
  #shared;
  #mode = null;
  #stop = new AbortController();
  #url = null;
  #tell;

  /** @param shared what pictures have in common: a gate for asking, and the pace; @param tell is given what is wrong, or null */
  constructor(id, view, shared, tell) {
    this.#id = id;
    this.#view = view;
    this.#shared = shared;
    this.#tell = tell;
  }

  set view(view) {
    this.#view = view;
    this.restart();
  }

  run(mode) {
    if (mode !== this.#mode) {
      this.#mode = mode;
      this.restart();
    }
  }

  restart() {
    this.#stop.abort();
    this.#stop = new AbortController();
    if (this.#mode !== null) {
      void this.#keep(this.#mode, this.#view, this.#stop.signal);
    }
  }

  close() {
    this.run(null);
    this.#release(this.#url);
  }

  async #keep(mode, view, stop) {
    let asking = mode === "poll" ? Infinity : 0; // pictures to ask for one by one before a live connection is tried
    while (!stop.aborted) {
      try {
        if (asking > 0) {
          asking--;
          await this.#shared.gate(() => this.#latest(view, stop));
          await rest(this.calm ? 4000 : this.#shared.pace(), stop);
        } else {
          await this.#follow(view, stop);
          await rest(500, stop); // its end: the stream was removed or opened anew
        }
      } catch (error) {
        if (stop.aborted) {
          return;
        }
        if (asking > 0) {
          this.#tell(error.message);
          await rest(3000, stop);
        } else {
          asking = 20; // too many viewers, or a browser that cannot
        }
      }
    }
  }

  async #follow(view, stop) {
    const silent = new AbortController();
    let timer = setTimeout(() => silent.abort(), patience);
    try {
      const response = await ask(streamPath(this.#id, `live.mjpeg?view=${view}`), { signal: AbortSignal.any([stop, silent.signal]) });
      for await (const part of parts(response)) {
        clearTimeout(timer);
        timer = setTimeout(() => silent.abort(), patience);
        await this.#show(part, stop);
      }
    } finally {
      clearTimeout(timer);
      silent.abort();
    }
  }

  async #latest(view, stop) {
    const response = await ask(streamPath(this.#id, `latest.jpg?view=${view}`), { signal: AbortSignal.any([stop, AbortSignal.timeout(patience)]) });
    await this.#show(await response.blob(), stop);
  }

  async #show(part, stop) {
    if (stop.aborted) {
      return;
    }
    const before = this.#url;
    this.#url = URL.createObjectURL(part);
    this.image.src = this.#url;
    await this.image.decode().catch(() => { }); // a broken picture is followed by a whole one
    this.#release(before);
    this.#tell(null);
  }

  #release(url) {
    if (url) {
      URL.revokeObjectURL(url);
    }
  }
}

function rest(milliseconds, stop) {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, milliseconds);
    stop.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    }, { once: true });
  });
}
