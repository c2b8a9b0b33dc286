"""One measured figure: what it is held against, and how it came out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from statistics import median


@dataclass(frozen=True)
class Figure:
    """A figure, its unit, the bar that it must not exceed and the aim; without a bar it is for the record.

    `runs` are the repetitions whose median is the value; `void` counts those that were thrown away
    because the client itself was late.
    """

    name: str
    value: float
    unit: str
    bar: float | None = None
    aim: float | None = None
    runs: Sequence[float] = ()
    void: int = 0
    detail: dict[str, float] = field(default_factory=dict)

    @property
    def verdict(self) -> str:
        """How the figure did."""
        if self.void and not self.runs:
            return "void"
        if self.bar is None:
            return "for the record"
        if self.value > self.bar:
            return "MISSED"
        return "aim" if self.aim is not None and self.value <= self.aim else "within bar"

    def as_json(self) -> dict[str, object]:
        """All of it, for a program."""
        return {**asdict(self), "verdict": self.verdict}


def of_runs(
    name: str,
    runs: Sequence[float],
    unit: str,
    bar: float | None = None,
    aim: float | None = None,
    *,
    void: int = 0,
    detail: Mapping[str, float] | None = None,
) -> Figure:
    """The figure that is the median of its repetitions."""
    return Figure(name, median(runs) if runs else 0.0, unit, bar, aim, tuple(runs), void, dict(detail or {}))


def table(figures: Sequence[Figure]) -> str:
    """The figures as lines for people."""
    rows = [("figure", "value", "bar", "aim", "runs", "verdict")]
    for figure in figures:
        spread = f"{min(figure.runs):.2f}-{max(figure.runs):.2f}" if figure.runs else ""
        rows.append(
            (
                figure.name,
                f"{figure.value:.2f} {figure.unit}".strip() if figure.verdict != "void" else "",
                _or_nothing(figure.bar),
                _or_nothing(figure.aim),
                spread,
                figure.verdict + (f", {figure.void} void" if figure.void else ""),
            )
        )
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def _or_nothing(limit: float | None) -> str:
    return "" if limit is None else f"{limit:g}"
