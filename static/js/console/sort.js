/** Sorting texts by key and by drag. Each hand is a button of the text's own; keys and drops press it. */
import { keysOn } from "../keys.js";

const ELSEWHERE = "input, textarea, select, [contenteditable], dialog";
let current = "";
let shown = null;
let among = false; // letters mean something else, too: they are a text's until something else was touched

const tray = () => document.querySelector("[data-sort]");
const cards = () => [...document.querySelectorAll("#sort-waiting [data-text]")];

/** Marks the text that letters belong to: the one marked before, else the first. */
export function markText() {
  const step = tray() && document.getElementById("scene").dataset.step;
  if (step && step !== shown) among = true;
  shown = step;
  const waiting = cards();
  const marked = waiting.find((card) => card.dataset.text === current) ?? waiting[0];
  current = marked?.dataset.text ?? "";
  for (const card of waiting) card.toggleAttribute("data-my-current", card === marked);
}

function step(by) {
  const waiting = cards();
  const at = waiting.findIndex((card) => card.dataset.text === current);
  current = waiting[Math.min(Math.max(at + by, 0), waiting.length - 1)]?.dataset.text ?? "";
  markText();
  document.querySelector("[data-my-current]")?.scrollIntoView({ block: "nearest" });
}

function press(button) {
  const focused = button.closest("[data-text]")?.contains(document.activeElement);
  button.click();
  if (focused) document.querySelector("[data-my-current]")?.focus();
  among = true;
}

/** The next text becomes the marked one before this one goes, so that letters can follow each other without a look. */
function leave(card) {
  const waiting = cards();
  const at = waiting.indexOf(card);
  if (at < 0) return;
  current = (waiting[at + 1] ?? waiting[at - 1])?.dataset.text ?? "";
  markText();
}

/** Letters put the marked text into a group, O lets it out, H hides it, Z takes the last hand back. */
export function listenForHands() {
  addEventListener(
    "keydown",
    (event) => {
      const { key, ctrlKey, metaKey, altKey, target } = event;
      if (ctrlKey || metaKey || altKey || !tray() || !keysOn() || target.closest?.(ELSEWHERE)) return;
      if (document.querySelector("dialog[open]") || !takes(key.length === 1 ? key.toLowerCase() : key, target)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    true,
  );
  document.addEventListener("focusin", ({ target }) => focusOn(target));
  document.addEventListener("pointerdown", ({ target }) => focusOn(target));
  document.addEventListener("submit", ({ target }) => {
    const stays = target.elements.what?.value === "release" && tray()?.dataset.keys;
    if (!stays) leave(target.closest("#sort-waiting [data-text]"));
  });
  listenForDrags();
}

function takes(key, target) {
  if (!among) return false;
  if (key === "ArrowDown" || key === "ArrowUp") return step(key === "ArrowDown" ? 1 : -1), true;
  const card = target.closest("[data-sort] [data-text]") ?? cards().find((each) => each.dataset.text === current);
  const button = key === "z" ? document.getElementById("sort-undo") : card?.querySelector(`[data-key="${key}"]`);
  if (!button) return tray().dataset.keys.split(" ").includes(key); // a letter never means something else here
  if (!button.disabled) press(button);
  return true;
}

function focusOn(target) {
  among = Boolean(target.closest?.("[data-sort]"));
  const card = target.closest?.("#sort-waiting [data-text]");
  if (!card) return;
  current = card.dataset.text;
  markText();
}

function listenForDrags() {
  let dragged = null;
  const groupAt = ({ target }) => dragged && target.closest?.("[data-group]");
  const over = (group) => {
    for (const each of document.querySelectorAll("[data-group]")) each.toggleAttribute("data-my-over", each === group);
  };
  document.addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.("[data-sort] [data-text]");
    if (dragged) event.dataTransfer.setData("text/plain", dragged.querySelector(".sort__words").innerText);
  });
  document.addEventListener("dragover", (event) => {
    const group = groupAt(event);
    if (group) event.preventDefault();
    if (dragged) over(group);
  });
  document.addEventListener("drop", (event) => {
    const button = dragged?.querySelector(`[data-to="${groupAt(event)?.dataset.group}"]`);
    if (button) press(button);
    if (groupAt(event)) event.preventDefault();
  });
  document.addEventListener("dragend", () => {
    dragged = null;
    over(null);
  });
}
