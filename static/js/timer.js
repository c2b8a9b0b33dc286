/** Counts timers on the server's clock. Talk timers count up over time, in the same ink; time to answer ends at 0:00. */
const EVERY_MS = 250;

let server = 0;
let at = 0;
let ticking = 0;
const followers = [];

/** Minutes and seconds; rounded up on the way down, so that 0:00 means the time is over. */
export function face(ms) {
  const seconds = ms > 0 ? Math.ceil(ms / 1000) : Math.floor(-ms / 1000);
  return `${ms < 0 && seconds ? "+" : ""}${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** What a timer has left, in ms: until it ends, or as long as it stands still. */
export function restOf({ dataset: { ends, left } }) {
  return ends === undefined ? Number(left) : Number(ends) - (server + performance.now() - at);
}

/** Calls back whenever timers are drawn. */
export function onTick(follow) {
  followers.push(follow);
}

function draw() {
  for (const timer of document.querySelectorAll(".timer")) {
    const rest = restOf(timer);
    const text = face(timer.dataset.stops === undefined ? rest : Math.max(0, rest));
    if (timer.textContent !== text) timer.textContent = text;
  }
  const limit = document.querySelector(".timer[data-stops]");
  for (const line of document.querySelectorAll("progress")) line.value = Math.max(0, line.max - restOf(limit));
  for (const follow of followers) follow();
}

/** Sets the server's monotonic clock (ms) and draws every timer; deadlines in scenes are on it. */
export function setServerClock(nowMs) {
  server = nowMs;
  at = performance.now();
  draw();
  ticking ||= setInterval(draw, EVERY_MS);
}
