/**
 * A form's answer as a value, and back. Native inputs only; what is asked, no script here knows.
 *
 * One input (or group of them) named `value` gives the bare value, else there is an object by name. Within `data-number`
 * values are numbers. Checkboxes, and inputs within `data-list`, make a list in document order. What is not answered is
 * not there, and where nothing is, the value is null.
 */
const TEXT = "textarea";
const TYPED = "textarea, select, input:not([type=radio], [type=checkbox], [type=hidden])";

/** The value that a form holds now. */
export function read(form) {
  const given = Object.entries(groups(form)).map(([name, inputs]) => [name, valueOf(inputs)]);
  const answered = given.filter(([, value]) => value !== null);
  if (given.length === 1 && given[0][0] === "value") return answered[0]?.[1] ?? null;
  return answered.length ? Object.fromEntries(answered) : null;
}

/**
 * Puts a value into a form, but not where somebody is typing; then whatever draws the form otherwise hears "written", with
 * what is `shown` where nothing is answered here: what is in already, or was the round before.
 */
export function write(form, value, shown = null) {
  const named = groups(form);
  const bare = "value" in named && Object.keys(named).length === 1;
  for (const [name, inputs] of Object.entries(named)) put(inputs, bare ? value : (value?.[name] ?? null));
  written(form, value, shown);
}

/** Tells whatever draws an element of the value in it. */
export function written(element, value, shown) {
  element.dispatchEvent(Object.assign(new CustomEvent("written", { detail: value }), { shown }));
}

/** Whether everything that a form needs is there; what is not, its own inputs say (`validity`). */
export function isWhole(form) {
  return form.checkValidity();
}

/** Whether two values are the same answer. */
export function same(one, other) {
  return one === other || canonical(one) === canonical(other);
}

/** What a value says of one part of the question; "" is the whole. Null: nothing. */
export function said(value, part = "") {
  return (part === "" ? value : value?.[part]) ?? null;
}

/** Whether a value puts a part at a place, or at several of which this is one. */
export function isAt(value, part, place) {
  const places = said(value, part);
  return places !== null && [places].flat().some((each) => String(each) === place);
}

/** The names of a form's parts. */
export function partsOf(form) {
  return Object.keys(groups(form));
}

function groups(form) {
  const inputs = [...form.querySelectorAll("input[name], textarea[name], select[name]")];
  const named = {};
  for (const input of inputs) (named[input.name] ??= []).push(input);
  return named;
}

function valueOf(inputs) {
  const given = inputs.filter(isGiven);
  if (!isList(inputs[0])) return given.map(typed)[0] ?? null;
  // Texts keep their fields: who fills the second one first shall not see the words jump into the first.
  return given.length ? (inputs[0].matches(TEXT) ? inputs : given).map(typed) : null;
}

/** A text that says no more than its field began with is none. */
function isGiven(input) {
  if (isPicked(input)) return input.checked;
  return input.value.trim() !== "" && !(input.matches(TEXT) && input.value === input.defaultValue);
}

function put(inputs, value) {
  const values = [value ?? []].flat();
  inputs.forEach((input, at) => {
    if (isPicked(input)) input.checked = values.some((each) => String(each) === input.value);
    else if (input !== document.activeElement || !input.matches(TYPED)) input.value = values[at] ?? input.defaultValue;
  });
}

function isPicked(input) {
  return input.type === "radio" || input.type === "checkbox";
}

function isList(input) {
  return input.type === "checkbox" || input.closest("[data-list]") !== null;
}

function typed(input) {
  return input.closest("[data-number]") ? Number(input.value) : input.value.trim();
}

function canonical(value) {
  return JSON.stringify(value, (_, inner) =>
    inner?.constructor === Object ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
}
