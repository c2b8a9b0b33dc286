/** For ears: that the connection is lost, and that it is back. The banners say it to eyes, and a short gap is not worth a word. */
import { announce } from "../said.js";
import { say } from "./words.js";

let away = false;

/** Says what the link's state means, once. */
export function tellLine(state) {
  if (state === "offline" && !away) announce(document.querySelector(".banner--offline").innerText);
  if (state === "open" && away) announce(say("back"));
  if (state === "offline" || state === "open") away = state === "offline";
}
