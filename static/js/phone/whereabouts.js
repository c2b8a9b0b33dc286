/** Where something stands on a field of two lines, in words. */
import { say } from "./words.js";

/** "Me: 2 steps to “innovator”", or that it is not placed yet. */
export function told(plane, key, steps) {
  const name = nameOf(plane, key);
  return steps ? say("stands", { name, where: whereabouts(plane, steps) }) : say("not-yet", { name });
}

function whereabouts(plane, [x, y]) {
  const far = (n, end) => say("far", { n: Math.abs(n), end });
  const across = x && far(x, endOf(plane, x, 0));
  const up = y && far(y, endOf(plane, 0, y));
  if (across && up) return say("both", { across, up });
  return across || up || say("nowhere");
}

/** What the end of a line is called, in whose direction a step goes. */
export function endOf(plane, across, up) {
  const end = across ? (across > 0 ? "high" : "low") : up > 0 ? "top" : "bottom";
  return plane.querySelector(`[data-end="${end}"]`).textContent;
}

/** What is placed, by its key. */
export function nameOf(plane, key) {
  return [...plane.querySelectorAll("[data-turn]")].find((button) => button.dataset.turn === key)?.textContent ?? "";
}
