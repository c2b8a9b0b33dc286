/** Counts talk timers on the server's clock; over time they count up, in the same ink. */
const EVERY_MS = 250;

let server = 0;
let at = 0;
let ticking = 0;

/** Minutes and seconds; rounded up on the way down, so that 0:00 means the time is over. */
export function face(ms) {
  const seconds = ms > 0 ? Math.ceil(ms / 1000) : Math.floor(-ms / 1000);
  return `${ms < 0 && seconds ? "+" : ""}${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function draw() {
  const now = server + performance.now() - at;
  for (const timer of document.querySelectorAll(".timer")) {
    const { ends, left } = timer.dataset;
    const text = face(ends === undefined ? Number(left) : Number(ends) - now);
    if (timer.textContent !== text) timer.textContent = text;
  }
}

/** Sets the server's monotonic clock (ms) and draws every timer; deadlines in scenes are on it. */
export function setServerClock(nowMs) {
  server = nowMs;
  at = performance.now();
  draw();
  ticking ||= setInterval(draw, EVERY_MS);
}
