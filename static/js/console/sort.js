/** Sorting texts by key and by drag. Each hand is a button of the text's own; keys and drops press it. */
import { keysOn } from "../keys.js";
import { listenForDrags } from "./drops.js";

const ELSEWHERE = "input, textarea, select, [contenteditable], dialog";
let current = "";
let shown = null;
let among = false; // letters mean something else, too: they are a text's until something else was touched
let worksHere = false; // by key: then the focus stays here, whatever a frame takes away

const tray = () => document.querySelector("[data-sort]");
const cards = () => [...document.querySelectorAll("[data-sort] [data-text]")];
const waiting = () => [...document.querySelectorAll("#sort-waiting [data-text]")];
const named = (mark) => cards().find((card) => card.dataset.text === mark);

/** Marks the text that letters belong to: the one marked before, else the first that waits. */
export function markText() {
  const step = tray() && document.getElementById("scene").dataset.step;
  if (step && step !== shown) among = true;
  shown = step;
  const marked = named(current) ?? waiting()[0];
  current = marked?.dataset.text ?? "";
  for (const card of cards()) card.toggleAttribute("data-my-current", card === marked);
  if (worksHere && tray() && document.activeElement.tabIndex < 0) focusMarked();
}

function focusMarked() {
  (document.querySelector("[data-my-current]") ?? document.getElementById("sort-back"))?.focus({ preventScroll: true });
}

function mark(card) {
  current = card?.dataset.text ?? "";
  markText();
}

/** The texts beside one, but for those that are folded away. */
function inOrder(card) {
  const list = card?.closest(".sort__group, #sort-waiting")?.querySelectorAll("[data-text]") ?? waiting();
  return [...list].filter((each) => each.getClientRects().length > 0);
}

function step(by) {
  const focused = document.activeElement.closest?.("[data-sort]");
  const list = inOrder(named(current));
  const at = list.findIndex((card) => card.dataset.text === current);
  mark(list[Math.min(Math.max(at + by, 0), list.length - 1)]);
  document.querySelector("[data-my-current]")?.scrollIntoView({ block: "nearest" });
  if (focused) focusMarked();
}

/** The next text becomes the marked one before this one goes, so that letters can follow each other without a look. */
function leave(card) {
  if (card.dataset.text !== current) return;
  const list = inOrder(card);
  const at = list.indexOf(card);
  const next = list[at + 1] ?? list[at - 1] ?? waiting().find((each) => each !== card);
  const focused = card.contains(document.activeElement);
  if (next) mark(next);
  if (focused) (next ?? document.getElementById("sort-back")).focus({ preventScroll: true });
}

/** Whether a hand takes a text away from where it stands. */
function takesAway(button) {
  const what = button.form.elements.what.value;
  return what === "group" || what === "hide" || (what === "release" && (!tray().dataset.keys || button.closest(".sort__group--hidden")));
}

/** Letters put the marked text into a group, Y and N answer a suggestion, O lets it out, H hides it, Z takes the last
 *  hand back, G makes a group. */
export function listenForHands() {
  addEventListener(
    "keydown",
    (event) => {
      const { key, ctrlKey, metaKey, altKey, target } = event;
      worksHere = Boolean(target.closest?.("[data-sort]"));
      if (ctrlKey || metaKey || altKey || !tray() || !keysOn() || target.closest?.(ELSEWHERE)) return;
      if (document.querySelector("dialog[open]") || !takes(key.length === 1 ? key.toLowerCase() : key, target)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    true,
  );
  document.addEventListener("focusin", ({ target }) => focusOn(target));
  document.addEventListener("pointerdown", ({ target }) => {
    worksHere = false;
    focusOn(target);
  });
  document.addEventListener("submit", ({ submitter }) => {
    const card = submitter?.closest("[data-sort] [data-text]");
    if (card && takesAway(submitter)) leave(card);
  });
  listenForDrags(press);
}

function press(button) {
  button.click();
  among = true;
}

function takes(key, target) {
  if (!among) return false;
  if (key === "ArrowDown" || key === "ArrowUp") return step(key === "ArrowDown" ? 1 : -1), true;
  const card = target.closest("[data-sort] [data-text]") ?? named(current);
  const hand = card?.querySelector(`[data-key="${key}"]`) ?? tray().querySelector(`:not([data-text] *)[data-key="${key}"]`);
  if (!hand) return tray().dataset.keys.split(" ").includes(key); // a letter never means something else here
  if (hand.ariaDisabled !== "true") press(hand);
  return true;
}

function focusOn(target) {
  among = Boolean(target.closest?.("[data-sort]"));
  const card = target.closest?.("[data-sort] [data-text]");
  if (card && card.dataset.text !== current) mark(card);
}
