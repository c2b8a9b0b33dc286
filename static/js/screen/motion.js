/** Motion that may be interrupted: a new scene jumps whatever still runs to its end. */
export const EASE = "cubic-bezier(.2, .8, .2, 1)";
export const TRAVEL = "cubic-bezier(.6, 0, .15, 1)";

const still = matchMedia("(prefers-reduced-motion: reduce)");
let running = [];

/** Whether this device asks for no travel. */
export const isStill = () => still.matches;

/** Animates an element and remembers it; the element's own style is its end. */
export function animate(element, frames, options) {
  const motion = element.animate(frames, { fill: "backwards", ...options });
  running.push(motion);
  motion.finished.then(() => (running = running.filter((other) => other !== motion))).catch(() => {});
  return motion;
}

/** Jumps to the end of everything that moves. */
export function settle() {
  for (const motion of running) motion.cancel();
  running = [];
}

/** A quick change of pictures, for devices that ask for less motion. */
export function crossFade(element) {
  animate(element, [{ opacity: 0 }, { opacity: 1 }], { duration: 200, easing: "linear" });
}

/** Something new takes the space that was kept for it. */
export function appear(element) {
  const from = isStill() ? { opacity: 0 } : { opacity: 0, transform: "translateY(12px)" };
  if (element) animate(element, [from, { opacity: 1 }], { duration: 240, easing: EASE });
}

/** The middle of an element on the page. */
export function middle(element) {
  const box = element.getBoundingClientRect();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2, size: box.width };
}

/** The same list in random order. */
export function shuffled(list) {
  const result = [...list];
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = Math.floor(Math.random() * (last + 1));
    [result[last], result[other]] = [result[other], result[last]];
  }
  return result;
}
