/** A guess of a hundred (`data-guess`): a line with nothing on it before the first touch, minus and plus, dots that fill. */
import { announceSoon } from "../said.js";
import { telling } from "./slots.js";
import { say } from "./words.js";

const STEP = 5;
const START = 50; // where whoever does not touch the line begins
const KEYS = { ArrowUp: STEP, ArrowDown: -STEP, PageUp: 2 * STEP, PageDown: -2 * STEP, Home: -100, End: 100 };
const A_ROW = 20;

telling((scene, value, before) => {
  return scene.querySelector("[data-guess]") ? { guess: inWords(value), was: inWords(before) } : {};
});

document.addEventListener(
  "written",
  ({ target: form }) => {
    const guess = form.querySelector("[data-guess]");
    if (guess) draw(guess);
  },
  true,
);

for (const touched of ["input", "click"]) {
  document.addEventListener(touched, ({ target }) => {
    const line = target.closest("[data-guess] input[type=range]");
    if (line) put(line, line.value, false); // a tap in the middle of an untouched line changes nothing by itself
  });
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-guess] [data-by]");
  if (button) go(lineOf(button), Number(button.dataset.by), true);
});

document.addEventListener("keydown", (event) => {
  if (!event.target.matches("[data-guess] input[type=range]")) return;
  const by = across(event.key, event.target) ?? KEYS[event.key];
  if (by === undefined) return;
  event.preventDefault();
  go(event.target, by, false);
});

function across(key, line) {
  const onward = getComputedStyle(line).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
  return key === "ArrowLeft" || key === "ArrowRight" ? (key === onward ? STEP : -STEP) : undefined;
}

function lineOf(element) {
  return element.closest("[data-guess]").querySelector("input[type=range]");
}

function valueOf(guess) {
  return guess.querySelector("input[type=hidden]").value;
}

/** From where it stands, as far as there is something; from nowhere to the middle, or to an end. */
function go(line, by, spoken) {
  const from = valueOf(line.closest("[data-guess]"));
  const to = from === "" && Math.abs(by) < 100 ? START : Number(from) + by;
  put(line, Math.max(0, Math.min(100, to)), spoken);
}

function put(line, value, spoken) {
  const field = line.closest("[data-guess]").querySelector("input[type=hidden]");
  if (field.value === String(value)) return;
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  draw(line.closest("[data-guess]"));
  if (spoken) announceSoon(`${inWords(Number(value))}.`);
}

function draw(guess) {
  const value = valueOf(guess);
  const line = lineOf(guess);
  if (!line) return;
  const people = Number(value);
  line.value = value === "" ? START : value;
  line.toggleAttribute("data-my-nothing", value === "");
  line.style.setProperty("--share", `${people}%`);
  line.setAttribute("aria-valuetext", value === "" ? say("unset") : inWords(people));
  guess.querySelector("b").textContent = value === "" ? "–" : value;
  guess.querySelector("path:last-child").setAttribute("d", filled(people));
  const [less, more] = guess.querySelectorAll("[data-by]");
  less.setAttribute("aria-label", `${say("fewer")}, ${STEP}`);
  more.setAttribute("aria-label", `${say("more")}, ${STEP}`);
}

/** Around the first so many of a hundred dots. */
function filled(people) {
  const rows = Math.floor(people / A_ROW);
  const rest = people % A_ROW;
  const whole = `M0 0H400V${rows * 20}H0Z`;
  return rest ? `${whole}M0 ${rows * 20}H${rest * 20}V${rows * 20 + 20}H0Z` : whole;
}

function inWords(people) {
  return typeof people === "number" ? say("people", { n: people }) : "";
}
