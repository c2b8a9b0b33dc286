/** Trouble, said quietly: a dot at once, words after five seconds, an error only when a move was not sent. */
let down = "";
let failed = "";

function draw() {
  const banner = document.getElementById("trouble");
  const text = failed || down;
  banner.hidden = !text;
  if (banner.firstElementChild.textContent !== text) banner.firstElementChild.textContent = text;
}

/** The link's state: `reconnecting` is only the dot (by `<html data-link>`), `offline` and `ended` get words. */
export function linkChanged(state, code) {
  const { offline, ended, signIn, gone } = document.getElementById("trouble").dataset;
  if (state === "open") failed = "";
  const why = { 4401: signIn, 4404: gone, 4410: gone };
  down = state === "offline" ? offline : state === "ended" ? (why[code] ?? ended) : "";
  draw();
}

/** What came of a move: null is well, 0 was not sent, a number is the server's answer. */
export function moveEnded(status) {
  const { unsent, refused, signIn } = document.getElementById("trouble").dataset;
  failed = status === null ? "" : status === 0 ? unsent : status === 401 || status === 403 ? signIn : refused;
  draw();
}
