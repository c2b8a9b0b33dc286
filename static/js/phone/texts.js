/** Texts: how many signs there are in a field (`data-write`), and one's own words where they stand later (`data-own-words`). */
const TEXT = "[data-write]";

/** Puts the texts of a value wherever one's own belong. */
export function paintWords(scene, value) {
  const texts = [value ?? []].flat().map(String);
  for (const place of scene.querySelectorAll("[data-own-words]")) {
    if (same(place, texts)) continue;
    place.replaceChildren(...texts.map(quoted));
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
