export const views = [["raw", "Raw", "Raw"], ["heatmap", "Heat", "Heat-map"], ["overlay", "Overlay", "Overlay"]];

export const stateWords = {
  starting: "Starting", streaming: "Streaming", stalled: "Stalled", reconnecting: "Reconnecting", paused: "Paused", ended: "Ended", failed: "Failed",
};

export const qualityWords = { black: "Black picture", green: "Green picture", frozen: "Frozen picture" };

export const phaseWords = { started: "Started", updated: "Going on", ended: "Ended" };

export const lossWords = {
  source: "left out by the source", stale: "a fresher frame took its place", noBuffer: "every buffer in use", shutdown: "the run stopped",
};

export const effectWords = { live: "works at once", restartsSource: "restarts the source", needsRestart: "waits for the next start" };

/** Words of the wire in one spelling: "NoBuffer" and "noBuffer" are the same. */
export const key = word => word ? word[0].toLowerCase() + word.slice(1) : "";

export const sum = counts => Object.values(counts ?? {}).reduce((a, b) => a + b, 0);

export function number(value, digits = 0) {
  return value === null || value === undefined || !Number.isFinite(value) ? "–"
    : value.toLocaleString("en-GB", { minimumFractionDigits: digits, maximumFractionDigits: digits }).replaceAll(",", "\u2009");
}

/** A share in per cent: small ones keep a digit that is not zero. */
export function share(part, whole) {
  const percent = whole > 0 ? 100 * part / whole : 0;
  return `${percent === 0 ? "0" : percent < 0.1 ? "<\u20090.1" : number(percent, percent < 10 ? 1 : 0)}\u2009%`;
}

export function duration(seconds) {
  if (!Number.isFinite(seconds) || seconds < 0) {
    return "–";
  }
  if (seconds < 60) {
    return `${number(seconds, seconds < 10 ? 1 : 0)}\u2009s`;
  }
  const s = Math.round(seconds), days = Math.floor(s / 86400), hours = Math.floor(s / 3600) % 24, minutes = Math.floor(s / 60) % 60;
  return s >= 600 && s < 3600 ? `${minutes}\u2009min` : days > 0 ? `${days}\u2009d ${hours}\u2009h` : hours > 0 ? `${hours}\u2009h ${minutes}\u2009min` : `${minutes}\u2009min ${s % 60}\u2009s`;
}

export function age(milliseconds) {
  return milliseconds < 1000 ? `${number(milliseconds)}\u2009ms` : duration(milliseconds / 1000);
}

/** Seconds of the recording as a player shows them. */
export function mediaTime(seconds) {
  const tenths = Math.round(seconds * 10), pad = n => String(n).padStart(2, "0");
  const rest = `${pad(Math.floor(tenths / 600) % 60)}:${pad(Math.floor(tenths / 10) % 60)}.${tenths % 10}`;
  return tenths >= 36000 ? `${Math.floor(tenths / 36000)}:${rest}` : rest;
}

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const full = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "long", hourCycle: "h23" });

/** Local wall clock; the day is told when it is another one. */
export function localTime(iso) {
  const at = new Date(iso);
  return at.toDateString() === new Date().toDateString() ? clock.format(at) : `${day.format(at)} ${clock.format(at)}`;
}

export const fullTime = iso => full.format(new Date(iso));

export const plural = (count, one) => `${number(count)} ${one}${count === 1 ? "" : "s"}`;

export function drift(index) {
  return index === null || index === undefined ? { word: "measuring", level: "unknown" }
    : index < 0.1 ? { word: "ok", level: "ok" } : index < 0.25 ? { word: "watch", level: "watch" } : { word: "recalibrate", level: "bad" };
}
