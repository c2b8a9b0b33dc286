/** Where an answer stands on the scene, and what sentences may tell of it. */
import { isAt, said, same } from "./form.js";

const tellers = [];

/** Slots by whoever draws a form that words may fill: `teller(scene, value, before)` returns them. */
export function telling(teller) {
  tellers.push(teller);
}

/**
 * What words may tell of an answer: its letter and that of the one before, at how many places it stands (`n`), which one
 * is `right`, how many parts of the question it is `done` with, how many of `all` have `moved`, and what the form's own
 * instruments tell.
 */
export function slotsOf(scene, value, before = null) {
  const parts = partsOf(scene);
  const count = (is) => parts.filter(is).length;
  return {
    letter: letterOf(scene, value),
    before: letterOf(scene, before),
    n: placesOf(scene, value).length,
    right: scene.querySelector("[data-right] .letter")?.textContent ?? "",
    done: count((part) => said(value, part) !== null),
    moved: count((part) => !same(said(value, part), said(before, part))),
    all: parts.length,
    ...Object.assign({}, ...tellers.map((teller) => teller(scene, value, before))),
  };
}

/** What has a part of the question in it, or an answer to it: the part's key, "" where the question is one whole. */
export function partOf(element) {
  return element.closest("[data-part]")?.dataset.part ?? "";
}

function partsOf(scene) {
  const keys = [...scene.querySelectorAll("[data-part]")].map(partOf);
  return keys.length ? [...new Set(keys)] : [""];
}

function placesOf(scene, value) {
  return [...scene.querySelectorAll("[data-place]")].filter((place) => stands(place, value));
}

export function letterOf(scene, value) {
  return placesOf(scene, value).map((place) => place.querySelector(".letter")?.textContent ?? "").join("");
}

/** Whether a value puts the place's part there. A place around an input is named by the input's value; one with `data-over`
    or `data-upto` has all numbers between these. */
export function stands(place, value) {
  const { over, upto } = place.dataset;
  if (over !== undefined || upto !== undefined) {
    return typeof value === "number" && value > Number(over ?? -Infinity) && value <= Number(upto ?? Infinity);
  }
  return isAt(value, partOf(place), place.dataset.place || place.querySelector("input").value);
}
