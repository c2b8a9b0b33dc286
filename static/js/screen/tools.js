/** The wall's few buttons, shown only near the pointer or with the focus, and their keys. */
const HIDE_MS = 2500;

/** Offers a button that does something, also by its key. */
export function offer(button, key, act) {
  button.hidden = false;
  button.addEventListener("click", act);
  addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() === key && !event.ctrlKey && !event.metaKey && !event.altKey) act();
  });
}

/** Starts listening for the pointer. */
export function showNearPointer() {
  const tools = document.querySelector("[data-tools]");
  let hiding = 0;
  addEventListener("pointermove", () => {
    tools.dataset.near = "";
    clearTimeout(hiding);
    hiding = setTimeout(() => delete tools.dataset.near, HIDE_MS);
  });
}
