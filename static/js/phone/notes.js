/** Short notes above the scene that stay until read: the room moved on, an answer came too late. */
import { keepFocus } from "../focus.js";
import { announce } from "../said.js";
import { say } from "./words.js";

const box = document.getElementById("note");
let close = () => {};

/** Shows one note; `onClose` runs when it is put away. The same note is not shown twice in a row. */
export function note(name, slots, onClose = () => {}) {
  const text = say(name, slots);
  close = onClose;
  if (!box.hidden && box.querySelector("p").textContent === text) return;
  box.querySelector("p").textContent = text;
  box.hidden = false;
  announce(text);
}

document.getElementById("note-close").addEventListener("click", () => {
  keepFocus(() => { box.hidden = true; });
  close();
});
