/** Rated statements (`data-rate` around them): the chosen dot tapped again is cleared, and the next open one is framed. */
const standing = new WeakSet();

document.addEventListener(
  "written",
  ({ target: form }) => {
    const open = [];
    for (const part of form.querySelectorAll("[data-rate] [data-part]")) {
      const inputs = [...part.querySelectorAll("input")];
      for (const input of inputs) standing[input.checked ? "add" : "delete"](input);
      if (!inputs.some((input) => input.checked)) open.push(part);
      part.toggleAttribute("data-my-next", part === open[0]);
    }
  },
  true,
);

document.addEventListener("click", ({ target }) => {
  if (target.closest("[data-rate]") && standing.has(target)) clear(target);
});

document.addEventListener("keydown", (event) => {
  const isClearing = event.key === "Backspace" || event.key === "Delete";
  if (isClearing && event.target.closest("[data-rate]") && event.target.checked) clear(event.target);
});

function clear(input) {
  input.checked = false;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}
