/** Shows on the room's shared picture what is this person's own. Only attributes and a few words change. */
import { seatPoint } from "../fan.js";
import { said, write, written } from "./form.js";
import { paintRings } from "./rings.js";
import { letterOf, partOf, slotsOf, stands } from "./slots.js";
import { say } from "./words.js";
import { paintWords } from "./texts.js";

/** States of an open vote in which the question and its answers are on the page (`data-when="asking"`). */
export const ASKING = new Set(["choosing", "changing", "sending", "failed", "refused"]);
const ALONE = new Set(["answered", "kept", "closed", "missed", "sending"]);

/** `view` is what `stateOf` returned; `chosen` the answer to show as ticked in the form; `answers` are all that are in. */
export function paint(scene, view, { seat, chosen, answers }) {
  document.body.dataset.phone = view.state;
  // A morph may turn a part that was hidden into one that belongs to everybody.
  for (const part of scene.querySelectorAll("[data-my-off]")) part.removeAttribute("data-my-off");
  const names = ASKING.has(view.state) ? [view.state, "asking"] : [view.state];
  for (const part of scene.querySelectorAll("[data-when]")) {
    part.toggleAttribute("data-my-off", !part.dataset.when.split(" ").some((name) => names.includes(name)));
  }
  const slots = slotsOf(scene, chosen ?? view.value, view.before);
  for (const words of scene.querySelectorAll("[data-say]")) {
    const text = say(words.dataset.say, slots);
    if (words.textContent !== text) words.textContent = text; // one that is a status would be read out again
  }
  for (const lead of scene.querySelectorAll("[data-again]")) {
    lead.textContent = say(view.before === null ? "again-new" : "again");
  }
  paintPlaces(scene, view);
  for (const form of scene.querySelectorAll("[data-answer]")) write(form, chosen, view.value ?? view.before);
  const own = ownOf(view, answers);
  for (const place of scene.querySelectorAll("[data-own]")) written(place, own(place));
  paintPicks(scene);
  paintWords(scene, own);
  for (const kept of scene.querySelectorAll("[data-kept-of]")) kept.toggleAttribute("data-my-off", own(kept) === null);
  paintRoads(scene, view);
  paintVerdict(scene, view);
  for (const fan of scene.querySelectorAll("[data-fan]")) paintSeat(fan, seat);
  paintRings(scene, seat);
}

/** The own answer that an element is about: that of this step, or within `data-kept-of` the newest one to that activity. */
function ownOf(view, answers) {
  const newest = (activity) => {
    const rounds = Object.keys(answers).map((at) => at.split(".")).filter(([key]) => key === activity);
    const last = Math.max(0, ...rounds.map(([, round]) => Number(round)));
    return answers[`${activity}.${last}`]?.value ?? null;
  };
  return (element) => {
    const kept = element.closest("[data-kept-of]");
    return kept ? newest(kept.dataset.keptOf) : view.value;
  };
}

function paintPlaces(scene, view) {
  const alone = ALONE.has(view.state) && (view.state !== "sending" || scene.dataset.phase !== "open");
  const mark = (element, mine) => {
    element.toggleAttribute("data-my-answer", mine);
    element.toggleAttribute("data-my-off", alone && !mine);
  };
  for (const place of scene.querySelectorAll("[data-place]")) {
    mark(place, stands(place, place.closest("[data-before]") ? view.before : view.value));
    paintBefore(place, view.state === "choosing" && stands(place, view.before));
  }
  for (const part of scene.querySelectorAll("[data-part]")) mark(part, said(view.value, partOf(part)) !== null);
  for (const slot of scene.querySelectorAll("[data-mine]")) {
    slot.textContent = said(view.value, partOf(slot)) ?? "";
    slot.toggleAttribute("data-my-off", slot.textContent === "");
  }
}

/** What is ticked in the form, for the style of the whole card: `:has(:checked)` would be too new for many phones. */
function paintPicks(scene) {
  for (const input of scene.querySelectorAll("[data-place] :is([type=radio], [type=checkbox])")) {
    input.closest("[data-place]").toggleAttribute("data-my-pick", input.checked);
  }
}

/** "You chose A": the own answer of the round before stands at its place, until there is a new one. */
function paintBefore(place, stands) {
  place.toggleAttribute("data-my-before", stands);
  place.querySelector("i")?.remove();
  const letter = place.querySelector(".letter");
  if (!stands || !letter) return;
  const words = document.createElement("i");
  words.textContent = say("chose", { letter: letter.textContent, n: 1 });
  place.querySelector("span").append(words);
}

/** "So did 26 others.", where the server let that number out; who went alone is not told that nobody followed. */
function paintRoads(scene, view) {
  const slot = scene.querySelector("[data-roads]");
  if (!slot) return;
  const road = letterOf(scene, view.before) + letterOf(scene, view.value);
  const shown = slot.dataset.roads.split(" ").find((each) => road.length === 2 && each.startsWith(road));
  const others = shown ? Number(shown.slice(2)) - 1 : 0;
  slot.textContent = others ? say("so-did", { n: others }) : "";
}

/** Whether the own answer is right: the room's picture marks the right one, and this phone alone compares. */
function paintVerdict(scene, view) {
  const slot = scene.querySelector("[data-verdict]");
  const right = scene.querySelector("[data-right]");
  if (!slot || !right || view.value === null) return;
  slot.textContent = say(stands(right, view.value) ? "right" : "not-right", slotsOf(scene, view.value));
}

function paintSeat(fan, seat) {
  const dot = fan.querySelector(".dot--now");
  const { x, y } = seatPoint(fan, Math.floor(seat / Number(fan.dataset.fan)));
  dot.setAttribute("cx", x.toFixed(1));
  dot.setAttribute("cy", y.toFixed(1));
}
