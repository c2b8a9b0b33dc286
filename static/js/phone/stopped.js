/** The page where a phone ends: what happened, what is safe, and the way on. */
import { say } from "./words.js";

const page = document.getElementById("stopped");

/** Shows it in place of the scene. `reason` names its words; a refusal of the server may bring its own `message` and `to`. */
export function showStopped(reason, { message, to } = {}) {
  document.documentElement.dataset.link = "ended";
  page.querySelector("h1").textContent = say(`${reason}-head`);
  page.querySelector(".lead").textContent = reason === "gone" && message ? message : say(reason, { to });
  page.querySelector(".button--primary").hidden = reason === "deleted";
  if (to) Object.assign(page.querySelector(".button--primary"), { href: to, textContent: say("address-go") });
  document.getElementById("scene").hidden = true;
  document.getElementById("dock").hidden = true;
  document.getElementById("asks-door").hidden = true;
  page.hidden = false;
  page.querySelector("h1").focus();
}
