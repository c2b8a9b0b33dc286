"""The run of show: every entry with the stops that Next walks through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from server.activities.contract.activity import Activity
from server.activities.contract.say import Sentence, said
from server.activities.contract.text import Text
from server.phases import Phase, Step
from server.workshops.entries import Again, Entry, Show

RESULTS = (Phase.REVEALED, Phase.SHIFT)


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the run of show: an activity, a later round of one, or its result once more. `by` is the key of the
    choice that splits its result, where the author wrote one; `shows`: it asks nothing."""

    activity: Activity
    steps: tuple[Step, ...]
    title: Text
    minutes: float
    say: Mapping[str, tuple[Sentence, ...]]
    listen_for: tuple[Text, ...]
    by: str = ""
    shows: bool = False

    def said(self, stop: int) -> Sequence[Sentence]:
        """What its facilitator says at one of its stops."""
        return said(self.say, self.steps, stop)

    def talks(self, stop: int) -> bool:
        """Whether a cue card is on the screen at one of its stops: a split before the talk has none yet."""
        phase = self.steps[stop].phase
        return phase in (Phase.TALK, Phase.SHIFT) or (phase is Phase.SPLIT and not self.comes_before_talk(stop))

    def comes_before_talk(self, stop: int) -> bool:
        """Whether the talk follows at once."""
        return any(step.phase is Phase.TALK for step in self.steps[stop + 1 : stop + 2])


def run_of_show(entries: Iterable[Entry], credits: Sequence[str], foul: tuple[str, ...]) -> Iterator[Item]:
    """The items in order."""
    activities: dict[str, Activity] = {}
    results: dict[str, list[Step]] = {}
    later: dict[str, Sequence[Step]] = {}
    entries = list(entries)
    shown = {entry.show for entry in entries if isinstance(entry, Show)}
    for entry in entries:
        if isinstance(entry, Show):
            activity = activities[entry.show]
            steps = later.pop(entry.show, None) or _shown(results[entry.show], bool(entry.by))
            item = _item(entry, activity, tuple(steps), entry.by or "", shows=True)
        elif isinstance(entry, Again):
            activity = activities[entry.again]
            item = _item(entry, activity, activity.again(results[entry.again][-1].round + 1))
        else:
            activity = activities[entry.key] = entry.credited(credits).guarded(foul)
            steps = tuple(_splittable(activity, entry.course()))
            results[activity.key] = [step for step in steps if step.phase in RESULTS]
            if activity.awaits and activity.key in shown:
                steps, later[activity.key] = _parted(steps)
            item = _item(entry, activity, steps, entry.by or "")
        if isinstance(entry, Again):
            results[activity.key] += [step for step in item.steps if step.phase in RESULTS]
        yield item


def _parted(steps: Sequence[Step]) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
    """What an activity that waits for another one's result does at its place, and what it shows once that is out."""
    at = next(at for at, step in enumerate(steps) if step.phase in RESULTS)
    return tuple(steps[:at]), tuple(steps[at:])


def _item(entry: Entry, activity: Activity, steps: tuple[Step, ...], by: str = "", shows: bool = False) -> Item:
    title, say, listen_for = entry.title or activity.title, entry.say or activity.say, entry.listen_for
    return Item(activity, steps, title, entry.minutes, say, listen_for or activity.listen_for, by, shows)


def _shown(results: Sequence[Step], split: bool) -> tuple[Step, ...]:
    """A stop for every result there may be by then; Next comes to the newest that is out."""
    return tuple(Step(Phase.SPLIT, step.round) for step in results) if split else tuple(results)


def _splittable(activity: Activity, course: Sequence[Step]) -> Iterator[Step]:
    """Every result may be split, before the talk about it, or behind where a group is small. Next passes over both
    unless it is decided."""
    revealed = {step.round for step in course if step.phase is Phase.REVEALED} if activity.can_split else set()
    for step in course:
        yield step
        if step.round in revealed and step.phase in (Phase.REVEALED, Phase.TALK):
            yield Step(Phase.SPLIT, step.round)
