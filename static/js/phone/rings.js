/**
 * The seats of a vote: solid who has answered, a ring who has not. How many are rings is true; which of them is nobody's
 * business, so they are spread over the seats and say nothing about anybody.
 */
import { seatPoint } from "../fan.js";

const GOLDEN = 0.6180339887;
const RING = 7; // twice the width of its line

/** Draws the seats from the numbers that stand beside them; `seat` is this person's own, who has answered. */
export function paintRings(scene, seat) {
  const group = scene.querySelector("[data-seats]");
  const count = scene.querySelector("[data-count]");
  if (!group || !count) return;
  const each = Number(group.ownerSVGElement.dataset.fan);
  const own = seatPoint(group.ownerSVGElement, Math.floor(seat / each));
  const all = pointsOf(group.dataset.seats);
  const others = each > 1 ? all : all.filter(({ x, y }) => Math.hypot(x - own.x, y - own.y) > 1);
  const [answered, people] = count.dataset.count.split(" ").map(Number);
  const done = filled(answered, people, each, others.length);
  const order = others.map((_, at) => (at * GOLDEN) % 1);
  const last = [...order].sort((a, b) => a - b)[done] ?? 1;
  const solid = others.filter((_, at) => order[at] < last);
  const waiting = others.filter((_, at) => order[at] >= last);
  const dot = Number(group.dataset.dot);
  group.replaceChildren(
    dots("dots", dot, solid),
    dots("dots dots--unanswered", dot, waiting),
    dots("dots dots--paper", dot - RING, waiting),
  );
}

function dots(className, width, points) {
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("class", className);
  path.setAttribute("stroke-width", width);
  path.setAttribute("d", points.map(({ x, y }) => `M${x} ${y}h0`).join(""));
  return path;
}

/** How many dots are solid. One that stands for several people is solid once all of them have answered. */
function filled(answered, people, each, dots) {
  if (answered >= people) return dots;
  return Math.max(0, Math.min(each > 1 ? Math.floor(answered / each) : answered - 1, dots));
}

/** The points of a path of dots, each written relative to the one before. */
function pointsOf(d) {
  let [x, y] = [0, 0];
  return Array.from(d.matchAll(/m(-?\d+) ?(-?\d+)h0/g), ([, across, down]) => ({ x: (x += +across), y: (y += +down) }));
}
