/** The shift: the first vote stands for a moment, then everybody who moved travels along a thread. */
import { TRAVEL, animate, crossFade, isStill, middle } from "./motion.js";

const STANDS_MS = 800;
const TRAVEL_MS = 1600;
const FADE_MS = 300;
const STEPS = 12;

/** Plays the shift on the picture that stands now. */
export function shift() {
  const scene = document.getElementById("scene");
  const flow = scene.querySelector(".flow");
  if (!flow) return;
  if (isStill()) return crossFade(scene);
  for (const dot of flow.querySelectorAll(".came")) move(dot, document.getElementById(dot.dataset.twin));
  for (const dot of flow.querySelectorAll(".flow__after .unit, .flow__after .bar")) fadeIn(dot, STANDS_MS, TRAVEL_MS);
  const after = STANDS_MS + TRAVEL_MS;
  for (const thread of flow.querySelectorAll(".thread, .ribbon")) fadeIn(thread, STANDS_MS, TRAVEL_MS / 2);
  for (const part of flow.querySelectorAll(".pill, .flow__is, .flow__change")) fadeIn(part, after, FADE_MS);
  for (const part of scene.querySelectorAll("h1, .cue--band")) fadeIn(part, after, FADE_MS);
}

function fadeIn(element, delay, duration) {
  animate(element, [{ opacity: 0 }, { opacity: 1 }], { delay, duration });
}

/** Until people leave, their rings are still dots in the colour of the first vote. */
function stand(ring) {
  const fill = getComputedStyle(ring).getPropertyValue("--answer");
  animate(ring, [{ fill }, { fill }], { duration: STANDS_MS });
}

/** From the ring that was left to the place of arrival, leaving and coming level like the threads do. */
function move(dot, ring) {
  if (!ring) return;
  const here = middle(dot);
  const there = middle(ring);
  const scale = dot.getScreenCTM().a;
  const across = (there.x - here.x) / scale;
  const down = (there.y - here.y) / scale;
  const frames = Array.from({ length: STEPS + 1 }, (_, step) => {
    const t = step / STEPS;
    const x = across * (1 - (1.5 * t * (1 - t) + t ** 3));
    const y = down * (1 - (3 * t ** 2 - 2 * t ** 3));
    return { transform: `translate(${x}px, ${y}px)` };
  });
  stand(ring);
  animate(dot, [{ opacity: 0 }, { opacity: 0, offset: 0.75 }, { opacity: 1 }], { duration: STANDS_MS });
  for (const part of dot.children) animate(part, frames, { delay: STANDS_MS, duration: TRAVEL_MS, easing: TRAVEL });
}
