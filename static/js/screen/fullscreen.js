/** Full screen by button or F, the button shown only near the pointer, and a screen that stays awake. */
const HIDE_MS = 2500;

async function toggle() {
  if (document.fullscreenElement) return document.exitFullscreen();
  await document.documentElement.requestFullscreen();
  await stayAwake();
}

async function stayAwake() {
  // Browsers offer the wake lock on HTTPS only, and may refuse it on low battery.
  await navigator.wakeLock?.request("screen").catch(() => null);
}

/** Starts listening. */
export function offerFullscreen() {
  const button = document.querySelector("[data-fullscreen]");
  if (!document.fullscreenEnabled) return;
  button.hidden = false;
  button.addEventListener("click", toggle);
  let hiding = 0;
  addEventListener("pointermove", () => {
    button.dataset.near = "";
    clearTimeout(hiding);
    hiding = setTimeout(() => delete button.dataset.near, HIDE_MS);
  });
  addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() === "f" && !event.ctrlKey && !event.metaKey && !event.altKey) toggle();
  });
  document.addEventListener("visibilitychange", () => document.fullscreenElement && !document.hidden && stayAwake());
}
