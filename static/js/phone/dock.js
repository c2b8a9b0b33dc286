/** The foot of the page while answering: one button that says what it sends, a hint, and trouble in words. */
import { canBeReached } from "../focus.js";
import { same } from "./form.js";
import { ASKING } from "./paint.js";
import { slotsOf } from "./slots.js";
import { say } from "./words.js";

const A_LINE = 32;
const HINTS = { reconnecting: "goes-out", offline: "goes-out" };
const dock = document.getElementById("dock");
const button = document.getElementById("send");
const label = document.getElementById("send-label");
const hint = document.getElementById("hint");
const trouble = document.getElementById("trouble");

/**
 * `chosen` is the answer ticked now, `offered` the one that the button sends (null where nothing is ticked, or what is
 * `lacks` something yet), `own` the one that the server has.
 */
export function paintDock(scene, view, { chosen, offered, lacks, own, link, entry }) {
  dock.hidden = !ASKING.has(view.state) || scene.dataset.phase !== "open";
  if (dock.hidden) return;
  const sending = view.state === "sending";
  const below = offered === null && !lacks && answersLieBelow(scene);
  button.disabled = offered === null && !below;
  button.toggleAttribute("data-below", below);
  button.setAttribute("aria-disabled", String(sending));
  const slots = slotsOf(scene, offered ?? chosen);
  label.textContent = below ? say("see") : say(lacks ? "lacking" : word(view, offered, own), slots);
  hint.textContent = lacks ? say("lacking-hint", slots) : offered === null ? "" : say(hintOf(chosen, link));
  const text = view.state === "failed" ? say("not-sent") : view.state === "refused" ? refusal(entry) : "";
  trouble.hidden = text === "";
  if (trouble.lastElementChild.textContent !== text) trouble.lastElementChild.textContent = text;
}

/** Brings the answers into view, for whoever has read so far and sees none. */
export function seeAnswers(scene) {
  scene.querySelector("[data-answer]").scrollIntoView({ block: "start" });
  enterForm(scene, { preventScroll: true });
}

/** Puts the focus where an answer is begun or changed: on what is ticked, else on the first field. */
export function enterForm(scene, how) {
  const fields = [...scene.querySelectorAll("[data-answer] :is(input, textarea, [data-lift], [data-field])")].filter(canBeReached);
  (fields.find((field) => field.checked) ?? fields[0])?.focus(how);
}

function hintOf(chosen, link) {
  return chosen === null ? "or-change" : (HINTS[link] ?? "changeable");
}

function answersLieBelow(scene) {
  const first = scene.querySelector("[data-answer] :is([data-place], input, textarea)");
  return first !== null && first.getBoundingClientRect().top > dock.getBoundingClientRect().top - A_LINE;
}

function word({ state, before }, offered, own) {
  if (state === "sending") return "sending";
  if (state === "failed") return "try-again";
  if (offered === null) return "choose";
  if (own === null && same(offered, before)) return "stay";
  return same(offered, own) ? "keep" : "send";
}

function refusal(entry) {
  return `${say("refused")} ${entry.refused.message}`;
}
