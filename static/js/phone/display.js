/** Display settings: the button "Aa" and its dialog. Whatever is picked holds at once. */
import { keep, shown } from "../display/kept.js";

const dialog = document.getElementById("display");

function open() {
  for (const input of dialog.querySelectorAll("[type=radio]")) input.checked = input.value === shown(input.name);
  dialog.showModal();
}

dialog.addEventListener("change", ({ target }) => keep(target.name, target.value));
document.getElementById("aa-open").addEventListener("click", open);
document.getElementById("aa").hidden = false;
