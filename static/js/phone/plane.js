/**
 * A field of two lines (`data-plane`): what has its turn is tapped, dragged, or moved by arrows, step by step. Two hidden inputs
 * hold the steps of each; what somebody sees in its place are marks (`data-at`). Nothing is placed before it is touched.
 */
import { announce } from "../said.js";
import { telling } from "./slots.js";
import { endOf, nameOf, told } from "./whereabouts.js";
import { say } from "./words.js";

const FAR = 5;
const STEPS = 2 * FAR + 1;
const NEAR = 26; // px around a mark that take it
const QUIET = 400; // ms after which a change is read out
const OPEN = new Set(["choosing", "changing", "failed", "refused"]);
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
let speaking = 0;
let dragged = null;

telling((scene, value) => {
  const plane = scene.querySelector("[data-answer] [data-plane]");
  return plane ? { next: nameOf(plane, keysOf(plane).find((key) => !value?.[key]) ?? "") } : {};
});

document.addEventListener(
  "written",
  ({ target, detail, shown }) => {
    const planes = target.matches("[data-plane]") ? [target] : target.querySelectorAll("[data-plane]");
    for (const plane of planes) draw(plane, detail ?? null, shown ?? null);
  },
  true,
);

document.addEventListener("click", ({ target }) => {
  const plane = planeOf(target);
  const button = target.closest("[data-turn], [data-go]");
  if (!plane || !button) return;
  if (button.dataset.turn) turn(plane, button.dataset.turn);
  else go(plane, button.dataset.go.split(" ").map(Number));
});

document.addEventListener("keydown", (event) => {
  const plane = event.key in ARROWS && event.target.closest("[data-field], [data-turn], [data-go]") && planeOf(event.target);
  if (!plane) return;
  event.preventDefault();
  const [across, up] = ARROWS[event.key];
  go(plane, [isMirrored(plane) ? -across : across, up]);
});

document.addEventListener("pointerdown", (event) => {
  const field = event.target.closest("[data-field]");
  const plane = field && planeOf(field);
  if (!plane || event.button) return;
  field.setPointerCapture(event.pointerId);
  const near = markNear(plane, event);
  if (near) turn(plane, near);
  dragged = { plane, isNew: !stepsOf(plane, turnOf(plane)) };
  if (!near) put(plane, stepAt(field, event));
});

document.addEventListener("pointermove", (event) => {
  if (dragged) put(dragged.plane, stepAt(dragged.plane.querySelector("[data-field]"), event));
});

document.addEventListener("pointerup", () => {
  if (!dragged) return;
  const { plane, isNew } = dragged;
  dragged = null;
  const next = keysOf(plane).find((key) => !stepsOf(plane, key));
  if (isNew && next) turn(plane, next);
});

document.addEventListener("pointercancel", () => {
  dragged = null;
});

/** The plane that an element works on, where it may be worked on now. */
function planeOf(element) {
  const plane = element.closest("[data-answer]")?.querySelector("[data-plane]");
  return plane && OPEN.has(document.body.dataset.phone) ? plane : null;
}

function keysOf(plane) {
  return [...plane.querySelectorAll("[data-at]")].map((mark) => mark.dataset.at);
}

function turnOf(plane) {
  return plane.dataset.myTurn ?? keysOf(plane)[0];
}

function turn(plane, key) {
  plane.dataset.myTurn = key;
  redraw(plane);
}

function inputsOf(plane, key) {
  return [...plane.querySelectorAll("input")].filter((input) => input.name === key);
}

/** The steps that the form holds, or null. */
function stepsOf(plane, key) {
  const given = inputsOf(plane, key).map((input) => input.value);
  return given.length && given.every((each) => each !== "") ? given.map(Number) : null;
}

function go(plane, [across, up]) {
  const [x, y] = standing(plane, turnOf(plane)) ?? [0, 0];
  put(plane, [x + across, y + up]);
}

/** Where a mark is drawn: as the form says, else as it was the round before. */
function standing(plane, key) {
  return stepsOf(plane, key) ?? JSON.parse(plane.dataset.myShown ?? "null")?.[key] ?? null;
}

function put(plane, steps) {
  const key = turnOf(plane);
  for (const other of keysOf(plane)) if (other !== key) fill(plane, other, standing(plane, other));
  fill(plane, key, steps.map((step) => Math.max(-FAR, Math.min(FAR, step))));
  plane.dispatchEvent(new Event("input", { bubbles: true }));
  clearTimeout(speaking);
  speaking = setTimeout(() => announce(told(plane, key, standing(plane, key))), QUIET);
}

function fill(plane, key, steps) {
  inputsOf(plane, key).forEach((input, at) => {
    input.value = steps?.[at] ?? "";
  });
}

function draw(plane, value, shown) {
  if (plane.closest("[data-answer]")) plane.dataset.myShown = JSON.stringify(shown);
  for (const mark of plane.querySelectorAll("[data-at]")) {
    const steps = value?.[mark.dataset.at] ?? shown?.[mark.dataset.at] ?? null;
    mark.toggleAttribute("data-my-off", !steps);
    if (!steps) continue;
    mark.style.setProperty("inset-inline-start", `${share(steps[0])}%`);
    mark.style.setProperty("inset-block-end", `${share(steps[1])}%`);
  }
  redraw(plane);
}

function share(step) {
  return (((step + FAR + 0.5) / STEPS) * 100).toFixed(2);
}

/** What has its turn, and what is said of it. */
function redraw(plane) {
  const form = plane.closest("[data-answer]");
  if (!form) return;
  const key = turnOf(plane);
  for (const mark of plane.querySelectorAll("[data-at]")) mark.toggleAttribute("data-my-turn", mark.dataset.at === key);
  for (const button of plane.querySelectorAll("[data-turn]")) {
    button.setAttribute("aria-pressed", String(button.dataset.turn === key));
    button.toggleAttribute("data-my-pick", standing(plane, button.dataset.turn) !== null);
  }
  const words = told(plane, key, standing(plane, key));
  plane.querySelector("[data-field]").setAttribute("aria-label", words);
  const line = form.querySelector(".plane__keys > p");
  if (line.textContent !== words) line.textContent = words;
  for (const button of form.querySelectorAll("[data-go]")) {
    const [across, up] = button.dataset.go.split(" ").map(Number);
    button.setAttribute("aria-label", say("towards", { end: endOf(plane, across, up) }));
  }
}

function isMirrored(plane) {
  return getComputedStyle(plane).direction === "rtl";
}

function stepAt(field, { clientX, clientY }) {
  const { left, bottom, width, height } = field.getBoundingClientRect();
  const across = (clientX - left) / width;
  const step = (part) => Math.floor(part * STEPS) - FAR;
  return [step(isMirrored(field) ? 1 - across : across), step((bottom - clientY) / height)];
}

/** The mark that a finger takes hold of, if it is near one. */
function markNear(plane, { clientX, clientY }) {
  const far = (mark) => {
    const { left, top, width, height } = mark.getBoundingClientRect();
    return width ? Math.hypot(clientX - left - width / 2, clientY - top - height / 2) : Infinity;
  };
  const [nearest] = [...plane.querySelectorAll("[data-at]")].sort((one, other) => far(one) - far(other));
  return far(nearest) <= NEAR ? nearest.dataset.at : null;
}
