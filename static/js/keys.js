/** Keys and clickers. Space is Next wherever the focus is; only a field and an open dialog keep their keys. */
const STORED = "roomful.keys";
const KEYS = {
  " ": "next",
  PageDown: "next",
  ArrowRight: "next",
  PageUp: "back",
  ArrowLeft: "back",
  b: "blank",
  ".": "blank",
  q: "invite",
  "+": "minute",
  f: "screen",
  a: "ask",
};
const FIELDS = "input, textarea, select, [contenteditable]";

export function keysOn() {
  return localStorage.getItem(STORED) !== "off";
}

export function switchKeys(on) {
  localStorage.setItem(STORED, on ? "on" : "off");
}

function nameOf({ key, ctrlKey, metaKey, altKey }) {
  if (ctrlKey || metaKey || altKey) return null;
  return KEYS[key.length === 1 ? key.toLowerCase() : key] ?? null;
}

const keepsItsKeys = (target) => target.closest(FIELDS) || document.querySelector("dialog[open]");

/** Calls `act(name)` with next, back, blank, invite, minute, screen or ask. */
export function listenForKeys(act) {
  let taken = null;
  addEventListener("keydown", (event) => {
    const name = nameOf(event);
    if (!name || !keysOn() || keepsItsKeys(event.target)) return;
    event.preventDefault();
    taken = event.key;
    if (!event.repeat) act(name);
  });
  // Space presses the button that has the focus on its way up.
  addEventListener("keyup", (event) => {
    if (event.key === taken) event.preventDefault();
    taken = null;
  });
}
