/** Checkboxes of which only so many may be ticked (`data-most`): one more, and the form is not whole. */
import { telling } from "./slots.js";

telling((scene) => {
  const asked = scene.querySelector("[data-most]");
  return asked ? { most: Number(asked.dataset.most) } : {};
});

document.addEventListener("written", ({ target }) => check(target), true);
document.addEventListener("input", ({ target }) => check(target.closest("[data-answer]")), true);

function check(form) {
  const asked = form?.querySelector("[data-most]");
  if (!asked) return;
  const boxes = [...form.querySelectorAll("[type=checkbox]")];
  const ticked = boxes.filter((box) => box.checked).length;
  boxes[0].setCustomValidity(ticked > Number(asked.dataset.most) ? asked.textContent : "");
}
