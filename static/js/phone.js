/** The phone: shows the room's scene, adds what is this person's own, and gets their answers to the server. */
import { keepFocus } from "./focus.js";
import { openLink } from "./link.js";
import { morph, patch } from "./morph.js";
import { Outbox, placeOf } from "./outbox.js";
import { Actions } from "./outbox/actions.js";
import { Store } from "./outbox/store.js";
import { Asks } from "./phone/asks.js";
import { listenForActs } from "./phone/acts.js";
import "./phone/days.js";
import "./phone/display.js";
import { Drafts } from "./phone/drafts.js";
import { enterForm, paintDock, seeAnswers } from "./phone/dock.js";
import "./phone/drag.js";
import { isWhole, read, same } from "./phone/form.js";
import "./phone/guess.js";
import { isOver, onLimit } from "./phone/limit.js";
import { tellLine } from "./phone/line.js";
import { note } from "./phone/notes.js";
import "./phone/number.js";
import { paint } from "./phone/paint.js";
import "./phone/pair.js";
import "./phone/picks.js";
import "./phone/plane.js";
import "./phone/promise.js";
import "./phone/rating.js";
import { takeSeat } from "./phone/seat.js";
import "./phone/shares.js";
import { slotsOf } from "./phone/slots.js";
import { fillWalls } from "./phone/wall.js";
import { stateOf } from "./phone/state.js";
import { showStopped } from "./phone/stopped.js";
import "./phone/ticks.js";
import { say } from "./phone/words.js";
import { announce, takeBack } from "./said.js";
import { setServerClock } from "./timer.js";

const { code, room } = document.body.dataset;
const posted = new Map();
let link = null;
let linkState = "";
let you = null;
let waiting = null;
let shown = false;
let changing = null;
let counted = 0;
let acked = 0;
let unknown = 0;
let last = "";
let offered = null;

const store = new Store(room);
const drafts = new Drafts(store);
const actions = new Actions({
  store,
  onDone: (entry) => asks.done(entry),
  onLost: (message, entry) => asks.lost(message, entry),
  send: (message) => {
    if (link?.send(message)) link.expectReply();
  },
});
const asks = new Asks({ actions, drafts, store, isLinked: () => linkState === "open" });
const outbox = new Outbox({
  store,
  onChange: () => refresh(),
  send: (message) => {
    posted.set(message.answer_id, message.value);
    if (link?.send(message)) link.expectReply();
  },
});

const scene = () => document.getElementById("scene");
const place = () => placeOf(scene().dataset);
const own = () => you.answers[place()]?.value ?? null;

/** The answer that is ticked now: on its way, or picked and not sent, or sent before and being changed. */
function chosen(state) {
  const entry = outbox.at(place());
  if (state === "sending" || state === "kept") return entry.value;
  if (drafts.has(place())) return drafts.get(place());
  return entry?.value ?? (changing === place() ? own() : null);
}

/** Whether something is picked that went nowhere yet. */
function unsent() {
  const draft = drafts.get(place()) ?? null;
  return draft !== null && !same(draft, outbox.at(place())?.value ?? own());
}

function refresh() {
  if (shown) keepFocus(draw);
}

function draw() {
  const entry = outbox.at(place());
  const view = stateOf({ scene: scene().dataset, you, entry, link: linkState, changing: changing === place() });
  const ticked = chosen(view.state);
  const before = last;
  last = view.state;
  paint(scene(), view, { seat: you.seat, chosen: ticked, answers: you.answers });
  const lacks = ticked !== null && ![...scene().querySelectorAll("[data-answer]")].every(isWhole);
  offered = lacks ? null : (ticked ?? (view.state === "choosing" ? view.before : null)); // in a second vote one tap stays
  fillWalls(scene(), refresh);
  paintDock(scene(), view, { chosen: ticked, offered, lacks, own: own(), link: linkState, entry });
  const slots = slotsOf(scene(), view.value);
  if (before === "sending" && last === "answered") announce(say("sent", slots));
  if (before !== "kept" && last === "kept") announce(say("kept", slots));
  for (const other of outbox.all()) tellRefused(other);
  asks.draw();
}

/** A refusal is told where its question still stands, else in a note; either way only until read. */
function tellRefused(entry) {
  const at = placeOf(entry);
  if (!entry.refused || (at === place() && (last === "missed" || last === "refused"))) return;
  const late = you.answers[at] ? "late-change" : "missed";
  note(entry.refused.code === "stale" ? "elsewhere" : late, {}, () => outbox.dismiss(at));
}

function show(html) {
  const from = shown ? { place: place(), open: scene().dataset.phase === "open", unsent: unsent() } : null;
  const changed = morph(html, { focus: shown });
  if (!shown) announce(scene().querySelector("h1").innerText);
  shown = true;
  const stillOpen = place() === from?.place && scene().dataset.phase === "open";
  if (from?.open && !stillOpen && scene().dataset.blank === undefined) {
    drafts.delete(from.place);
    if (changing === from.place) changing = null;
    if (from.unsent) note("moved-on");
  }
  if (last === "missed" && from.place !== place()) outbox.dismiss(from.place);
  refresh();
  const words = toldIn(scene());
  if (changed && words) announce(words);
}

/** What was read out of a picture and stands there no longer is gone from the page, too: its host may have hidden it. */
function take(parts) {
  const told = toldIn(scene());
  patch(parts);
  if (toldIn(scene()) !== told) takeBack(told);
}

const toldIn = (drawn) => drawn?.querySelector("[data-announce]")?.textContent ?? "";

function onMessage(message) {
  if (message.type === "frame") {
    waiting = message.html;
    counted = message.version;
  } else if (message.type === "count") {
    take(message.parts);
    counted = message.version;
    refresh();
  } else {
    if (message.type === "you") know(message);
    if (message.type === "ack" && message.answer_id) remember(message);
    if (message.type === "ack" && message.answer_id) acked = message.version;
    outbox.take(message);
    actions.take(message);
  }
  if (waiting !== null && you !== null) {
    show(waiting);
    waiting = null;
  }
  if (link) setServerClock(link.now());
  // An ack comes before the count that has it: "0 have answered" must not stand under "Your answer is in."
  document.getElementById("answered")?.toggleAttribute("data-my-wait", acked > counted);
}

/** What the server says about this person adds to what it said before; the greater rev of an answer wins. */
function know(message) {
  const answers = { ...you?.answers };
  for (const [at, answer] of Object.entries(message.answers)) {
    if (!(answers[at]?.rev > answer.rev)) answers[at] = answer;
  }
  you = { ...message, answers };
  document.body.dataset.seat = you.seat;
  asks.know(message.mine);
  unknown = 0;
}

/** An ack makes an answer this person's own before the next `you` says so; it has the value only if that is another. */
function remember({ answer_id, rev, activity, round, value }) {
  const at = placeOf({ activity, round });
  // Not from the outbox: another tab shares it, and may have emptied it before this ack came.
  if (!posted.has(answer_id) || you.answers[at]?.rev > rev) return;
  you.answers[at] = { answer_id, rev, value: value ?? posted.get(answer_id) };
}

function onState(state, closed) {
  linkState = state;
  if (state === "open") outbox.resend();
  if (state === "open") actions.resend();
  if (state === "ended" && closed === 4410 && shown && scene().dataset.phase === "ended") return; // it said goodbye
  if (state === "ended") return closed === 4401 ? joinAgain() : stop(closed === 4410 ? "deleted" : "gone");
  refresh();
  tellLine(state);
}

function stop(reason, refusal) {
  shown = false;
  showStopped(reason, refusal);
}

/** The server does not know our seat. If it says so again of the seat that we then take, the browser keeps no cookies. */
function joinAgain() {
  unknown += 1;
  return unknown > 1 ? stop("cookies") : join();
}

async function join() {
  you = null;
  const refusal = await takeSeat(code);
  if (refusal) return stop(refusal.to ? "address" : "gone", refusal);
  if (link) return link.reopen();
  link = openLink({ path: `/live/phone/${code}`, onMessage, onState });
}

function send() {
  const value = offered;
  const entry = outbox.at(place());
  if (value === null) return seeAnswers(scene());
  if (last === "sending") return;
  drafts.delete(place());
  changing = null;
  const waits = entry && !entry.refused && same(entry.value, value);
  if (waits && entry.trouble) outbox.resend();
  if (waits || (same(value, own()) && !entry)) return refresh();
  give(value);
}

function give(value) {
  const { activity, round } = scene().dataset;
  outbox.give({ activity, round: Number(round), value, rev: you.answers[place()]?.rev ?? 0 });
}

/** In a form with `data-autosend` each change goes out at once, and the form stays until its owner is done with it. */
function autosend(value) {
  changing = place();
  if (value !== null) give(value);
}

document.addEventListener("input", (event) => {
  const form = event.target.closest("[data-answer]");
  if (!form) return;
  if (last === "sending") return refresh();
  drafts.set(place(), read(form));
  if (form.querySelector("[data-autosend]")) autosend(read(form));
  refresh();
});
document.addEventListener("submit", (event) => event.target.matches("[data-answer]") && event.preventDefault());
document.addEventListener("hung", () => refresh());
onLimit(() => {
  if (isOver() && offered !== null && drafts.has(place())) send();
  refresh();
});
listenForActs((action) => actions.give(action));
document.getElementById("send").addEventListener("click", send);
addEventListener("scroll", () => last === "choosing" && refresh(), { passive: true });
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-do=change]")) return;
  changing = place();
  refresh();
  enterForm(scene());
});

document.getElementById("banners").hidden = false;
document.getElementById("late-script").hidden = true;
document.getElementById("late-line").hidden = false;
join();
