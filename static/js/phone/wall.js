/** The texts that are out (`data-wall`), fetched in pages, in an order of this phone's own; what is hidden goes at once. */
const { code } = document.body.dataset;
const AGAIN_MS = 3000;
const asking = new WeakSet();
const emptySince = new WeakMap();

/** Fills a wall that stands empty, and takes away what the host has hidden. */
export function fillWalls(scene, onHung) {
  const gone = new Set((scene.querySelector("#gone")?.textContent ?? "").split(" "));
  for (const text of scene.querySelectorAll("[data-tag]")) if (gone.has(text.dataset.tag)) text.remove();
  for (const wall of scene.querySelectorAll("[data-wall]")) if (wall.childElementCount === 0 && isDue(wall)) more(wall).then((hung) => hung && onHung());
}

/** A wall on which nothing hangs is looked at again, but not with every picture. */
function isDue(wall) {
  const now = performance.now();
  if (now - (emptySince.get(wall) ?? -AGAIN_MS) < AGAIN_MS) return false;
  emptySince.set(wall, now);
  return true;
}

async function more(wall) {
  if (asking.has(wall)) return false;
  asking.add(wall);
  const after = wall.lastElementChild?.dataset.markOf ?? "";
  try {
    const response = await fetch(`/${code}/wall?after=${after}`, { cache: "no-store" });
    return response.ok && hang(wall, await response.json());
  } catch {
    return false; // the next frame asks again
  } finally {
    asking.delete(wall);
  }
}

function hang(wall, { texts, more: left }) {
  wall.append(...texts.map(wall.dataset.pick === undefined ? read : toPick));
  const button = wall.parentElement.querySelector("[data-more]");
  button.toggleAttribute("data-my-more", left);
  return texts.length > 0;
}

function read({ mark, tag, words, votes }) {
  const text = document.createElement("li");
  text.dir = "auto";
  text.dataset.markOf = mark;
  text.dataset.tag = tag;
  if (votes !== null) text.append(Object.assign(document.createElement("b"), { textContent: votes }), " ");
  text.append(words);
  return text;
}

function toPick({ mark, tag, words }) {
  const text = read({ mark, tag, words: "", votes: null });
  const [label, input, said] = ["label", "input", "span"].map((name) => document.createElement(name));
  label.dataset.place = mark;
  label.className = "answer";
  Object.assign(input, { type: "checkbox", name: "value", value: mark });
  said.textContent = words;
  label.append(input, said);
  text.append(label);
  return text;
}

/** What was marked and is on no page yet stays marked: an input that nobody sees, until its text comes. */
document.addEventListener(
  "written",
  ({ target: form, detail: value }) => {
    const kept = form.querySelector("[data-kept]");
    if (!kept) return;
    const there = new Set([...form.querySelectorAll("[data-wall] input")].map((input) => input.value));
    const away = [value ?? []].flat().filter((mark) => !there.has(mark));
    kept.replaceChildren(...away.map((mark) => Object.assign(document.createElement("input"), { type: "checkbox", name: "value", value: mark, checked: true })));
  },
  true,
);

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-more]");
  if (!button) return;
  const wall = button.closest("div").querySelector("[data-wall]");
  const before = wall.lastElementChild;
  more(wall).then((hung) => {
    if (hung && document.activeElement === button) goTo(before?.nextElementSibling ?? wall.firstElementChild);
    button.dispatchEvent(new CustomEvent("hung", { bubbles: true }));
  });
});

/** Who asked for more goes on with the first of them: the button may be gone. */
function goTo(text) {
  text.tabIndex = -1;
  (text.querySelector("input") ?? text).focus();
}
