/** The console's clocks: time left here, the wall clock, minutes behind. Deadlines are on the server's clock. */
import { face } from "../timer.js";

const MINUTE = 60000;
const wall = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit", numberingSystem: "latn" });

/** A time amid words keeps its own direction. */
const apart = (time) => `\u2068${time}\u2069`;

function say(element, text) {
  if (element && element.textContent !== text) element.textContent = text;
}

function countDown(now) {
  const clock = document.querySelector("[data-countdown]");
  if (!clock) return;
  const { ends, left } = clock.dataset;
  const rest = ends === undefined ? Number(left) : Number(ends) - now;
  say(clock, face(rest));
  const gone = document.querySelector(".countdown__gone");
  const share = Math.min(100, Math.max(0, 100 - (rest / Number(gone.dataset.total)) * 100));
  gone.setAttribute("width", `${share.toFixed(1)}%`);
  const over = document.querySelector("[data-over]");
  over.hidden = rest > -1000;
  clock.toggleAttribute("data-my-over", !over.hidden);
  say(over, over.dataset.words.replace("{time}", apart(face(rest).replace("+", ""))));
}

function wallClock(now) {
  say(document.querySelector("[data-now]"), apart(wall.format(Date.now())));
  const ends = document.querySelector("[data-ends-at]");
  if (ends) say(ends, ends.dataset.words.replace("{time}", apart(wall.format(Date.now() + Number(ends.dataset.endsAt) - now))));
}

/** Late at arrival, or later still once this item is over its minutes; negative is early. */
function minutesBehind({ started, arrived, before, minutes }, now) {
  const planned = Number(started) + Number(before) * MINUTE;
  return Math.max(Number(arrived) - planned, now - planned - Number(minutes) * MINUTE) / MINUTE;
}

function pace(now) {
  const chip = document.getElementById("pace");
  const behind = chip ? Math.trunc(minutesBehind(chip.dataset, now)) : 0;
  if (chip) {
    const { behind: late, early, even } = chip.dataset;
    chip.hidden = false;
    chip.classList.toggle("pace--behind", behind > 0);
    say(chip, (behind > 0 ? late : behind < 0 ? early : even).replace("{n}", Math.abs(behind)));
  }
  suggest(behind);
}

/** Shows one way to catch up: the shortest item that wins the time back, else the longest. */
function suggest(behind) {
  const ways = [...document.querySelectorAll("[data-saves]")].sort((a, b) => a.dataset.saves - b.dataset.saves);
  const best = ways.find((way) => Number(way.dataset.saves) >= behind) ?? ways.at(-1);
  for (const way of ways) way.hidden = behind < 2 || way !== best;
}

/** Draws every clock as it stands at `now` (server's ms). */
export function drawClocks(now) {
  countDown(now);
  wallClock(now);
  pace(now);
}
