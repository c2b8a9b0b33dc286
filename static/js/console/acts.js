/** Acts: forms with `data-act`, sent by fetch under an id of their own, so that trying again does nothing twice. */
import { newId } from "../outbox/store.js";
import { tooSoon } from "./moves.js";

const AGAIN_MS = 2000;
const TRIES = 5;

/** 0 where nobody answered. */
async function post(action, body) {
  try {
    return (await fetch(action, { method: "POST", body, headers: { Accept: "application/json" } })).status;
  } catch {
    return 0;
  }
}

async function act(action, body, onTrouble) {
  for (let tries = 1; ; tries += 1) {
    const status = await post(action, body);
    onTrouble(status === 200 ? null : status);
    if ((status !== 0 && status < 500) || tries === TRIES) return;
    await new Promise((wake) => setTimeout(wake, AGAIN_MS));
  }
}

/** Takes over every form of the sort; a plain submit stays for a page without this script. */
export function takeOverActs(onTrouble) {
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-act]")) return;
    event.preventDefault();
    if (tooSoon(event.submitter?.id)) return;
    const body = new URLSearchParams(new FormData(event.target));
    if (event.submitter?.name) body.set(event.submitter.name, event.submitter.value);
    body.set("action_id", newId());
    act(event.target.getAttribute("action"), body, onTrouble);
  });
}
