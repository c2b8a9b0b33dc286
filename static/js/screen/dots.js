/** Arrivals: a seat that fills up pops and stays yellow for a moment, then turns to ink. */
import { EASE, isStill } from "./motion.js";

const NOW_MS = 4000;
const POP_MS = 240;
const MOST_A_SECOND = 20;

let known = null;
let shown = [];

const filled = () => [...document.querySelectorAll(".seat--here")].map((seat) => seat.id);

function mayShow() {
  const second = performance.now() - 1000;
  shown = shown.filter((at) => at > second);
  return shown.length < MOST_A_SECOND && shown.push(performance.now());
}

function show(id) {
  const seat = document.getElementById(id);
  if (!seat || !mayShow()) return;
  seat.classList.add("is-now");
  setTimeout(() => document.getElementById(id)?.classList.remove("is-now"), NOW_MS);
  if (!isStill()) seat.animate([{ transform: "scale(0)" }, { transform: "scale(1)" }], { duration: POP_MS, easing: EASE });
}

/** Before a frame: remembers who is drawn, and which seats are yellow, because a morph takes that away. */
export function remember() {
  known = new Set(filled());
  return [...document.querySelectorAll(".seat.is-now")].map((seat) => seat.id);
}

/** After a frame of the same picture: shows who is new, and gives back their yellow to those still new. */
export function arrivals(yellow) {
  for (const id of yellow) document.getElementById(id)?.classList.add("is-now");
  for (const id of filled()) if (!known.has(id)) show(id);
}
