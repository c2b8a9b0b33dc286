/** Larger text on this wall, now and when it is opened in this browser again: in every scene that has room for it. */
import { keep, shown } from "../display/kept.js";
import { offer } from "./tools.js";

const ROOMS = "#scene, .big__body > *, .cue__text, .row__text"; // what holds text, and must not spill it
const NEAR = 1 / 125; // of the wall’s height: letters reach over their lines without spilling
const page = document.documentElement;

/** Sets a scene that would spill as on every wall. Called with each picture, before it is painted. */
export function fitText() {
  delete page.dataset.full;
  if (!shown("text")) return;
  const spills = ({ scrollHeight, clientHeight }) => scrollHeight > clientHeight + NEAR * innerHeight;
  page.toggleAttribute("data-full", [...document.querySelectorAll(ROOMS)].some(spills));
}

/** Starts listening. */
export function offerLargerText() {
  const button = document.querySelector("[data-larger]");
  const tell = () => {
    button.setAttribute("aria-pressed", shown("text") === "larger");
    fitText();
  };
  offer(button, "l", () => {
    keep("text", shown("text") ? "" : "larger");
    tell();
  });
  tell();
  document.fonts.ready.then(fitText);
}
