/** Where something stands on a field of two lines, in words. */
import { say } from "./words.js";

/** "Me: 2 steps to “innovator”", or that it is not placed yet. */
export function told(plane, key, steps) {
  const name = nameOf(plane, key);
  return steps ? say("stands", { name, where: whereabouts(plane, steps) }) : say("not-yet", { name });
}

function whereabouts(plane, [x, y]) {
  const ways = [[x, 0], [0, y]].filter(([across, up]) => across || up);
  const [first, second] = ways.map(([across, up]) => ({ n: Math.abs(across || up), end: endOf(plane, across, up) }));
  if (!first) return say("nowhere");
  return second ? say("both", { ...second, first: say("far", first) }) : say("far", first);
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
