"""Screenshots with 256 colours at most, a third as large: our pages are flat, so nobody sees the difference."""

from __future__ import annotations

import base64
import struct
import zlib
from pathlib import Path

from playwright.sync_api import Page

# Counts colours in steps of 8, keeps the most frequent ones (each with its mean), and gives every pixel the nearest.
REDUCE = """async (url) => {
  const picture = await createImageBitmap(await (await fetch(url)).blob());
  const { width, height } = picture;
  const pen = new OffscreenCanvas(width, height).getContext("2d");
  pen.drawImage(picture, 0, 0);
  const pixels = pen.getImageData(0, 0, width, height).data;
  const keyAt = (at) => ((pixels[at] >> 3) << 10) | ((pixels[at + 1] >> 3) << 5) | (pixels[at + 2] >> 3);
  const sums = new Map();
  for (let at = 0; at < pixels.length; at += 4) {
    const sum = sums.get(keyAt(at)) ?? sums.set(keyAt(at), [0, 0, 0, 0]).get(keyAt(at));
    for (let part = 0; part < 3; part += 1) sum[part] += pixels[at + part];
    sum[3] += 1;
  }
  const mean = ([r, g, b, n]) => [r, g, b].map((sum) => Math.round(sum / n));
  const means = [...sums].map(([key, sum]) => ({ key, n: sum[3], colour: mean(sum) }));
  const kept = means.sort((a, b) => b.n - a.n).slice(0, 256).map(({ colour }) => colour);
  const distance = (a, b) => a.reduce((sum, part, at) => sum + (part - b[at]) ** 2, 0);
  const nearest = new Map(means.map(({ key, colour }) => {
    const ways = kept.map((other) => distance(colour, other));
    return [key, ways.indexOf(Math.min(...ways))];
  }));
  const indexes = new Uint8Array(width * height);
  for (let at = 0; at < indexes.length; at += 1) indexes[at] = nearest.get(keyAt(at * 4));
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
