/** Taking a seat: the server answers with a cookie that only it can read. */
const AGAIN_MS = 2000;
const LATER = new Set([429, 500, 502, 503, 504]);

/** Resolves to null once seated, or to the reason there is no seat: `{code, message, to}`. Waits out a busy door. */
export async function takeSeat(code) {
  for (;;) {
    try {
      const response = await fetch(`/${code}/seat`, { method: "POST", cache: "no-store" });
      if (response.ok) return null;
      if (!LATER.has(response.status)) return await response.json().catch(() => ({}));
    } catch {
      document.documentElement.dataset.link = "offline";
    }
    await new Promise((wake) => setTimeout(wake, AGAIN_MS * (0.5 + Math.random())));
  }
}
