/** One's own promise (`data-promise`) where it stands later: its words, its day, and a way into a calendar (`data-calendar`). */
import { newId } from "../outbox/store.js";
import { entry } from "./calendar.js";

const { lang } = document.documentElement;
const written = new Intl.DateTimeFormat(`${lang === "en" ? "en-GB" : lang}-u-nu-latn`, { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" });
let made = null;

document.addEventListener(
  "written",
  ({ target: box, detail: promise }) => {
    if (!box.matches("[data-promise]")) return;
    box.dataset.myPromise = JSON.stringify(promise);
    const day = box.querySelector(".pledge__day");
    box.querySelector(".pledge__words").textContent = promise?.text ?? "";
    day.textContent = promise ? day.dataset.words.replace("{day}", written.format(new Date(promise.date))) : "";
  },
  true,
);

document.addEventListener("click", ({ target }) => {
  const box = target.closest("[data-calendar]")?.closest("[data-promise]");
  const promise = JSON.parse(box?.dataset.myPromise ?? "null");
  if (!promise) return;
  URL.revokeObjectURL(made);
  made = URL.createObjectURL(new Blob([entry({ ...promise, title: box.dataset.title, id: newId(), now: new Date() })], { type: "text/calendar" }));
  Object.assign(document.createElement("a"), { href: made, download: `${promise.date}.ics` }).click();
});
