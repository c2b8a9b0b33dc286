/** Texts: how many signs there are in a field (`data-write`), and one's own words where they stand later (`data-own-words`). */
const TEXT = "[data-write]";

/** Puts one's own texts wherever they belong; `own` tells the answer that a place is about. */
export function paintWords(scene, own) {
  for (const place of scene.querySelectorAll("[data-own-words]")) {
    const texts = [own(place) ?? []].flat().map(String);
    if (!same(place, texts)) place.replaceChildren(...texts.map(quoted));
  }
}

function same(place, texts) {
  return place.childElementCount === texts.length && texts.every((text, at) => place.children[at].textContent === text);
}

function quoted(text) {
  const line = document.createElement("blockquote");
  line.dir = "auto";
  line.textContent = text;
  return line;
}

function count(field) {
  const left = field.parentElement.querySelector("[data-left]");
  const words = left.dataset.words.replace("{n}", field.value.length).replace("{all}", field.maxLength);
  if (left.textContent !== words) left.textContent = words;
}

document.addEventListener("written", ({ target: form }) => form.querySelectorAll(TEXT).forEach(count), true);
document.addEventListener("input", ({ target }) => target.matches(TEXT) && count(target));
