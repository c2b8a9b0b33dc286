"""Screenshots with 256 colours at most, a third as large: our pages are flat, so little is lost."""

from __future__ import annotations

import base64
import struct
import zlib
from pathlib import Path

from playwright.sync_api import Page

# Keeps the flat colours as they are, white beside almost white among them; shades between them, counted in steps
# of 8, get what is left of the palette; and every pixel gets the nearest.
REDUCE = """async (url) => {
  const picture = await createImageBitmap(await (await fetch(url)).blob());
  const { width, height } = picture;
  const pen = new OffscreenCanvas(width, height).getContext("2d");
  pen.drawImage(picture, 0, 0);
  const pixels = pen.getImageData(0, 0, width, height).data;
  const colourAt = (at) => (pixels[at] << 16) | (pixels[at + 1] << 8) | pixels[at + 2];
  const parts = (colour) => [colour >> 16, (colour >> 8) & 255, colour & 255];
  const counts = new Map();
  for (let at = 0; at < pixels.length; at += 4) counts.set(colourAt(at), (counts.get(colourAt(at)) ?? 0) + 1);
  const byCount = (all) => [...all].sort((a, b) => b[1] - a[1]);
  const flat = byCount(counts).slice(0, 64).map(([colour]) => colour);
  const shades = new Map();
  for (const [colour, n] of counts) shades.set(colour & 0xf8f8f8, (shades.get(colour & 0xf8f8f8) ?? 0) + n);
  const between = byCount(shades).slice(0, 192).map(([colour]) => colour | 0x040404);
  const kept = [...flat, ...between].map(parts);
  const distance = (a, b) => a.reduce((sum, part, at) => sum + (part - b[at]) ** 2, 0);
  const nearest = new Map([...counts.keys()].map((colour) => {
    const ways = kept.map((other) => distance(parts(colour), other));
    return [colour, ways.indexOf(Math.min(...ways))];
  }));
  const indexes = new Uint8Array(width * height);
  for (let at = 0; at < indexes.length; at += 1) indexes[at] = nearest.get(colourAt(at * 4));
  return { width, height, palette: kept.flat(), pixels: indexes.toBase64() };
}"""


def save(shot: bytes, path: Path, darkroom: Page) -> None:
    """Write a screenshot as a PNG with a palette; `darkroom` is an empty page that does the counting."""
    found = darkroom.evaluate(REDUCE, "data:image/png;base64," + base64.b64encode(shot).decode())
    width, height, pixels = found["width"], found["height"], base64.b64decode(found["pixels"])
    lines = b"".join(b"\0" + pixels[at : at + width] for at in range(0, len(pixels), width))
    chunks = (
        _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
        _chunk(b"PLTE", bytes(found["palette"])),
        _chunk(b"IDAT", zlib.compress(lines, 9)),
        _chunk(b"IEND", b""),
    )
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(chunks))


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
