/**
 * Cards in an order (`data-order` around them), moved by buttons, by tapping a card and then its place, and by keys: Space
 * lifts and drops, arrows move, Escape returns. Dragging is in `drag.js`. A hidden input in each holds its place's key, once
 * the order was touched. Who has focus is never taken out of the page: the others make room.
 */
import { announce, announceSoon } from "../said.js";
import { isOver, onLimit } from "./limit.js";
import { shuffled } from "./shuffle.js";
import { say } from "./words.js";

const OPEN = new Set(["choosing", "changing", "failed", "refused"]);
const authored = new WeakMap();
let lifted = null;

document.addEventListener(
  "written",
  ({ target, detail, shown }) => {
    const lists = target.matches("[data-order]") ? [target] : target.querySelectorAll("[data-order]");
    for (const list of lists) arrange(list, detail ?? null, shown ?? null);
  },
  true,
);

document.addEventListener("click", ({ target }) => {
  const card = cardOf(target);
  if (!card) return;
  if (target.closest("[data-up], [data-down]")) {
    drop();
    if (!target.closest("[aria-disabled=true]")) move(card, placeOf(card) + (target.closest("[data-up]") ? -1 : 1));
  } else if (lifted && lifted.card !== card && lifted.card.parentElement === card.parentElement) {
    move(lifted.card, placeOf(card));
    drop();
  } else if (lifted?.card === card) {
    keep(card.parentElement);
    drop();
  } else if (target.closest("[data-lift]")) {
    lift(card);
    announce(say("lifted"));
  }
});

document.addEventListener("keydown", (event) => {
  const card = event.target.closest("[data-lift]") && cardOf(event.target);
  if (!card || lifted?.card !== card) return;
  const steps = { ArrowUp: -1, ArrowDown: 1 };
  if (event.key in steps) move(card, placeOf(card) + steps[event.key]);
  else if (event.key === "Escape") putBack();
  else return;
  event.preventDefault();
});

/** The card around an element that may be moved now, or null. */
export function cardOf(element) {
  const card = element.closest("[data-order] > li");
  return card?.querySelector("[data-lift]") && isOpen() ? card : null;
}

function isOpen() {
  return OPEN.has(document.body.dataset.phone) && !isOver();
}

/** A card's number among the cards, from 0. */
export function placeOf(card) {
  return [...card.parentElement.children].indexOf(card);
}

/** Marks a card as lifted. */
export function lift(card) {
  drop();
  lifted = { card, from: placeOf(card) };
  card.dataset.myLifted = "";
  card.querySelector("[data-lift]").setAttribute("aria-pressed", "true");
}

/** Nothing is lifted any more. */
export function drop() {
  if (!lifted) return;
  delete lifted.card.dataset.myLifted;
  lifted.card.querySelector("[data-lift]").setAttribute("aria-pressed", "false");
  lifted = null;
}

/** Brings a card to a place; what stands there makes room. */
export function move(card, to) {
  const list = card.parentElement;
  const goal = Math.max(0, Math.min(list.children.length - 1, to));
  while (placeOf(card) > goal) card.after(card.previousElementSibling);
  while (placeOf(card) < goal) card.before(card.nextElementSibling);
  tell(card);
  keep(list);
}

function putBack() {
  const { card, from } = lifted;
  if (placeOf(card) !== from) move(card, from);
  drop();
}

/** The order as it stands is an answer from now on. */
export function keep(list) {
  list.dataset.myOrder = "";
  for (const card of list.children) card.querySelector("input").value = card.dataset.place;
  list.dispatchEvent(new Event("input", { bubbles: true }));
}

function tell(card) {
  announceSoon(say("placed", { name: nameOf(card), n: placeOf(card) + 1, all: card.parentElement?.children.length }));
}

/**
 * Cards stand as the value says, else as is to be shown where nothing was answered, else as the author wrote them, or
 * (`data-order=shuffled`) in an order of this seat's own.
 */
function arrange(list, value, shown) {
  const cards = [...list.children];
  if (!authored.has(list)) authored.set(list, cards.map((card) => card.dataset.place));
  const usual = authored.get(list);
  const own = list.dataset.order === "shuffled" ? shuffled(usual, Number(document.body.dataset.seat)) : usual;
  const order = [...new Set([...(value ?? shown ?? []), ...own])];
  const sorted = [...cards].sort((a, b) => order.indexOf(a.dataset.place) - order.indexOf(b.dataset.place));
  if (sorted.some((card, at) => card !== cards[at])) {
    const focused = list.contains(document.activeElement) ? document.activeElement : null;
    list.append(...sorted);
    focused?.focus({ preventScroll: true });
  }
  sorted.forEach((card, at) => dress(card, value, at === 0, at === sorted.length - 1));
}

function dress(card, value, isFirst, isLast) {
  const handle = card.querySelector("[data-lift]");
  if (!handle) return;
  card.querySelector("input").value = value?.includes(card.dataset.place) ? card.dataset.place : "";
  handle.disabled = !isOpen();
  handle.setAttribute("aria-pressed", String(lifted?.card === card));
  for (const [way, isEnd] of [["up", isFirst], ["down", isLast]]) {
    const button = card.querySelector(`[data-${way}]`);
    button.setAttribute("aria-label", say(way, { name: nameOf(card) }));
    button.setAttribute("aria-disabled", String(isEnd));
  }
}

function nameOf(card) {
  return card.querySelector("[data-grip] + span").firstChild.textContent.trim();
}

onLimit(() => isOver() && drop());
