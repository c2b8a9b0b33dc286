/** Moves: buttons of the one form, sent by fetch with the move number that is on the screen. */
const DEBOUNCE_MS = 600;

let lastNext = -DEBOUNCE_MS;

async function post(form, body, onTrouble) {
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body,
      headers: { Accept: "application/json" },
    });
    // A move that did not apply is normal: the frame that shows why is already on its way.
    onTrouble(answer.ok ? null : answer.status);
  } catch {
    onTrouble(0);
  }
}

/** Two presses of Next within 600 ms are one, whatever it does. */
export function tooSoon(verb) {
  if (verb !== "next") return false;
  const now = performance.now();
  const soon = now - lastNext < DEBOUNCE_MS;
  if (!soon) lastNext = now;
  return soon;
}

/** Sends the verb from where the room is seen to stand. */
export function move(verb, onTrouble) {
  if (tooSoon(verb)) return;
  const form = document.getElementById("move");
  if (!form) return;
  const body = new URLSearchParams({ verb, expects: document.getElementById("scene").dataset.moves });
  post(form, body, onTrouble);
}

/** Takes over every button of the form; a plain submit stays for a page without this script. */
export function takeOverMoves(onTrouble) {
  document.addEventListener("submit", (event) => {
    if (event.target.id !== "move") return;
    event.preventDefault();
    if (event.submitter?.value) move(event.submitter.value, onTrouble);
  });
}
