/** A number in its unit (`data-amount`, "{n}" in place of the number): minus and plus, numbers to start from, arrow keys. */
import { announceSoon } from "../said.js";
import { telling } from "./slots.js";
import { say, written } from "./words.js";


telling((scene, value, before) => {
  const unit = scene.querySelector("[data-amount]")?.dataset.amount;
  const range = scene.querySelector("#range")?.textContent;
  return unit ? { range, amount: inUnit(unit, value), was: inUnit(unit, before) } : {};
});

document.addEventListener(
  "written",
  ({ target: form }) => {
    const field = form.querySelector("[data-amount] input");
    if (!field) return;
    for (const start of form.querySelectorAll("[data-start]")) {
      start.setAttribute("aria-pressed", String(start.dataset.start === field.value));
    }
    for (const button of form.querySelectorAll("[data-by]")) {
      button.setAttribute("aria-label", say(Number(button.dataset.by) < 0 ? "less" : "more"));
    }
    field.toggleAttribute("data-my-fault", field.value !== "" && !field.validity.valid);
  },
  true,
);

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-amount] button");
  if (!button) return;
  const field = fieldOf(button);
  put(field, button.dataset.start ?? Number(field.value) + Number(button.dataset.by));
});

document.addEventListener("keydown", (event) => {
  const way = { ArrowUp: "+", ArrowDown: "−" }[event.key];
  if (!way || !event.target.matches("[data-amount] input")) return;
  event.preventDefault();
  const [less, more] = event.target.closest("[data-amount]").querySelectorAll("[data-by]");
  put(event.target, Number(event.target.value) + Number((way === "+" ? more : less).dataset.by));
});

function fieldOf(element) {
  return element.closest("[data-amount]").querySelector("input");
}

/** What is pressed stays within the range; what is typed is told that it does not. */
function put(field, value) {
  field.value = Math.max(Number(field.min), Math.min(Number(field.max), Number(value)));
  field.dispatchEvent(new Event("input", { bubbles: true }));
  const unit = field.closest("[data-amount]").dataset.amount;
  announceSoon(inUnit(unit, Number(field.value)));
}

function inUnit(unit, value) {
  return typeof value === "number" ? unit.replace("{n}", written(value)) : "";
}
