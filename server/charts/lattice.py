"""A lattice of dots: one pitch, and what follows from it for every dot that stands on it; and tiles, which may be lower
than wide."""

from __future__ import annotations

from abc import ABC, abstractmethod

from server.charts.rows import DOT, MARK


class Dots(ABC):
    """Whatever is drawn of dots that are alike."""

    __slots__ = ()

    @property
    @abstractmethod
    def radius(self) -> float:
        """Of a dot."""

    @property
    def scale(self) -> float:
        """Of a mark, which is drawn with radius 10."""
        return round(self.radius / MARK, 3)


class Lattice(Dots):
    """Whatever is drawn of dots that stand `pitch` apart."""

    __slots__ = ()

    pitch: float

    @property
    def radius(self) -> float:
        """Of a dot."""
        return round(DOT * self.pitch, 2)

    @property
    def middle(self) -> float:
        """Of the square in which one dot stands."""
        return round(self.pitch / 2, 2)


class Tiles(Dots):
    """Whatever is drawn of dots that stand in tiles of `pitch` by `high`."""

    __slots__ = ()

    pitch: float
    high: float

    @property
    def radius(self) -> float:
        """Of a dot."""
        return round(DOT * min(self.pitch, self.high), 2)

    @property
    def middle(self) -> tuple[float, float]:
        """Of the tile in which one dot stands."""
        return round(self.pitch / 2, 2), round(self.high / 2, 2)
