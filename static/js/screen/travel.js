/** The reveal: dots lift from seats, drawn by lot, and travel to their answers while colour comes in. */
import { EASE, TRAVEL, animate, crossFade, isStill, middle, shuffled } from "./motion.js";

const SHRINK_MS = 240;
const TRAVEL_MS = 900;
const STAGGER_MS = 6;
const STAGGER_CAP_MS = 400;
const WAVE_MS = 200;
const CLOSED = 10 / 14;

/** The places of all seats that have answered, in no order; taken before the frame that reveals. */
export function answeredSeats() {
  return shuffled([...document.querySelectorAll(".seats--voting .seat--here")].map(middle));
}

/** Where the question stands and how large; taken before the frame that reveals. */
export function heading() {
  const h1 = document.querySelector("#scene h1");
  const { left, top } = h1.getBoundingClientRect();
  return { left, top, size: parseFloat(getComputedStyle(h1).fontSize) };
}

/** Plays the reveal on the picture that stands now. */
export function reveal(seats, question) {
  const scene = document.getElementById("scene");
  if (isStill()) return crossFade(scene);
  shrink(scene.querySelector("h1"), question);
  const ink = getComputedStyle(scene).color;
  const rows = [...scene.querySelectorAll(".row__chart")];
  let last = 0;
  rows.forEach((row, index) => {
    const units = [...row.querySelectorAll(".unit")];
    units.forEach((unit, at) => {
      const delay = (index * WAVE_MS) / rows.length + Math.min(at * STAGGER_MS, (at / units.length) * STAGGER_CAP_MS);
      last = Math.max(last, delay + TRAVEL_MS);
      if (seats.length) lift(unit, seats.pop(), ink, delay);
    });
    for (const bar of row.querySelectorAll(".bar")) grow(bar, (index * WAVE_MS) / rows.length);
  });
  for (const number of scene.querySelectorAll(".row__number")) {
    animate(number, [{ opacity: 0 }, { opacity: 1 }], { delay: Math.max(last, TRAVEL_MS) - 100, duration: 300 });
  }
}

function shrink(h1, before) {
  const { left, top, size } = heading();
  const from = `translate(${before.left - left}px, ${before.top - top}px) scale(${before.size / size})`;
  const frames = [
    { transform: from, transformOrigin: "0 0" },
    { transform: "none", transformOrigin: "0 0" },
  ];
  animate(h1, frames, { duration: SHRINK_MS, easing: EASE });
}

/**
 * One dot on its way. It leaves its seat without its mark, closed by a stroke as wide as the hole. The inner drawing
 * moves, so that the place of its group stays the server's.
 */
function lift(unit, seat, ink, delay) {
  const drawing = unit.firstElementChild;
  const here = middle(unit);
  const scale = unit.getScreenCTM().a;
  const from = `translate(${(seat.x - here.x) / scale}px, ${(seat.y - here.y) / scale}px) scale(${(seat.size / here.size) * CLOSED})`;
  const fill = getComputedStyle(drawing).fill;
  animate(
    drawing,
    [
      { transform: from, fill: ink, stroke: ink, strokeWidth: "8px" },
      { transform: "none", fill, stroke: fill, strokeWidth: "0px" },
    ],
    { duration: TRAVEL_MS, delay, easing: TRAVEL },
  );
}

function grow(bar, delay) {
  animate(bar, [{ transform: "scale(0, 1)" }, { transform: "none" }], { duration: TRAVEL_MS, delay, easing: EASE });
}
