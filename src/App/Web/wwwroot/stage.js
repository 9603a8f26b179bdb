import { byId, el, facts, icon } from "./dom.js";
import { Tile } from "./tile.js";
import { fullTime, key, lossWords, number, plural, views } from "./words.js";

/** One stream, enlarged, with everything that is known of it. */
export class Stage {
  #dialog = byId("stage");
  #facts = el("dl", { class: "facts" });
  #title = el("h2", { id: "stage-title" });
  #body = el("div", { class: "stage-body" });
  #tile = null;
  #pictures;
  #wall;

  constructor(pictures, wall) {
    this.#pictures = pictures;
    this.#wall = wall;
    const step = (by, name, word) => el("button", { type: "button", class: "tool", title: word, "aria-label": word, onclick: () => this.#step(by) }, icon(name));
    this.#dialog.append(
      el("div", { class: "dialog-head" }, this.#title, step(-1, "previous", "Previous stream"), step(1, "next", "Next stream"),
        el("button", { type: "button", class: "tool", title: "Close", "aria-label": "Close", onclick: () => this.#dialog.close() }, icon("close"))),
      this.#body, this.#facts);
    this.#dialog.addEventListener("close", () => this.#leave());
    this.#dialog.addEventListener("keydown", event => this.#key(event));
    this.#dialog.addEventListener("click", event => {
      if (event.target === this.#dialog) {
        this.#dialog.close();
      }
    });
  }

  open(id) {
    const shown = this.#wall().tile(id);
    if (!shown) {
      return;
    }
    const view = this.#tile?.view ?? shown.view;
    this.#tile?.close();
    this.#tile = new Tile(shown.stream, view, this.#pictures, null);
    this.#body.replaceChildren(this.#tile.element);
    this.#title.textContent = id;
    this.update();
    this.#pictures.only(this.#tile.picture);
    if (!this.#dialog.open) {
      this.#dialog.showModal();
    }
  }

  update() {
    const shown = this.#tile && this.#wall().tile(this.#tile.id);
    if (!shown) {
      this.#dialog.close(); // the stream was removed
      return;
    }
    const stream = shown.stream;
    this.#tile.update(stream);
    facts(this.#facts, [
      ["From", stream.location],
      ["Picture", stream.width ? `${stream.width} × ${stream.height}${stream.nominalFramesPerSecond ? `, ${number(stream.nominalFramesPerSecond, 1)} frames/s announced` : ""}` : null],
      ["State since", fullTime(stream.since)],
      ["Last frame", stream.lastFrameAt ? fullTime(stream.lastFrameAt) : "none yet"],
      ["Connections", `${plural(stream.reconnects, "reconnect")}, epoch ${number(stream.epoch)}`],
      ["Frames", `${number(stream.counts.received)} received, ${number(stream.counts.scored)} scored`],
      ["Dropped", losses(stream.counts.dropped)],
      ["Failed", losses(stream.counts.failed)],
      ["At the alarm level", stream.readings ? `${number(100 * stream.readings.alarmedArea, 2)} % of the frame` : null],
      ["Watched by", plural(stream.viewers, "viewer")],
    ]);
  }

  get opened() {
    return this.#dialog.open;
  }

  #step(by) {
    const ids = this.#wall().ids;
    this.open(ids[(ids.indexOf(this.#tile.id) + by + ids.length) % ids.length]);
  }

  #key(event) {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key], view = views["123".indexOf(event.key)];
    if (event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    if (by) {
      this.#step(by);
    } else if (view && event.key.length === 1) {
      this.#tile.view = view[0];
    }
  }

  #leave() {
    const id = this.#tile?.id;
    this.#tile?.close();
    this.#tile = null;
    this.#pictures.only(null);
    this.#wall().focus(id);
  }
}

function losses(counts) {
  const told = Object.entries(counts ?? {}).filter(([, n]) => n > 0).map(([reason, n]) => `${number(n)} ${lossWords[key(reason)] ?? reason}`);
  return told.length > 0 ? told.join("; ") : "none";
}
