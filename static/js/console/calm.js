/** Lists that change by themselves (`data-calm`) stand still while a hand is on them: nothing jumps under a finger. */
const STILL_MS = 1500;
const held = new Map();

function release(list) {
  clearTimeout(held.get(list));
  held.delete(list);
  list.removeAttribute("data-my-held");
}

function hold({ target }) {
  const list = target.closest?.("[data-calm]");
  if (!list) return;
  clearTimeout(held.get(list));
  list.setAttribute("data-my-held", "");
  held.set(list, setTimeout(release, STILL_MS, list));
}

/** Starts it. What a hand has done shows at once. */
export function keepCalm() {
  for (const name of ["pointermove", "pointerdown"]) document.addEventListener(name, hold, { passive: true });
  document.addEventListener("submit", () => [...held.keys()].forEach(release));
}
