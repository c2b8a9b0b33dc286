/** The fallback where something on the way stops websockets: the same messages by GET and POST. */
const EVERY_MS = 3000;
const PATIENCE_MS = 10000;
const CODES = { 401: 4401, 403: 4403, 404: 4404, 410: 4410, 429: 4429 };
const LOST = 1006;

/** Same interface as `openSocket`. */
export function openPoll(path, { onMessage, onClose }) {
  let done = false;
  let timer = null;

  function finish(code) {
    if (done) return;
    done = true;
    clearTimeout(timer);
    onClose(code);
  }

  async function ask(body) {
    const patience = new AbortController();
    const limit = setTimeout(() => patience.abort(), PATIENCE_MS);
    const options = { cache: "no-store", signal: patience.signal, headers: { Accept: "application/json" } };
    if (body) Object.assign(options, { method: "POST", body: JSON.stringify(body) });
    if (body) options.headers["Content-Type"] = "application/json";
    try {
      const response = await fetch(path, options);
      if (!response.ok) return finish(CODES[response.status] ?? LOST);
      for (const message of await response.json()) if (!done) onMessage(message);
    } catch {
      finish(LOST);
    } finally {
      clearTimeout(limit);
    }
  }

  async function round() {
    if (!document.hidden) await ask();
    if (!done) timer = setTimeout(round, EVERY_MS);
  }

  function send(message) {
    if (done) return false;
    if (message.type === "snapshot") ask();
    else if (message.type !== "beat") ask(message);
    return true;
  }

  round();
  return {
    send,
    expectReply: () => null,
    close: () => {
      done = true;
      clearTimeout(timer);
    },
  };
}
