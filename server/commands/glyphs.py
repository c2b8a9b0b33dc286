"""Measures how wide each letter of our fonts is, so that whether a text fits a phone needs no browser.

For who changes a font: `python -m server.commands.glyphs`.
"""

import base64
import hashlib
import json
from pathlib import Path

from playwright.sync_api import sync_playwright

from server.bootstrap import ROOT
from server.charts.glyphs import ADVANCES, FONTS, JOINED, WEIGHTS
from server.commands import chromium

VENDOR = ROOT / "static" / "vendor"
RANGES = ((0x20, 0x2BA), (0x2BD, 0x2FF), (0x600, 0x6FF), (0x1E00, 0x1EFF), (0x2000, 0x206F), (0x20A0, 0x20C0))
SIZE = 1000
# What two fallbacks draw alike is in our font. A letter that joins is as wide as beside
# one that only draws the line on.
MEASURE = """async ([faces, weights, size, ranges, joins]) => {
  for (const face of faces)
    document.fonts.add(await new FontFace("Ours", `url(data:font/woff2;base64,${face})`, {weight: "400 900"}).load());
  const pen = document.createElement("canvas").getContext("2d");
  pen.fontKerning = "none";
  const wide = (text, weight, behind) => {
    pen.font = `${weight} ${size}px Ours, ${behind}`;
    return Math.round(pen.measureText(text).width);
  };
  const advances = {}, joined = {};
  for (const [first, last] of ranges)
    for (let point = first; point <= last; point += 1) {
      const letter = String.fromCodePoint(point);
      if (/\\p{C}/u.test(letter) || wide(letter, 600, "monospace") !== wide(letter, 600, "serif")) continue;
      const all = (text) => weights.map((weight) => wide(text, weight, "serif"));
      advances[letter] = all(letter);
      if (new RegExp(joins, "u").test(letter)) {
        const [two, one] = [`\\u0640${letter}\\u0640`, `${letter}\\u0640`].map(all);
        const bar = all("\\u0640");
        joined[letter] = bar.map((width, at) => Math.max(two[at] - 2 * width, one[at] - width));
      }
    }
  return {advances, joined};
}"""


def main() -> None:
    """Measure all of them in Chromium, and write them down."""
    fonts = {name: (VENDOR / name).read_bytes() for name in FONTS}
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium.require(), args=[chromium.UNROUNDED])
        faces = [base64.b64encode(font).decode() for font in fonts.values()]
        found = browser.new_page().evaluate(
            MEASURE, [faces, list(WEIGHTS), SIZE, [list(each) for each in RANGES], JOINED]
        )
        browser.close()
    sums = {name: hashlib.sha256(font).hexdigest() for name, font in fonts.items()}
    rows = [
        f"  {json.dumps(name)}: {json.dumps(part, ensure_ascii=False)}"
        for name, part in {"fonts": sums, **found}.items()
    ]
    Path(ADVANCES).write_text("{\n" + ",\n".join(rows) + "\n}\n")


if __name__ == "__main__":
    main()
