/** Dragging a text onto a group presses the button that puts it there. */

/** Starts it; `press(button)` is what a drop does. */
export function listenForDrags(press) {
  let dragged = null;
  const groupAt = ({ target }) => dragged && target.closest?.("[data-group]");
  const over = (group) => {
    for (const each of document.querySelectorAll("[data-group]")) each.toggleAttribute("data-my-over", each === group);
  };
  document.addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.("[data-sort] [data-text]");
    if (dragged) event.dataTransfer.setData("text/plain", dragged.querySelector(".sort__words").innerText);
  });
  document.addEventListener("dragover", (event) => {
    const group = groupAt(event);
    if (group) event.preventDefault();
    if (dragged) over(group);
  });
  document.addEventListener("drop", (event) => {
    const button = dragged?.querySelector(`.sort__hands [data-to="${groupAt(event)?.dataset.group}"]`);
    if (button) press(button);
    if (groupAt(event)) event.preventDefault();
  });
  document.addEventListener("dragend", () => {
    dragged = null;
    over(null);
  });
}
