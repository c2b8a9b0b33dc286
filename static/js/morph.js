/** Puts a frame's HTML into the page by htmx's morph, so that focus, caret and half-typed words stay. */
import { keepFocus } from "./focus.js";
import htmx from "../vendor/htmx.esm.min.js";

const OWN = "data-my";

// Attributes the page itself sets (own answer, own dot) are not the frame's to remove; nor is what somebody unfolded.
htmx.config.morphIgnore.push(OWN, "open");
// Cards that somebody put in order, or drags just now, stand where they are; so do texts among which somebody is, and lists that a hand is on.
htmx.config.morphSkipChildren = `[${OWN}-order], [${OWN}-held], [data-pick]:focus-within`;

function isTyping() {
  const { activeElement } = document;
  return activeElement?.matches("textarea, [contenteditable], input:not([type=radio], [type=checkbox])") ?? false;
}

/**
 * Morphs `#scene` into `html` at once. Returns whether the scene's `data-step` changed.
 *
 * With `focus`, a changed step scrolls to the top and moves focus to the new h1, unless somebody is typing.
 */
export function morph(html, { focus = false } = {}) {
  const scene = () => document.getElementById("scene");
  const before = scene().dataset.step;
  keepFocus(() => htmx.swap({ target: scene(), text: html, swap: "outerMorph", sourceElement: document.body }));
  const changed = scene().dataset.step !== before;
  if (focus && changed && before !== undefined && !isTyping()) {
    scrollTo(0, 0);
    scene().querySelector("h1")?.focus({ preventScroll: true });
  }
  return changed;
}

/** Replaces the inside of some elements: `{id: html}`. Ids that are not on the page are passed over. */
export function patch(parts) {
  for (const [id, html] of Object.entries(parts)) {
    const target = document.getElementById(id);
    if (target) keepFocus(() => htmx.swap({ target, text: html, swap: "innerMorph", sourceElement: document.body }));
  }
}
