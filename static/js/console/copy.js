/** Copies a link and says so in the button itself. */
const SAID_MS = 2000;

async function copy(button) {
  const words = button.querySelector("[data-words]");
  const before = words.dataset.words;
  await navigator.clipboard.writeText(button.dataset.copy);
  words.textContent = button.dataset.copied;
  setTimeout(() => {
    words.textContent = before;
    button.closest("dialog")?.close();
  }, SAID_MS);
}

/** Shows the copy buttons where the browser can copy (a secure page), and serves them. */
export function startCopying() {
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", () => copy(button));
  }
}
