/* Plain script before the first picture: puts on what this browser keeps of how it shows things (see display/kept.js). */
(function () {
  var kept = {};
  try {
    kept = JSON.parse(localStorage.getItem("roomful.display")) || {};
  } catch (_nothing) {} // no store, or not ours: as usual
  document.currentScript.dataset.keeps.split(" ").forEach(function (name) {
    if (typeof kept[name] === "string") document.documentElement.setAttribute("data-" + name, kept[name]);
  });
})();
