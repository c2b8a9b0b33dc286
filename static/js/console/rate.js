/** How fast answers come, from the counts of the last frames: helps to feel when to close. */
const WINDOW_MS = 10000;
const QUIET_MS = 8000;

let round = null;
let samples = [];

function note(element, now) {
  const { book, answered } = element.dataset;
  if (book !== round) {
    round = book;
    samples = [];
  }
  const last = samples.at(-1);
  if (!last || last.answered !== Number(answered)) samples.push({ at: now, answered: Number(answered) });
  while (samples.length > 2 && now - samples[1].at > WINDOW_MS) samples.shift();
}

function words({ many, some, none }, now) {
  const last = samples.at(-1);
  if (!last.answered) return "";
  if (now - last.at > QUIET_MS) return none.replace("{n}", Math.floor((now - last.at) / 1000));
  if (samples.length < 2) return "";
  const seconds = Math.max(1, (now - samples[0].at) / 1000);
  const each = (last.answered - samples[0].answered) / seconds;
  return each >= 0.95 ? many.replace("{n}", Math.round(each)) : some.replace("{n}", Math.max(1, Math.round(each * 60)));
}

/** Writes the rate beside the count, if a round is open. */
export function drawRate(now) {
  const element = document.querySelector("[data-rate]");
  if (!element) return;
  note(element, now);
  const text = words(element.dataset, now);
  if (element.textContent !== text) element.textContent = text;
}
