/** Dialogs: buttons that open one, and buttons and forms that ask in one before they act. */

let asking = null;

function open(name, what) {
  const dialog = document.getElementById(name);
  for (const slot of dialog.querySelectorAll("[data-slot]")) slot.textContent = what ?? "";
  if (!dialog.open) dialog.showModal();
  return dialog;
}

function onClick(event) {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.opens) open(button.dataset.opens);
  else if (button.dataset.closes !== undefined) button.closest("dialog").close();
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
}

/** Opens a dialog of the page. */
export { open as openDialog };
