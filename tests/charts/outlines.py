"""Measures outlines made of straight, level and upright lines."""

import re


def area(outline: str) -> float:
    """The area inside a path of M, H, V and Z; its pieces do not overlap."""
    return sum(_piece(piece) for piece in outline.split("Z") if piece)


def _piece(outline: str) -> float:
    x = y = 0.0
    corners = []
    for command, numbers in re.findall(r"([MHV])([^MHV]*)", outline):
        values = [float(number) for number in numbers.split()]
        if command == "M":
            x, y = values
        elif command == "H":
            x = values[0]
        elif command == "V":
            y = values[0]
        corners.append((x, y))
    turned = zip(corners, corners[1:] + corners[:1], strict=True)
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in turned)) / 2
