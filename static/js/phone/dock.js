/** The foot of the page while answering: one button that says the letter, a hint, and trouble in words. */
import { ASKING, letterOf } from "./paint.js";
import { say } from "./words.js";

const A_LINE = 32;
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
  const below = chosen === null && answersLieBelow(scene);
  button.disabled = chosen === null && !below;
  button.toggleAttribute("data-below", below);
  button.setAttribute("aria-disabled", String(sending));
  label.textContent = below ? say("see") : say(word(view.state, chosen, own), { letter });
  hint.textContent = chosen === null ? "" : say(HINTS[link] ?? "changeable");
  const text = view.state === "failed" ? say("not-sent") : view.state === "refused" ? refusal(entry) : "";
  trouble.hidden = text === "";
  if (trouble.lastElementChild.textContent !== text) trouble.lastElementChild.textContent = text;
}

/** Brings the answers into view, for whoever has read so far and sees none. */
export function seeAnswers(scene) {
  scene.querySelector("[data-answer]").scrollIntoView({ block: "start" });
  scene.querySelector("[data-answer] input").focus({ preventScroll: true });
}

function answersLieBelow(scene) {
  const first = scene.querySelector("[data-answer] [data-option]");
  return first !== null && first.getBoundingClientRect().top > dock.getBoundingClientRect().top - A_LINE;
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
