/** Shared points (`data-shares`, the step, around the lines): minus, plus, bars and ten dots, and never more than is left. */
import { announceSoon } from "../said.js";
import { telling } from "./slots.js";
import { say } from "./words.js";

const ALL = 100;
const tally = document.getElementById("tally");

telling((scene) => {
  const shares = scene.querySelector("[data-shares]");
  return shares ? { left: leftOf(shares), step: shares.dataset.shares } : {};
});

document.addEventListener(
  "written",
  ({ target: form }) => {
    const shares = form.querySelector("[data-shares]");
    tally.hidden = shares === null;
    if (shares) draw(shares);
  },
  true,
);

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-shares] button");
  if (!button || button.getAttribute("aria-disabled") === "true") return;
  const line = button.closest("[data-part]").querySelector("input");
  const step = Number(line.step) * (button.matches("b ~ button") ? 1 : -1);
  line.value = Number(line.value) + step;
  line.dispatchEvent(new Event("input", { bubbles: true }));
});

document.addEventListener(
  "input",
  ({ target: line }) => {
    const shares = line.closest("[data-shares]");
    if (!shares) return;
    line.value = Number(line.value) + Math.min(0, leftOf(shares)); // of a pull too far, what there is
    announceSoon(`${labelOf(line)} ${line.value}. ${say("left", { left: leftOf(shares) })}`);
  },
  true,
);

function leftOf(shares) {
  return ALL - linesOf(shares).reduce((sum, line) => sum + Number(line.value), 0);
}

function linesOf(shares) {
  return [...shares.querySelectorAll("input")];
}

function labelOf(line) {
  return line.closest("[data-part]").querySelector("p > span").textContent;
}

function draw(shares) {
  const left = leftOf(shares);
  for (const line of linesOf(shares)) {
    const part = line.closest("[data-part]");
    const [less, more] = part.querySelectorAll("button");
    const name = labelOf(line);
    line.setAttribute("aria-label", name);
    less.setAttribute("aria-label", say("less", { name }));
    more.setAttribute("aria-label", say("more", { name }));
    line.style.setProperty("--share", `${line.value}%`);
    part.querySelector(":scope > b").textContent = line.value;
    less.setAttribute("aria-disabled", String(Number(line.value) === 0));
    more.setAttribute("aria-disabled", String(left < Number(line.step)));
    line.setCustomValidity(left ? say("left", { left }) : "");
  }
  [...tally.querySelectorAll("i")].forEach((dot, at) => {
    dot.style.setProperty("--full", `${Math.max(0, Math.min(10, ALL - left - at * 10)) * 10}%`);
  });
  tally.querySelector("span").textContent = say("left", { left });
}
