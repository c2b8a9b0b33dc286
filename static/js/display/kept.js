/** How this browser shows things: what is picked is an attribute of the page, and is put on again by `display.js` before
 *  the first picture of the next one. It never leaves the browser. */
const STORED = "roomful.display";

function kept() {
  try {
    return JSON.parse(localStorage.getItem(STORED)) ?? {};
  } catch {
    return {};
  }
}

/** What is on; "" is as usual. */
export function shown(name) {
  return document.documentElement.dataset[name] ?? "";
}

/** Puts it on, now and from now on; where nothing can be stored, now. */
export function keep(name, value) {
  if (value) document.documentElement.dataset[name] = value;
  else delete document.documentElement.dataset[name];
  try {
    localStorage.setItem(STORED, JSON.stringify({ ...kept(), [name]: value }));
  } catch {
    // A browser that stores nothing shows it as long as the page stands.
  }
}
