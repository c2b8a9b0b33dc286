/* Plain script, for browsers that do not run our modules, too: a page that has no seat after a while says what to do. */
setTimeout(function () {
  var late = document.getElementById("late");
  if (late) late.removeAttribute("hidden");
}, 8000);
