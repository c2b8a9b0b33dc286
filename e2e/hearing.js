/** Notes in `heard` what a page tells screen readers of its own accord: the words of each live region whenever they change. */
window.heard = [];
(() => {
  const LIVE = "[role=status], [role=alert], [aria-live], output";
  const before = new WeakMap();
  const speaks = (region) => region.getAttribute("aria-live") !== "off" && region.checkVisibility();
  const within = (node) => (node instanceof Element ? [node.closest(LIVE), ...node.querySelectorAll(LIVE)] : [node.parentElement?.closest(LIVE)]);
  new MutationObserver((changes) => {
    for (const region of new Set(changes.flatMap(({ target }) => within(target)))) {
      if (!region) continue;
      const words = speaks(region) ? region.innerText : "";
      const changed = words !== (before.get(region) ?? "");
      before.set(region, words);
      if (changed && words.trim()) heard.push(words.trim().replace(/\s+/g, " "));
    }
  }).observe(document, { subtree: true, childList: true, characterData: true, attributeFilter: ["hidden", "data-my-off", "data-link", "data-phone", "aria-live"] });
})();
