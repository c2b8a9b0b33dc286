/**
 * Days to choose from (`data-days`, the moment at which the room was asked): of those that the server takes anywhere in the
 * world the ones that lie ahead by this phone's own calendar, three of them by the words that people have for them.
 */
import { say } from "./words.js";

const AHEAD = 14;
const DAY_MS = 24 * 3600 * 1000;
const MONDAY = 1;
const WEEK = 7;

document.addEventListener(
  "written",
  ({ target: form }) => {
    for (const days of form.querySelectorAll("[data-days]")) offer(days);
    const field = form.querySelector("[data-promised] textarea");
    if (field) field.setCustomValidity(isWritten(field) ? "" : say("lacking"));
  },
  true,
);

/** A text that says no more than its field began with is none. */
function isWritten(field) {
  return field.value.trim() !== "" && field.value.trim() !== field.defaultValue.trim();
}

function offer(days) {
  const asked = new Date(Number(days.dataset.days));
  const today = Date.UTC(asked.getFullYear(), asked.getMonth(), asked.getDate());
  for (const label of days.querySelectorAll("label")) {
    const input = label.querySelector("input");
    const day = Date.parse(input.value);
    const ahead = Math.round((day - today) / DAY_MS);
    const lies = ahead >= 1 && ahead <= AHEAD;
    label.toggleAttribute("data-my-off", !lies);
    input.disabled = !lies;
    const word = wordFor(ahead, new Date(day).getUTCDay());
    label.querySelector("b").textContent = word ? say(word) : "";
    label.toggleAttribute("data-my-pick", input.checked);
  }
}

function wordFor(ahead, weekday) {
  if (ahead === 1) return "tomorrow";
  if (weekday === MONDAY && ahead <= WEEK) return "next-monday";
  return ahead === WEEK ? "in-a-week" : "";
}
