/** The results page: the browser's own way to paper. */
const button = document.querySelector("[data-prints]");
button.hidden = false;
button.addEventListener("click", () => print());
