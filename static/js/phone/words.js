/**
 * Our sentences, written by the server in the room's language: those of the kind of activity that the scene
 * shows (`<template data-words="KIND">`) before those of all (`<template id="words">`).
 */
const SAMPLES = [1, 2, 5, 11, 100];
const rules = new Intl.PluralRules(document.documentElement.lang);
const digits = new Intl.NumberFormat(`${document.documentElement.lang}-u-nu-latn`);

/** The sentence `name`, its `{slots}` filled. */
export function say(name, slots = {}) {
  const { kind } = document.getElementById("scene").dataset;
  const [sentence] = [document.querySelector(`[data-words="${kind}"]`), document.getElementById("words")]
    .map((words) => words?.content.querySelector(`[data-word="${name}"]`))
    .filter(Boolean);
  return sentence.textContent.replace(/\{(\w+)\}/g, (_, slot) => slots[slot]);
}

/** The sentence `name` in the plural form of `n`; the server wrote it once for a sample of each form. */
export function sayCount(name, n) {
  const sample = SAMPLES.find((number) => rules.select(number) === rules.select(n)) ?? SAMPLES.at(-1);
  return say(`${name}-${sample}`, { n: digits.format(n) });
}
