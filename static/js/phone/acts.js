/** Buttons that do something besides answering: `data-act` names it, `data-value` is its value as JSON. */

/** Calls `give({activity, round, what, value})` for each of them that is pressed in the scene. */
export function listenForActs(give) {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("#scene [data-act]");
    if (!button) return;
    const { activity, round } = document.getElementById("scene").dataset;
    give({ activity, round: Number(round), what: button.dataset.act, value: JSON.parse(button.dataset.value ?? "null") });
  });
}
