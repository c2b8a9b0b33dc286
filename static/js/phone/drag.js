/** Cards in an order, dragged: by the grip with a finger, so that a list can still be scrolled, anywhere with a mouse. */
import { cardOf, drop, lift, move, placeOf } from "./cards.js";
import { isOver, onLimit } from "./limit.js";

const FAR = 6; // pixels that make a press a drag
const EDGE = 72; // of the window, where the page scrolls along
const SCROLL = 12;
let drag = null;
let swallow = false;

document.addEventListener("pointerdown", (event) => {
  const card = event.button === 0 && cardOf(event.target);
  if (!card || event.target.closest("[data-up], [data-down]")) return;
  if (event.pointerType !== "mouse" && !event.target.closest("[data-grip]")) return;
  drag = { card, id: event.pointerId, y: event.pageY, others: null };
});

document.addEventListener("pointermove", (event) => {
  if (!drag || event.pointerId !== drag.id) return;
  if (!drag.card.isConnected) return end();
  const by = event.pageY - drag.y;
  if (!drag.others && Math.abs(by) < FAR) return;
  if (!drag.others) begin();
  follow(by);
  if (event.clientY < EDGE) scrollBy(0, -SCROLL);
  if (event.clientY > innerHeight - EDGE * 2) scrollBy(0, SCROLL);
});

document.addEventListener("pointerup", (event) => {
  if (!drag || event.pointerId !== drag.id) return;
  const { card, others, to } = drag;
  end();
  if (!others || !card.isConnected) return;
  swallow = true;
  setTimeout(() => { swallow = false; });
  move(card, to);
});

document.addEventListener("pointercancel", end);
onLimit(() => isOver() && end());

// The click that ends a drag is none of its card's.
document.addEventListener(
  "click",
  (event) => {
    if (!swallow) return;
    swallow = false;
    event.stopPropagation();
    event.preventDefault();
  },
  true,
);

/** From now on frames leave the cards alone (`data-my-order`, in `morph.js`). */
function begin() {
  const { card } = drag;
  card.parentElement.dataset.myOrder = "";
  lift(card);
  drag.others = [...card.parentElement.children].map((other) => {
    const box = other.getBoundingClientRect();
    return { card: other, middle: box.top + box.height / 2 };
  });
  const [first, second] = drag.others;
  drag.step = second.middle - first.middle;
  drag.to = placeOf(card);
}

function follow(by) {
  const from = placeOf(drag.card);
  const middle = drag.others[from].middle + by;
  drag.to = drag.others.filter(({ middle: other }, at) => at !== from && (at < from ? other <= middle : other < middle)).length;
  drag.others.forEach(({ card }, at) => {
    const makesRoom = at > from && at <= drag.to ? -1 : at < from && at >= drag.to ? 1 : 0;
    card.style.transform = at === from ? `translateY(${by}px) rotate(-1deg)` : makesRoom ? `translateY(${makesRoom * drag.step}px)` : "";
  });
}

function end() {
  if (!drag) return;
  for (const { card } of drag.others ?? []) card.style.transform = "";
  if (drag.others) drop();
  drag = null;
}
