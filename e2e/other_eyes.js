/** What e2e/test_other_eyes.py measures on a page; every function returns words for what is wrong. */
({
  /** Text that is as dark as what lies behind it. In forced colours that is the page's own colour, laid under every
   *  line, unless the element paints for itself. */
  unreadable() {
    const canvas = getComputedStyle(document.documentElement).backgroundColor;
    return this.texts().filter((element) => this.contrast(this.colour(element), this.behind(element, canvas)) < 4.5).map(this.named);
  },

  /** Text that is not black, white or grey, or that is not dark on paper. */
  coloured() {
    const grey = (element) => new Set(this.colour(element)).size === 1 || this.colour(element).every((part) => part < 90);
    return this.texts().filter((element) => !grey(element) || this.contrast(this.colour(element), [255, 255, 255]) < 4.5).map(this.named);
  },

  texts() {
    const own = (element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const seen = (element) => element.checkVisibility() && !element.closest("svg, .visually-hidden");
    return [...document.body.querySelectorAll("*")].filter((element) => own(element) && seen(element));
  },

  behind(element, canvas) {
    if (getComputedStyle(element).forcedColorAdjust === "auto") return this.parts(canvas);
    for (let each = element; each; each = each.parentElement) {
      const colour = getComputedStyle(each).backgroundColor;
      if (this.parts(colour)[3] !== 0) return this.parts(colour);
    }
    return this.parts(canvas);
  },

  colour(element) {
    return this.parts(getComputedStyle(element).color).slice(0, 3);
  },

  parts: (colour) => colour.match(/[\d.]+/g).map(Number),

  contrast(one, other) {
    const light = (parts) => {
      const [red, green, blue] = parts.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  },

  named: (element) => `${element.localName}.${element.className} "${element.textContent.trim().slice(0, 30)}"`,
})
