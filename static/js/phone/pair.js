/**
 * Lines to set (`data-pair`): a native slider each, beside a hidden input that holds its step. Nothing is set before it is
 * touched, not even where the thumb stands. Where a result is shown, the cell of one's own pair is marked (`data-cell`).
 */
import { say } from "./words.js";

const PAGE = 3; // steps
const PAGES = { PageUp: PAGE, PageDown: -PAGE };

document.addEventListener(
  "written",
  ({ target, detail, shown }) => {
    const pairs = target.matches("[data-pair]") ? [target] : target.querySelectorAll("[data-pair]");
    for (const pair of pairs) draw(pair, detail ?? null, shown ?? null);
  },
  true,
);

// Before the form is read: its value is what the hidden inputs hold.
document.addEventListener("input", ({ target }) => isLine(target) && hold(target), true);

// A tap where the thumb waits changes nothing, and still sets the line.
for (const touch of ["click", "keydown"]) {
  document.addEventListener(touch, (event) => {
    if (!isLine(event.target)) return;
    if (event.key in PAGES) page(event);
    else if (touch === "click" || event.key === " ") put(event.target, event.target.value);
  });
}

function page(event) {
  event.preventDefault();
  put(event.target, Number(event.target.value) + PAGES[event.key]);
}

function isLine(element) {
  return element.matches("[data-pair] [type=range]");
}

function put(line, step) {
  line.value = step;
  line.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Both are held: what was shown of the other one counts again. */
function hold(line) {
  const shown = JSON.parse(line.closest("[data-pair]").dataset.myShown ?? "null");
  for (const part of line.closest("[data-pair]").querySelectorAll("[data-part]")) {
    const own = part.querySelector("[name]");
    if (part.contains(line)) own.value = line.value;
    else if (own.value === "") own.value = shown?.[part.dataset.part] ?? "";
  }
}

function draw(pair, value, shown) {
  pair.dataset.myShown = JSON.stringify(shown);
  for (const part of pair.querySelectorAll("[data-part]")) {
    const step = value?.[part.dataset.part] ?? shown?.[part.dataset.part] ?? null;
    const words = step === null ? say("unset") : say("set", { step });
    const told = part.querySelector("[data-told]");
    if (told.textContent !== words) told.textContent = words;
    const line = part.querySelector("[type=range]");
    if (line) drawLine(line, step, words);
  }
  for (const cell of pair.querySelectorAll("[data-cell]")) cell.toggleAttribute("data-my-answer", isIn(cell, value));
}

function drawLine(line, step, words) {
  line.value = step ?? 5;
  line.toggleAttribute("data-my-pick", step !== null);
  line.style.setProperty("--at", `${(step ?? 0) * 10}%`);
  line.setAttribute("aria-valuetext", words);
}

function isIn(cell, value) {
  if (value === null) return false;
  const [low, high, floor, top] = cell.dataset.cell.split(" ").map(Number);
  const [x, y] = Object.values(value);
  return x >= low && x <= high && y >= floor && y <= top;
}
