/** Naming a group: its field opens where the name stands, and closes when the name is sent, or on Escape. */

const open = () => document.querySelector("[data-sort] .sort__naming[open]");

function close(details) {
  details.open = false;
  const form = details.querySelector("form");
  form.reset();
  details.querySelector("summary").focus({ preventScroll: true });
}

/** Starts it. Must be called after the listeners that send forms, which read the field first. */
export function listenForNames() {
  document.addEventListener(
    "toggle",
    ({ target }) => {
      if (!target.open || !target.matches(".sort__naming")) return;
      for (const other of document.querySelectorAll(".sort__naming[open]")) if (other !== target) other.open = false;
      target.querySelector(".sort__field").select();
    },
    true,
  );
  document.addEventListener("submit", ({ target }) => {
    if (target.matches("[data-naming]")) close(target.closest("details"));
  });
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape" && open()) close(open());
  });
  document.addEventListener("pointerdown", ({ target }) => {
    const naming = open();
    if (naming && !naming.contains(target)) naming.open = false;
  });
}
