/** Where the focus is. Whoever has no mouse is nowhere without it. */

/** Does something, after which the focus is not lost: if what had it went, was hidden or can no longer be pressed, the heading gets it. */
export function keepFocus(act) {
  const had = document.activeElement;
  act();
  if (had !== document.body && !canBeReached(document.activeElement)) document.querySelector("#scene h1")?.focus();
}

/** Whether somebody can be at an element. Browsers notice that it was hidden only with their next picture. */
export function canBeReached(element) {
  return element !== document.body && element.isConnected && !element.disabled && element.getClientRects().length > 0;
}
