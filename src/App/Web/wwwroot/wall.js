import { byId, el, setText } from "./dom.js";
import { Tile } from "./tile.js";
import { key, stateWords, views } from "./words.js";

const narrowest = 224;
const gap = 10;

/** All streams side by side, as large as the window lets them be. */
export class Wall {
  #list = byId("wall");
  #tiles = new Map();
  #current = null;
  #pictures;
  #announce;
  #enlarge;
  #view = "overlay";

  constructor(pictures, announce, enlarge) {
    this.#pictures = pictures;
    this.#announce = announce;
    this.#enlarge = enlarge;
    this.#list.addEventListener("keydown", event => this.#key(event));
    this.#list.addEventListener("focusin", event => this.#reach(event.target.closest(".tile")?.dataset.id));
    new ResizeObserver(() => this.#arrange()).observe(byId("wall-view"));
    addEventListener("resize", () => this.#arrange());
    byId("all-views").append(...views.map(([name, short, long]) =>
      el("button", { type: "button", "data-name": name, "aria-label": `${long}, all streams`, onclick: () => this.#setAll(name) }, short)));
  }

  get ids() {
    return [...this.#tiles.keys()];
  }

  tile(id) {
    return this.#tiles.get(id);
  }

  update(streams) {
    const now = new Set(streams.map(s => s.id));
    let changed = false;
    for (const [id, tile] of this.#tiles) {
      if (!now.has(id)) {
        this.#pictures.remove(tile.element);
        tile.element.remove();
        this.#tiles.delete(id);
        changed = true;
      }
    }
    for (const stream of streams) {
      const tile = this.#tiles.get(stream.id);
      if (tile) {
        this.#tellChange(tile.stream, stream);
        tile.update(stream);
      } else {
        this.#add(stream);
        changed = true;
      }
    }
    if (changed) {
      this.#reach(this.#tiles.has(this.#current) ? this.#current : this.ids[0]);
      this.#arrange();
    }
    setText(byId("wall-note"), streams.length === 0 ? "No streams are configured. Add one in the configuration." : "");
  }

  focus(id) {
    this.#tiles.get(id)?.focus();
  }

  #add(stream) {
    const tile = new Tile(stream, this.#view, this.#pictures, () => this.#enlarge(stream.id));
    this.#tiles.set(stream.id, tile);
    this.#list.append(tile.element);
    this.#pictures.add(tile.element, tile.picture);
    tile.reachable = false;
  }

  #tellChange(before, after) {
    if (before.state !== after.state && key(after.state) !== "starting") {
      this.#announce(`${after.id}: ${(stateWords[key(after.state)] ?? after.state).toLowerCase()}`);
    }
  }

  #setAll(view) {
    this.#view = view;
    for (const tile of this.#tiles.values()) {
      tile.view = view;
    }
  }

  #reach(id) {
    if (id !== undefined && id !== this.#current) {
      const before = this.#tiles.get(this.#current);
      if (before) {
        before.reachable = false;
      }
    }
    this.#current = id ?? null;
    const tile = this.#tiles.get(id);
    if (tile) {
      tile.reachable = true;
    }
  }

  #key(event) {
    const ids = this.ids, at = ids.indexOf(event.target.closest(".tile")?.dataset.id);
    if (at < 0 || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    const columns = Number(this.#list.dataset.columns);
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, ArrowUp: at - columns, ArrowDown: at + columns, Home: 0, End: ids.length - 1 }[event.key];
    const view = views["123".indexOf(event.key)];
    if (to !== undefined) {
      event.preventDefault();
      this.focus(ids[to >= 0 && to < ids.length ? to : at]);
    } else if (view && event.key.length === 1) {
      this.#tiles.get(ids[at]).view = view[0];
    }
  }

  // The number of columns that makes the tiles largest while all of them are on the screen; where that would be too small, they scroll.
  #arrange() {
    const count = this.#tiles.size, first = this.#tiles.values().next().value;
    const width = this.#list.clientWidth;
    if (!first || width === 0) {
      return;
    }
    const rest = first.element.offsetHeight - first.screen.offsetHeight;
    const height = innerHeight - this.#list.getBoundingClientRect().top - scrollY - gap;
    let best = { columns: 1, tile: 0 };
    for (let columns = 1; columns <= count; columns++) {
      const rows = Math.ceil(count / columns);
      const byHeight = ((height - (rows - 1) * gap) / rows - rest) * 16 / 9;
      const tile = Math.floor(Math.min((width - (columns - 1) * gap) / columns, byHeight));
      if (tile > best.tile) {
        best = { columns, tile };
      }
    }
    const scrolls = best.tile < narrowest;
    const columns = scrolls ? Math.max(1, Math.min(count, Math.floor((width + gap) / (narrowest + gap)))) : best.columns;
    this.#list.dataset.columns = columns;
    this.#list.style.gridTemplateColumns = `repeat(${columns}, ${scrolls ? "minmax(0, 1fr)" : `${best.tile}px`})`;
  }
}
