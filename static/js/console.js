/** The facilitator's console: frames in, moves out, and the small things that make both calm. */
import { takeOverActs } from "./console/acts.js";
import { startAsking } from "./console/asking.js";
import { startCopying } from "./console/copy.js";
import { keepCalm } from "./console/calm.js";
import { closeDialogs, openDialog, startDialogs } from "./console/dialogs.js";
import { drawClocks } from "./console/clock.js";
import { watchDoor } from "./console/door.js";
import { move, takeOverMoves } from "./console/moves.js";
import { listenForNames } from "./console/naming.js";
import { drawRate } from "./console/rate.js";
import { listenForHands, markText } from "./console/sort.js";
import { fitPreview, watchPreview } from "./console/preview.js";
import { linkChanged, moveEnded } from "./console/trouble.js";
import { keysOn, listenForKeys, switchKeys } from "./keys.js";
import { openLink } from "./link.js";
import { morph } from "./morph.js";
import { hearScreen } from "./remote.js";
import { announce } from "./said.js";
import { setServerClock } from "./timer.js";

const CLOCK_MS = 250;

const page = document.querySelector("[data-room]");
const send = (verb) => move(verb, moveEnded);
const press = (id) => document.getElementById(id)?.click();
const acts = {
  next: () => press("next"),
  back: () => press("back"),
  blank: () => press("blank"),
  invite: () => press("invite"),
  minute: () => press("minute"),
};

const textOf = (place) => document.querySelector(place)?.textContent.trim() ?? "";
const shown = () => [".console__head h1, .closing h1", ".stages__step--now", ".views__said"].map(textOf);
const whereNow = () => [document.getElementById("scene").dataset.step, ...shown()].join();

let told = false;
let where = whereNow();

const link = openLink({
  path: `/live/console/${page.dataset.room}`,
  onMessage: (message) => {
    if (message.type !== "frame") return;
    morph(message.html);
    sayWhere();
    fitPreview();
    markText();
    setServerClock(message.now);
    told = true;
    draw();
  },
  onState: linkChanged,
});

/** For ears: where the room is now and what the big screen shows, and what Next does next. The focus stays where it is. */
function sayWhere() {
  if (whereNow() === where) return;
  where = whereNow();
  announce([...shown(), textOf("#next span")].filter(Boolean).join(". ").replace("..", "."));
}

function draw() {
  // Before the first frame nobody knows the server's clock.
  if (!told) return;
  drawClocks(link.now());
  drawRate(performance.now());
}

startDialogs(send);
watchPreview();
takeOverMoves(moveEnded);
takeOverActs(moveEnded);
startCopying();
watchDoor(page.dataset.room);
startAsking(page.dataset.room);
listenForHands();
keepCalm();
listenForNames();
markText();
listenForKeys((name) => (name === "screen" ? openDialog("joining") : name === "ask" ? press("ask") : acts[name]()));
// Who presses a key over there has nothing open here that they want to keep, unless it asks them something.
hearScreen(page.dataset.room, (name) => closeDialogs() && Object.hasOwn(acts, name) && acts[name]());

const toggle = document.getElementById("keys");
toggle.checked = keysOn();
toggle.addEventListener("change", () => switchKeys(toggle.checked));

// Nor does a mouse click leave the focus behind, where Enter would press the same thing again.
document.addEventListener("click", (event) => {
  const pressed = event.target.closest("#scene :is(button, a)");
  if (pressed && event.detail > 0) pressed.blur();
});

setInterval(draw, CLOCK_MS);
