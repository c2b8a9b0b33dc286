/** The foot of the page while answering: one button that says the letter, a hint, and trouble in words. */
import { ASKING, letterOf } from "./paint.js";
import { say } from "./words.js";

const HINTS = { reconnecting: "goes-out", offline: "goes-out" };
const dock = document.getElementById("dock");
const button = document.getElementById("send");
const label = document.getElementById("send-label");
const hint = document.getElementById("hint");
const trouble = document.getElementById("trouble");

/** `chosen` is the answer ticked now; `own` the one that the server has. */
export function paintDock(scene, view, { chosen, own, link, entry }) {
  dock.hidden = !ASKING.has(view.state) || scene.dataset.phase !== "open";
  if (dock.hidden) return;
  const letter = letterOf(scene, chosen);
  const sending = view.state === "sending";
  button.disabled = chosen === null;
  button.setAttribute("aria-disabled", String(sending));
  label.textContent = say(word(view.state, chosen, own), { letter });
  hint.textContent = say(HINTS[link] ?? "changeable");
  const text = view.state === "failed" ? say("not-sent") : view.state === "refused" ? refusal(entry) : "";
  trouble.hidden = text === "";
  if (trouble.lastElementChild.textContent !== text) trouble.lastElementChild.textContent = text;
}

function word(state, chosen, own) {
  if (state === "sending") return "sending";
  if (state === "failed") return "try-again";
  if (chosen === null) return "choose";
  return chosen === own ? "keep" : "send";
}

function refusal(entry) {
  return `${say("refused")} ${entry.refused.message}`;
}
