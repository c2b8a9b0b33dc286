/** One websocket that knows when it is dead: browsers do not show pings, so it beats by itself. */
const CONNECT_MS = 8000;
const BEAT_MS = 15000;
const SILENCE_MS = 21000;
const REPLY_MS = 4000;
const REPLIES = new Set(["ack", "refused"]);
const LOST = 1006;

/** Opens it; `onClose(code)` comes exactly once unless `close()` was called. */
export function openSocket(path, { version, onMessage, onClose }) {
  const url = new URL(path, location.href);
  url.protocol = url.protocol.replace("http", "ws");
  const socket = new WebSocket(url);
  let done = false;
  let silence = setTimeout(() => finish(LOST), CONNECT_MS);
  let reply = null;
  const beat = setInterval(() => send({ type: "beat", version: Math.max(0, version()) }), BEAT_MS);

  function settle() {
    done = true;
    clearTimeout(silence);
    clearTimeout(reply);
    clearInterval(beat);
    socket.close();
  }

  function finish(code) {
    if (done) return;
    settle();
    onClose(code);
  }

  function listen() {
    clearTimeout(silence);
    silence = setTimeout(() => finish(LOST), SILENCE_MS);
  }

  function send(message) {
    if (done || socket.readyState !== WebSocket.OPEN) return false;
    socket.send(JSON.stringify(message));
    return true;
  }

  socket.onopen = listen;
  socket.onclose = (event) => finish(event.code);
  socket.onmessage = (event) => {
    if (done) return;
    listen();
    const message = JSON.parse(event.data);
    if (REPLIES.has(message.type)) {
      clearTimeout(reply);
      reply = null;
    }
    onMessage(message);
  };

  return {
    send,
    close: () => done || settle(),
    expectReply: () => (reply ??= setTimeout(() => finish(LOST), REPLY_MS)),
  };
}
