"""What torture reports: one line a promise, kept or broken, with the evidence."""

from __future__ import annotations

from dataclasses import dataclass

from server.trials.swarm.oracle import Verdict


@dataclass(frozen=True)
class Outcome:
    """One promise and how it went. `timed`: it is about seconds, and a busy machine may break it."""

    promise: str
    kept: bool
    evidence: str
    timed: bool = False

    def __str__(self) -> str:
        return f"{'kept  ' if self.kept else 'BROKEN'}  {self.promise}: {self.evidence}"


def of_verdict(what: str, verdict: Verdict, thing: str = "answer") -> Outcome:
    """The contract of an answer, or of an action, after some faults."""
    evidence = f"{verdict.acked:,} acked, {verdict.lost} lost, {verdict.doubled} counted twice"
    if verdict.faults:
        evidence += f"; {len(verdict.faults)} faults, the first: {verdict.faults[0].promise}: {verdict.faults[0].what}"
    return Outcome(
        f"no acked {thing} is lost or counted twice {what}", not verdict.faults and verdict.acked > 0, evidence
    )


def within(promise: str, value: float, limit: float, unit: str, *, timed: bool = False) -> Outcome:
    """A measured figure and what it may be at most."""
    return Outcome(promise, value <= limit, f"{value:.2f} {unit} (at most {limit:g})", timed)
