const blank = new Uint8Array(0);

/** The pictures of a multipart/x-mixed-replace answer, to its end. An <img> would show its last picture for ever, and tell nobody. */
export async function* parts(response) {
  const reader = response.body.getReader();
  const words = new TextDecoder();
  let held = blank;
  const more = async () => {
    const { done, value } = await reader.read();
    if (!done) {
      const joined = new Uint8Array(held.length + value.length);
      joined.set(held);
      joined.set(value, held.length);
      held = joined;
    }
    return !done;
  };
  for (; ;) {
    let start;
    while ((start = afterHeaders(held)) < 0) {
      if (!await more()) {
        return;
      }
    }
    const length = Number(/content-length:\s*(\d+)/i.exec(words.decode(held.subarray(0, start)))?.[1]);
    if (!(length > 0)) {
      throw new Error("a part without its length");
    }
    while (held.length < start + length) {
      if (!await more()) {
        return;
      }
    }
    yield new Blob([held.slice(start, start + length)], { type: "image/jpeg" });
    held = held.slice(start + length);
  }
}

function afterHeaders(bytes) {
  for (let i = 3; i < bytes.length; i++) {
    if (bytes[i] === 10 && bytes[i - 1] === 13 && bytes[i - 2] === 10 && bytes[i - 3] === 13) {
      return i + 1;
    }
  }
  return -1;
}
