/** The way in, as it is now: asked for again while its window is open, because addresses come and go and a phone may be
 *  trying one. */
import { patch } from "../morph.js";

const EVERY_MS = 2000;
const dialog = document.getElementById("joining");
let next = 0;

async function look(path) {
  clearTimeout(next);
  const answer = await fetch(path).catch(() => null);
  if (answer?.ok) patch({ door: await answer.text() });
  if (dialog.open) next = setTimeout(look, EVERY_MS, path);
}

/** Starts it, for one room. */
export function watchDoor(room) {
  const path = `/rooms/${room}/door`;
  dialog.addEventListener("opened", () => look(path));
  dialog.addEventListener("submit", async (event) => {
    if (event.target.id !== "address") return;
    event.preventDefault();
    const body = new URLSearchParams({ origin: event.submitter.value });
    await fetch(event.target.action, { method: "POST", body, redirect: "manual" }).catch(() => null);
    look(path);
  });
}
