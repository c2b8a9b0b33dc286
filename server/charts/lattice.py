"""A lattice of dots: one pitch, and what follows from it for every dot that stands on it."""

from server.charts.rows import DOT, MARK


class Lattice:
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

    @property
    def scale(self) -> float:
        """Of a mark, which is drawn with radius 10."""
        return round(self.radius / MARK, 3)
