/** Six cells over one input: what is typed or pasted appears in them, digits of any script as 0 to 9. */
const input = document.querySelector(".code__input");
const cells = [...document.querySelectorAll(".code__cells i")];
const LENGTH = cells.length;

function digitsOf(text) {
  return Array.from(text.normalize("NFKC").matchAll(/\p{Nd}/gu), ([digit]) => {
    const point = digit.codePointAt(0);
    return point < 0x80 ? digit : String((point & 0xf) % 10);
  }).join("");
}

function draw() {
  const digits = digitsOf(input.value).slice(0, LENGTH);
  if (input.value !== digits) input.value = digits;
  const at = Math.min(digits.length, LENGTH - 1);
  cells.forEach((cell, index) => {
    cell.textContent = digits[index] ?? "";
    cell.toggleAttribute("data-now", document.activeElement === input && index === at);
  });
  input.setSelectionRange(digits.length, digits.length);
}

document.querySelector(".code").dataset.cells = "";
input.addEventListener("input", () => {
  input.removeAttribute("aria-invalid");
  draw();
});
for (const event of ["focus", "blur", "click", "keyup"]) input.addEventListener(event, draw);
addEventListener("pageshow", draw);
draw();
