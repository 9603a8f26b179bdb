let skew = 0;

/** The server's clock: ages are told by it, whatever this machine believes. */
export const serverNow = () => Date.now() + skew;

/** What the API refused, in its own words. */
export class Refusal extends Error {
  constructor(status, title, detail) {
    super(detail || title);
    this.status = status;
  }
}

export async function ask(path, options = {}) {
  let response;
  try {
    response = await fetch(path, { credentials: "same-origin", cache: "no-store", ...options });
  } catch (error) {
    throw error.name === "AbortError" || error.name === "TimeoutError" ? error : new Refusal(0, "The server cannot be reached", "");
  }
  const date = Date.parse(response.headers.get("date") ?? "");
  if (Number.isFinite(date) && Math.abs(date + 500 - Date.now()) > 1500) {
    skew = date + 500 - Date.now(); // the header has whole seconds
  }
  if (response.status === 401) {
    location.assign("/login");
  }
  if (!response.ok) {
    throw await refusal(response);
  }
  return response;
}

async function refusal(response) {
  const problem = response.headers.get("content-type")?.includes("json") ? await response.json().catch(() => null) : null;
  return new Refusal(response.status, problem?.title ?? `The server answered ${response.status}`, problem?.detail ?? "");
}

export const getJson = async (path, options) => (await ask(path, options)).json();

export const post = (path, body, type = "application/json") =>
  ask(path, { method: "POST", headers: { "Content-Type": type }, body });

export const streamPath = (id, what) => `/api/streams/${encodeURIComponent(id)}/${what}`;
