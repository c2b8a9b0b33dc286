/** Shows on the room's shared picture what is this person's own. Only attributes and a few words change. */
import { seatPoint } from "../fan.js";
import { paintRings } from "./rings.js";
import { say, sayCount } from "./words.js";

/** States of an open vote in which the question and its answers are on the page (`data-when="asking"`). */
export const ASKING = new Set(["choosing", "changing", "sending", "failed", "refused"]);
const ALONE = new Set(["answered", "kept", "closed", "missed", "sending"]);

/** `view` is what `stateOf` returned; `chosen` the answer to show as ticked in the form. */
export function paint(scene, view, { seat, chosen }) {
  document.body.dataset.phone = view.state;
  // A morph may turn a part that was hidden into one that belongs to everybody.
  for (const part of scene.querySelectorAll("[data-my-off]")) part.removeAttribute("data-my-off");
  const names = ASKING.has(view.state) ? [view.state, "asking"] : [view.state];
  for (const part of scene.querySelectorAll("[data-when]")) {
    part.toggleAttribute("data-my-off", !part.dataset.when.split(" ").some((name) => names.includes(name)));
  }
  for (const slot of scene.querySelectorAll("[data-letter]")) {
    slot.textContent = letterOf(scene, slot.dataset.letter === "before" ? view.before : view.value);
  }
  for (const lead of scene.querySelectorAll("[data-again]")) {
    lead.textContent = say(view.before === null ? "again-new" : "again");
  }
  paintOptions(scene, view, chosen);
  paintRoads(scene, view);
  for (const fan of scene.querySelectorAll("[data-fan]")) paintSeat(fan, seat);
  paintRings(scene, seat);
}

/** The letter of an answer, as the scene shows it; "" for none. */
export function letterOf(scene, value) {
  const option = [...scene.querySelectorAll("[data-option]")].find((each) => keyOf(each) === value);
  return option?.querySelector(".letter").textContent ?? "";
}

function keyOf(option) {
  return option.dataset.option || option.querySelector("input").value;
}

function paintOptions(scene, view, chosen) {
  const alone = ALONE.has(view.state) && (view.state !== "sending" || scene.dataset.phase !== "open");
  for (const option of scene.querySelectorAll("[data-option]")) {
    const mine = keyOf(option) === view.value;
    option.toggleAttribute("data-my-answer", mine);
    paintBefore(option, view.state === "choosing" && keyOf(option) === view.before);
    option.toggleAttribute("data-my-off", alone && !mine);
  }
  for (const input of scene.querySelectorAll("[data-answer] input")) input.checked = input.value === chosen;
}

/** "You chose A": the own answer of the round before stands on its card, until there is a new one. */
function paintBefore(option, stands) {
  option.toggleAttribute("data-my-before", stands);
  option.querySelector("i")?.remove();
  if (!stands) return;
  const words = document.createElement("i");
  words.textContent = say("chose", { letter: option.querySelector(".letter").textContent });
  option.querySelector("span").append(words);
}

/** "So did 26 others.", where the server let that number out. */
function paintRoads(scene, view) {
  const slot = scene.querySelector("[data-roads]");
  if (!slot) return;
  const road = letterOf(scene, view.before) + letterOf(scene, view.value);
  const shown = slot.dataset.roads.split(" ").find((each) => road.length === 2 && each.startsWith(road));
  slot.textContent = shown ? sayCount("so-did", Number(shown.slice(2)) - 1) : "";
}

function paintSeat(fan, seat) {
  const dot = fan.querySelector(".dot--now");
  const { x, y } = seatPoint(fan, Math.floor(seat / Number(fan.dataset.fan)));
  dot.setAttribute("cx", x.toFixed(1));
  dot.setAttribute("cy", y.toFixed(1));
}
