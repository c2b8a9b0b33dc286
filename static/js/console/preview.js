/** The console's preview is the big screen's own drawing, whose unit is a hundredth of its box's width. */

/** Measures the box, which is another one in every phase. */
export function fitPreview() {
  const box = document.querySelector(".preview");
  if (box) document.documentElement.style.setProperty("--preview", `${box.clientWidth / 100}px`);
}

/** Keeps the preview as large as its box. */
export function watchPreview() {
  new ResizeObserver(fitPreview).observe(document.body);
}
