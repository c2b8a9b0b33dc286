/** Full screen, and a screen that stays awake. */
import { offer } from "./tools.js";

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
  if (!document.fullscreenEnabled) return;
  offer(document.querySelector("[data-fullscreen]"), "f", toggle);
  document.addEventListener("visibilitychange", () => document.fullscreenElement && !document.hidden && stayAwake());
}
