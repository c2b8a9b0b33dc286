/** Keys and clickers. They do nothing in a field, in a dialog, with a modifier, or switched off. */
const STORED = "roomful.keys";
const KEYS = {
  " ": "next",
  PageDown: "next",
  ArrowRight: "next",
  PageUp: "back",
  ArrowLeft: "back",
  b: "blank",
  ".": "blank",
  "+": "minute",
  f: "screen",
};
const FIELDS = "input, textarea, select, [contenteditable]";

export function keysOn() {
  return localStorage.getItem(STORED) !== "off";
}

export function switchKeys(on) {
  localStorage.setItem(STORED, on ? "on" : "off");
}

function wanted(event) {
  const mine = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!mine || !keysOn() || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return null;
  if (event.target.closest(FIELDS) || document.querySelector("dialog[open]")) return null;
  // Space on a focused control presses that control; to act as well would be twice.
  if (event.key === " " && event.target.closest("button, a, summary")) return null;
  return mine;
}

/** Calls `acts[name]()` for next, back, blank, minute and screen. */
export function listenForKeys(acts) {
  addEventListener("keydown", (event) => {
    const name = wanted(event);
    if (!name) return;
    event.preventDefault();
    acts[name]();
  });
}
