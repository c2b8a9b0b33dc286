/** Dialogs: buttons that open one, buttons and forms that ask in one before they act, and what closes one again. */

let asking = null;

function open(name, what) {
  const dialog = document.getElementById(name);
  for (const slot of dialog.querySelectorAll("[data-slot]")) slot.textContent = what ?? "";
  if (!dialog.open) dialog.showModal();
  dialog.dispatchEvent(new Event("opened"));
  return dialog;
}

function onClick(event) {
  const pressed = event.target.closest("button, a");
  if (!pressed) return;
  if (pressed.dataset.opens) open(pressed.dataset.opens);
  else if (pressed.matches("dialog [data-closes], dialog [data-done]")) pressed.closest("dialog").close();
}

/** Closes what is open and asks nothing; false if something is asked. */
export function closeDialogs() {
  for (const dialog of document.querySelectorAll("dialog[open]")) {
    if (dialog.querySelector("form[method=dialog]")) return false;
    dialog.close();
  }
  return true;
}

/** The focus goes back to what opened a dialog; one that nobody sees there is of no use, and keys would find it. */
function onClose() {
  if (!document.activeElement.matches(":focus-visible")) document.activeElement.blur();
}

function onSubmit(event) {
  const by = event.submitter;
  const asks = by?.dataset.asks ?? event.target.dataset.asks;
  if (!asks) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  asking = { form: event.target, by };
  open(asks, by?.dataset.what ?? event.target.dataset.what);
}

/** Yes: a form that asked is sent as it stands, a move goes to `onYes(verb)`. */
function onAnswer(event, onYes) {
  const dialog = event.target;
  if (!asking || dialog.returnValue !== "yes") return;
  const { form, by } = asking;
  asking = null;
  dialog.returnValue = "";
  if (form.id === "move") onYes(by.value);
  else form.submit();
}

/** Starts it. Must be called before other listeners for submit. */
export function startDialogs(onYes = () => null) {
  document.addEventListener("click", onClick);
  document.addEventListener("submit", onSubmit, { capture: true });
  document.addEventListener("close", (event) => onAnswer(event, onYes), { capture: true });
  document.addEventListener("close", onClose, { capture: true });
}

/** Opens a dialog of the page. */
export { open as openDialog };
