/** What is said to screen readers, politely: the one place of a page that speaks. */
const live = document.getElementById("said");
const AGAIN = "\u00a0";

/** Says something. The same words twice in a row are said twice, so that a second answer is confirmed like the first. */
export function announce(text) {
  live.textContent = live.textContent === text ? text + AGAIN : text;
}
