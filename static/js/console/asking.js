/** Ask now: a question typed in the middle of the room, reworded, or taken out. Its words stay in this browser, through a
 *  reload, too, until the server has them. */
import { Store } from "../outbox/store.js";
import { announce } from "../said.js";
import { arrange, onEnter, read, write } from "./asking/form.js";

const dialog = document.getElementById("asking");
const place = dialog.querySelector("[data-form]");
const heading = dialog.querySelector("h2");
const empty = place.querySelector("form").cloneNode(true);

let room = "";
let store = null;
let key = "";

const form = () => place.querySelector("form");
const draft = () => `ask:${key}`;

function show(made) {
  place.replaceChildren(made);
  heading.textContent = key ? heading.dataset.reword : heading.dataset.ask;
  const kept = store.read(draft());
  if (kept) write(form(), kept);
  arrange(form());
  form().elements.question.focus();
}

async function open(wanted) {
  key = wanted;
  if (!key) return show(empty.cloneNode(true));
  place.replaceChildren();
  const answer = await fetch(`/rooms/${room}/ask/${key}`).catch(() => null);
  const page = document.createElement("template");
  page.innerHTML = answer?.ok && !answer.redirected ? await answer.text() : "";
  if (!page.content.querySelector("form")) return dialog.close();
  return show(page.content);
}

/** "" if all is well, else why not. */
async function post(path, body) {
  const { moved, unsent, refused, signIn } = dialog.dataset;
  try {
    const answer = await fetch(path, { method: "POST", body, redirect: "manual", headers: { Accept: "application/json" } });
    if (answer.type === "opaqueredirect" || answer.status === 403) return signIn;
    if (answer.ok) return (await answer.json()).applied ? "" : moved;
    return answer.status === 422 ? (await answer.json()).message : refused;
  } catch {
    return unsent;
  }
}

async function send(path, body, done) {
  const buttons = [...form().querySelectorAll("button")];
  const kept = store.read(draft());
  // A try whose answer was lost is tried from where it was made, so that it cannot count twice.
  const expects = kept?.expects ?? document.getElementById("scene").dataset.moves;
  body.set("expects", expects);
  for (const button of buttons) button.disabled = true;
  store.keep(draft(), { ...read(form()), expects });
  const why = await post(path, body);
  for (const button of buttons) button.disabled = false;
  if (why !== dialog.dataset.unsent) store.keep(draft(), read(form()));
  if (why) return tell(why);
  store.drop(draft());
  dialog.close();
  announce(done);
}

function tell(why) {
  const place = form().querySelector("[role=alert]");
  place.hidden = !why;
  place.textContent = why;
}

function onClick({ target }) {
  const pressed = target.closest("button");
  if (pressed?.dataset.takesOut) send(pressed.dataset.takesOut, new URLSearchParams(), dialog.dataset.out);
  if (pressed?.matches("[data-clears]")) {
    store.drop(draft());
    open("");
  }
}

function onSubmit(event) {
  event.preventDefault();
  send(event.target.getAttribute("action"), new URLSearchParams(new FormData(event.target)), dialog.dataset.asked);
}

/** Starts it, for one room. */
export function startAsking(number) {
  room = number;
  store = new Store(`console-${room}`);
  document.addEventListener("click", ({ target }) => {
    const opener = target.closest("[data-opens=asking]");
    if (opener) open(opener.dataset.rewords ?? "");
  });
  dialog.addEventListener("input", () => {
    arrange(form());
    store.keep(draft(), read(form()));
    tell("");
  });
  dialog.addEventListener("keydown", onEnter);
  dialog.addEventListener("submit", onSubmit);
  dialog.addEventListener("click", onClick);
}
