/**
 * Our sentences, written by the server in the room's language: those of the manner of the scene that is shown
 * (`data-manner`) before those of its kind of activity, and these before those of all (`<template id="words">`).
 * A sentence in plural forms stands there once for a sample of each (`data-n`).
 */
const SAMPLES = [1, 2, 5, 11, 100];
const rules = new Intl.PluralRules(document.documentElement.lang);
const digits = new Intl.NumberFormat(`${document.documentElement.lang}-u-nu-latn`);

/** The sentence `name`, its `{slots}` filled; of plural forms the one for `slots.n`. */
export function say(name, slots = {}) {
  const forms = formsOf(name);
  const sample = SAMPLES.find((number) => rules.select(number) === rules.select(slots.n)) ?? SAMPLES.at(-1);
  const sentence = forms.find((form) => form.dataset.n === String(sample)) ?? forms[0];
  return sentence.textContent.replace(/\{(\w+)\}/g, (_, slot) => written(slots[slot]));
}

function formsOf(name) {
  const { kind, manner } = document.getElementById("scene").dataset;
  return [`[data-words="${manner}"]`, `[data-words="${kind}"]`, "#words", "#asks-words"]
    .map((words) => [...(document.querySelector(`template${words}`)?.content.querySelectorAll(`[data-word="${name}"]`) ?? [])])
    .find((forms) => forms.length);
}

/** A slot as people of the room's language write it. */
export function written(slot) {
  return typeof slot === "number" ? digits.format(slot) : slot;
}
