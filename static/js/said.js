/** What is said to screen readers, politely: the one place of a page that speaks. */
const live = document.getElementById("said");
const AGAIN = "\u00a0";
const QUIET = 400; // ms after which changes are over
let soon = 0;

/** Says something. The same words twice in a row are said twice, so that a second answer is confirmed like the first. */
export function announce(text) {
  clearTimeout(soon);
  live.textContent = live.textContent === text ? text + AGAIN : text;
}

/** What was said last, and must not be read again. */
export function takeBack(text) {
  if (text !== "" && live.textContent.startsWith(text)) live.textContent = "";
}

/** Says what came of changes that follow each other, once they are over and unless something else is said meanwhile. */
export function announceSoon(text) {
  clearTimeout(soon);
  soon = setTimeout(announce, QUIET, text);
}
