/**
 * Words to pick (`data-picks`: so many at most), by tapping them in order; a second tap takes one out. On a word's box the
 * digits put it at that place. Own words have fields, and `~` before them in the answer, which lies in hidden inputs.
 */
import { announceSoon } from "../said.js";
import { telling } from "./slots.js";
import { say } from "./words.js";

const OWN = "~";
const stoodFor = new WeakMap();

telling((scene, value) => {
  const asked = scene.querySelector("[data-picks]");
  return asked ? { done: value?.length ?? 0, all: mostOf(asked) } : {};
});

document.addEventListener(
  "written",
  ({ target, detail, shown }) => {
    for (const asked of target.querySelectorAll("[data-picks]")) draw(asked, detail ?? []);
    const lists = target.matches("[data-picked]") ? [target] : target.querySelectorAll("[data-picked]");
    for (const list of lists) tellPicked(list, detail ?? shown ?? []);
    if (target.matches("[data-lexis]")) markOwn(target, detail ?? []);
  },
  true,
);

document.addEventListener(
  "input",
  ({ target }) => {
    const asked = target.closest("[data-picks]");
    if (!asked) return;
    const picked = pickedOf(asked);
    if (target.matches("[data-own-word]")) write(asked, picked, target);
    else toggle(asked, picked, target);
  },
  true,
);

document.addEventListener("keydown", (event) => {
  const { target, key } = event;
  const asked = target.closest("[data-picks]");
  if (!asked || target.type !== "checkbox" || !/^[1-9]$/.test(key) || Number(key) > mostOf(asked)) return;
  event.preventDefault();
  const others = pickedOf(asked).filter((each) => each !== target.value);
  if (others.length === mostOf(asked)) return announceSoon(say("full", { all: mostOf(asked) }));
  others.splice(Number(key) - 1, 0, target.value);
  keep(asked, others, target.value);
  asked.dispatchEvent(new Event("input", { bubbles: true }));
});

function toggle(asked, picked, box) {
  if (box === asked) return;
  if (!box.checked) return keep(asked, picked.filter((each) => each !== box.value), box.value);
  if (picked.length < mostOf(asked)) return keep(asked, [...picked, box.value], box.value);
  box.checked = false;
  announceSoon(say("full", { all: mostOf(asked) }));
}

/** What is typed counts as it stands: nobody has to press anything before they send. */
function write(asked, picked, field) {
  const word = field.value.trim() ? OWN + field.value.trim() : "";
  const stood = stoodFor.get(field);
  if (word === stood) return; // a blank more
  const at = picked.indexOf(stood);
  const next = picked.includes(word) ? "" : word;
  if (at >= 0) picked.splice(at, 1, ...(next ? [next] : []));
  else if (next && picked.length < mostOf(asked)) picked.push(next);
  stoodFor.set(field, next);
  keep(asked, picked, word);
}

/** The picks are an answer from now on; the newest change is told. */
function keep(asked, picked, changed) {
  hold(asked, picked);
  const slots = { name: nameOf(asked, changed), all: mostOf(asked), done: picked.length };
  const at = picked.indexOf(changed);
  if (at >= 0) announceSoon(say(`picked-${at + 1}`, slots));
  else if (slots.name) announceSoon(say("taken-out", slots));
}

function hold(asked, picked) {
  inputsOf(asked).forEach((input, at) => {
    input.value = picked[at] ?? "";
  });
}

function draw(asked, picked) {
  hold(asked, picked);
  const full = picked.length >= mostOf(asked);
  for (const box of asked.querySelectorAll("[type=checkbox]")) {
    box.checked = picked.includes(box.value);
    rank(box.parentElement, picked.indexOf(box.value));
    box.setAttribute("aria-disabled", String(full && !box.checked));
  }
  drawFields([...asked.querySelectorAll("[data-own-word]")], picked, full);
}

/** Fields that nobody types in stand for the own words, in order; an empty one shows only behind a full one. */
function drawFields(fields, picked, full) {
  const typing = stoodFor.get(fields.find((field) => field === document.activeElement));
  const own = picked.filter((each) => each.startsWith(OWN) && each !== typing);
  let open = true;
  for (const field of fields) {
    if (field !== document.activeElement) {
      const word = own.shift() ?? "";
      stoodFor.set(field, word);
      field.value = word.slice(OWN.length);
      field.disabled = full && !word;
    }
    rank(field.parentElement, picked.indexOf(stoodFor.get(field)));
    field.parentElement.hidden = !open;
    open &&= field.value.trim() !== "";
  }
}

function rank(label, at) {
  if (at < 0) delete label.dataset.myRank;
  else label.dataset.myRank = at + 1;
}

/** One's picks, in words. */
function tellPicked(list, picked) {
  const words = picked.map((each) => nameOf(list.closest(".picks"), each));
  if (list.childElementCount === words.length && words.every((word, at) => list.children[at].textContent === word)) return;
  list.replaceChildren(...words.map((word) => Object.assign(document.createElement("li"), { textContent: word, dir: "auto" })));
}

/** Others may have written one's own word in other capitals. */
function markOwn(field, picked) {
  const mine = new Set(picked.filter((each) => each.startsWith(OWN)).map(same));
  for (const word of field.querySelectorAll(`[data-place^="${OWN}"]`)) word.toggleAttribute("data-my-answer", mine.has(same(word.dataset.place)));
}

function same(word) {
  return word.normalize("NFKC").toLowerCase().replace(/[\p{P}\p{Z}]+/gu, " ").trim();
}

function nameOf(asked, picked) {
  if (picked.startsWith(OWN)) return picked.slice(OWN.length);
  const named = asked.querySelector(`[data-labels] [value="${picked}"]`);
  return (named?.closest("label") ?? named)?.textContent ?? "";
}

function pickedOf(asked) {
  return inputsOf(asked).map((input) => input.value).filter(Boolean);
}

function inputsOf(asked) {
  return [...asked.querySelectorAll("[data-list] input")];
}

function mostOf(asked) {
  return Number(asked.dataset.picks);
}
