/**
 * The author's clock: it counts on the server's time, whatever this phone's own clock says, and is spoken of at few moments.
 * At its end the answer as it stands is final here (`<body data-over>`), unless the room gets another minute.
 */
import { announce } from "../said.js";
import { onTick, restOf } from "../timer.js";
import { say } from "./words.js";

const TOLD_S = [60, 30, 10];
const LATER_MS = 1500; // whoever has so much more time than a moment ago was given it
const followers = [];
let before = Infinity;

/** Calls back when the time is over, and when there is some again. */
export function onLimit(follow) {
  followers.push(follow);
}

/** Whether the time to answer is over. */
export function isOver() {
  return document.body.dataset.over !== undefined;
}

onTick(() => {
  const timer = document.querySelector("#scene .timer[data-stops]");
  const rest = timer ? restOf(timer) : Infinity;
  if (timer) tell(rest);
  before = rest;
  if (isOver() !== rest <= 0) {
    document.body.toggleAttribute("data-over", rest <= 0);
    for (const follow of followers) follow();
  }
  if (timer && isOver()) write(document.querySelector(".limit p + p"));
});

/** The word of the end stands in place of the time. */
function write(place) {
  const words = over();
  if (place.textContent !== words) place.textContent = words;
}

function over() {
  return say(document.body.dataset.phone === "choosing" ? "over-silent" : "over");
}

function tell(rest) {
  const moment = TOLD_S.find((seconds) => before > seconds * 1000 && rest <= seconds * 1000);
  if (rest > 0 && Number.isFinite(before) && rest - before > LATER_MS) announce(say("more-time"));
  else if (rest <= 0 && before > 0) announce(over());
  else if (moment && Number.isFinite(before)) announce(say("time-left", { n: moment }));
}
