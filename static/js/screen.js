/** The big screen: draws each frame, and lets the dots tell how it came about. */
import { listenForKeys } from "./keys.js";
import { openLink } from "./link.js";
import { morph } from "./morph.js";
import { tellConsole } from "./remote.js";
import { arrivals, remember } from "./screen/dots.js";
import { offerFullscreen } from "./screen/fullscreen.js";
import { fitText, offerLargerText } from "./screen/larger.js";
import { appear, settle } from "./screen/motion.js";
import { shift } from "./screen/shift.js";
import { showNearPointer } from "./screen/tools.js";
import { answeredSeats, heading, reveal } from "./screen/travel.js";
import { setServerClock } from "./timer.js";

const scene = () => document.getElementById("scene");
let painted = false;

function draw(frame) {
  const before = { ...scene().dataset };
  const yellow = remember();
  const stood = { seats: answeredSeats(), question: heading() };
  if (frame.scene !== before.step) settle();
  morph(frame.html);
  const after = scene().dataset;
  document.documentElement.dataset.theme = after.theme;
  fitText();
  setServerClock(frame.now);
  if (painted) play(before, after, yellow, stood);
  painted = true;
}

function play(before, after, yellow, { seats, question }) {
  const forward = Number(after.step) > Number(before.step) && before.phase !== after.phase;
  if (forward && after.phase === "revealed") reveal(seats, question);
  else if (forward && after.phase === "talk") appear(document.querySelector(".cue--tall"));
  else if (forward && after.phase === "shift") shift();
  else if (before.phase === after.phase && before.round === after.round) arrivals(yellow);
}

/** The link was replaced, or the room is gone: an old picture must not look as if it were now. */
function leave(code) {
  const page = document.getElementById(`gone-${code}`) ?? document.getElementById("gone-4404");
  scene().replaceWith(page.content.cloneNode(true));
}

offerLargerText();
offerFullscreen();
showNearPointer();
const { linkPath, room } = document.body.dataset;
listenForKeys(tellConsole(room));
openLink({
  path: linkPath,
  onMessage: (message) => message.type === "frame" && draw(message),
  onState: (state, code) => state === "ended" && leave(code),
});
