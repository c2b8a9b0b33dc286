/** The form of a typed question: which fields belong to the chosen kind, how many lines there are, and all its words. */

const WORDS = "textarea, input:not([type=radio], [type=hidden])";

const kindOf = (form) => form.querySelector("[name=kind]:checked");

/** Shows the fields of the chosen kind, and one empty line after those that are filled. */
export function arrange(form) {
  const chosen = kindOf(form);
  form.elements.question.maxLength = Number(chosen.dataset.longest);
  for (const fields of form.querySelectorAll("[data-kind]")) {
    fields.hidden = fields.disabled = fields.dataset.kind !== chosen.value;
  }
  for (const list of form.querySelectorAll("[data-lines]")) {
    const lines = [...list.querySelectorAll("input")];
    const shown = Math.max(lines.findLastIndex((line) => line.value.trim()), lines.filter((line) => line.required).length - 1);
    for (const [at, line] of lines.entries()) line.closest("li").hidden = at > shown + 1;
  }
}

/** All its words, of every kind, so that changing one's mind about the kind loses none. */
export function read(form) {
  return { kind: kindOf(form).value, words: [...form.querySelectorAll(WORDS)].map(({ name, value }) => [name, value]) };
}

/** Puts words back that were read. */
export function write(form, { kind, words }) {
  const radio = [...form.querySelectorAll("[name=kind]")].find(({ value }) => value === kind);
  if (radio) radio.checked = true;
  const left = [...words];
  for (const field of form.querySelectorAll(WORDS)) {
    const at = left.findIndex(([name]) => name === field.name);
    if (at >= 0) field.value = left.splice(at, 1)[0][1];
  }
}

/** Enter goes on to the next line, as in a list; with Ctrl it sends. On a line that is left empty it sends, too. */
export function onEnter(event) {
  const { target } = event;
  if (event.key !== "Enter" || event.isComposing) return;
  const send = () => target.form.querySelector("button:not([type])").click();
  if (event.ctrlKey || event.metaKey) send();
  else if (target.matches("[data-lines] input") && target.value.trim()) {
    event.preventDefault();
    const next = target.closest("li").nextElementSibling?.querySelector("input");
    if (next) next.focus();
    else send();
  }
}
