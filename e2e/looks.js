/** What a test can measure on a page. Loaded by e2e/looks.py; every function returns words for what is wrong. */
(() => {
  const range = document.createRange();
  const pen = document.createElement("canvas").getContext("2d");

  function named(element) {
    const marks = [...element.classList].map((each) => `.${each}`).join("");
    const words = element.textContent.trim().replace(/\s+/g, " ").slice(0, 40);
    return `${element.localName}${element.id ? `#${element.id}` : ""}${marks} "${words}"`;
  }

  const said = (box) => ["left", "top", "right", "bottom"].map((side) => Math.round(box[side])).join(" ");

  function seen(element) {
    const rough = { opacityProperty: true, visibilityProperty: true };
    return element.checkVisibility(rough) && !element.closest(".visually-hidden, [aria-hidden=true] .visually-hidden");
  }

  /** Every piece of text that can be seen, with its element. */
  function texts(root) {
    const found = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { currentNode } = walker;
      if (currentNode.data.trim() && seen(currentNode.parentElement)) found.push(currentNode);
    }
    return found;
  }

  function scaleOf(element) {
    const drawn = element.closest("foreignObject") ?? (element instanceof SVGElement ? element : null);
    return drawn?.getScreenCTM?.()?.a ?? 1;
  }

  /** Where the ink of some text is: its line boxes are taller than any letter in it. */
  function inkOf(node) {
    const style = getComputedStyle(node.parentElement);
    const scale = scaleOf(node.parentElement);
    pen.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const metrics = pen.measureText(node.data.trim());
    const before = -metrics.actualBoundingBoxLeft * scale;
    const after = (metrics.width - metrics.actualBoundingBoxRight) * scale;
    const above = (metrics.fontBoundingBoxAscent - metrics.actualBoundingBoxAscent) * scale;
    const below = (metrics.fontBoundingBoxDescent - metrics.actualBoundingBoxDescent) * scale;
    range.selectNodeContents(node);
    return [...range.getClientRects()].map(({ left, right, top, bottom }) => {
      return { left: left + before, right: right - after, top: top + above, bottom: bottom - below };
    });
  }

  const seenOf = (node) => inkOf(node).map((line) => cut(line, node.parentElement)).filter(isThere);
  const isThere = ({ left, top, right, bottom }) => right > left && bottom > top;

  /** What is left of a box inside everything that cuts off what is too long. */
  function cut({ left, right, top, bottom }, element) {
    for (let each = element; each !== document.body; each = each.parentElement) {
      const box = each.getBoundingClientRect();
      if (getComputedStyle(each).overflowY !== "visible" && each.id !== "scene") {
        [left, right] = [Math.max(left, box.left), Math.min(right, box.right)];
        [top, bottom] = [Math.max(top, box.top), Math.min(bottom, box.bottom)];
      }
    }
    return { left, right, top, bottom };
  }

  function sideways() {
    const { scrollWidth, clientWidth } = document.scrollingElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.body.querySelectorAll("*")].filter((each) => {
      const { right, width } = each.getBoundingClientRect();
      return width && right > clientWidth + 1 && seen(each);
    });
    return [`${scrollWidth} px wide in ${clientWidth}: ${wide.slice(-3).map(named).join("; ")}`];
  }

  /** Buttons, links and answers that a thumb would miss. A link within a sentence may be as small as its words. */
  function smallTargets(least) {
    const targets = [...document.querySelectorAll("button, a[href], summary, label:has(input), input:not(label input)")];
    return targets.flatMap((each) => {
      const { width, height } = each.getBoundingClientRect();
      const inline = each.localName === "a" && getComputedStyle(each).display === "inline";
      if (!width || inline || !seen(each) || (width >= least - 0.5 && height >= least - 0.5)) return [];
      return [`${named(each)} is ${width.toFixed()} by ${height.toFixed()}`];
    });
  }

  function smallText(least) {
    const forTheRoom = ({ parentElement }) => !parentElement.closest("[data-tools]"); // the tools are for who has the mouse
    return texts(document.body).filter(forTheRoom).flatMap(({ parentElement }) => {
      const size = parseFloat(getComputedStyle(parentElement).fontSize) * scaleOf(parentElement);
      return size >= least - 0.05 ? [] : [`${named(parentElement)} is ${size.toFixed(1)} px`];
    });
  }

  /** What reaches over the safe frame, or over the edge of something that cuts it off. */
  function outside({ left, top, right, bottom }) {
    // Where a letter begins within its own box is known to a few pixels only.
    const near = 6;
    const over = (box) =>
      box.left < left - near || box.top < top - near || box.right > right + near || box.bottom > bottom + near;
    const wrong = [];
    for (const node of texts(document.getElementById("scene"))) {
      for (const box of seenOf(node).filter(over)) wrong.push(`${named(node.parentElement)} is at ${said(box)}`);
    }
    for (const shape of document.querySelectorAll("#scene :is(circle, path, rect, use, .cue, .letter)")) {
      const box = shape.getBoundingClientRect();
      if (!shape.closest("defs, symbol, pattern") && box.width && seen(shape) && over(box)) {
        wrong.push(`${named(shape)} is at ${said(box)}`);
      }
    }
    return wrong;
  }

  /** Lines of text of which only a part can be seen. What is shortened on purpose ends with a whole line. */
  function halved() {
    return texts(document.getElementById("scene")).flatMap((node) => {
      const shares = inkOf(node).map((line) => {
        const left = cut(line, node.parentElement);
        return (left.bottom - left.top) / (line.bottom - line.top);
      });
      return shares.some((each) => each > 0.1 && each < 0.8) ? [named(node.parentElement)] : [];
    });
  }

  /** Words that lie on other words. */
  function overlaps() {
    const boxes = texts(document.getElementById("scene")).flatMap((node) => seenOf(node).map((box) => ({ node, box })));
    const wrong = [];
    boxes.forEach(({ node, box }, index) => {
      for (const other of boxes.slice(index + 1)) {
        const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
        if (node.parentElement !== other.node.parentElement && across > 2 && down > 2) {
          wrong.push(`${named(node.parentElement)} lies on ${named(other.node.parentElement)}`);
        }
      }
    });
    return wrong;
  }

  const KEYED = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";

  /** Everything that Tab stops at, in its order; of a group of radio buttons only one. */
  function stops() {
    const stood = new Set();
    return [...document.querySelectorAll(KEYED)].filter((each) => {
      const again = each.type === "radio" && stood.has(each.name);
      if (each.type === "radio") stood.add(each.name);
      const { width } = each.getBoundingClientRect();
      return !again && !each.disabled && each.tabIndex >= 0 && width && seen(each) && !each.closest("[inert]");
    });
  }

  function floats(element) {
    for (let each = element; each; each = each.parentElement) {
      if (["sticky", "fixed"].includes(getComputedStyle(each).position)) return true;
    }
    return false;
  }

  /** Stops of Tab that lead back: neither below the one before nor beside it, in the direction of reading. What floats is where it is. */
  function order() {
    const mirrored = document.documentElement.dir === "rtl";
    const boxes = stops().map((each) => ({ each, box: (each.closest("label") ?? each).getBoundingClientRect() }));
    return boxes.slice(1).flatMap(({ each, box }, at) => {
      const before = boxes[at];
      const beside = mirrored ? box.right <= before.box.left + 1 : box.left >= before.box.right - 1;
      const goesOn = beside || box.top >= before.box.bottom - 1 || before.each.contains(each);
      return goesOn || floats(each) || floats(before.each) ? [] : [`from ${named(before.each)} back to ${named(each)}`];
    });
  }

  const drawn = (element, part) => element && getComputedStyle(element, part).outlineStyle !== "none";

  /** What is wrong with where the focus is: nowhere, not to be seen, or under something. */
  function focus() {
    const at = document.activeElement;
    if (at === document.body || !at.getClientRects().length) return "the focus is nowhere";
    if (at.tabIndex < 0) return "";
    const next = at.nextElementSibling;
    const cell = at.parentElement.querySelector("[data-now]");
    if (![drawn(at), drawn(next), drawn(next, "::after"), drawn(cell)].some(Boolean)) return `${named(at)} does not show that it has the focus`;
    const { left, right, top, bottom } = at.getBoundingClientRect();
    const hit = document.elementFromPoint((left + right) / 2, Math.max(0, top) / 2 + Math.min(innerHeight, bottom) / 2);
    const own = at.closest("label") ?? at;
    return hit && (own.contains(hit) || hit.contains(own)) ? "" : `${named(at)} lies under ${hit ? named(hit) : "the edge"}`;
  }

  return { sideways, smallTargets, smallText, outside, overlaps, halved, order, focus };
})();
