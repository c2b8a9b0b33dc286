"""Questions: what a room asks, by how many people ask it, and the one that stands on the screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from server.activities.contract.pool import Pool
from server.activities.contract.question import Shown
from server.activities.contract.result import Cell, Cells, Phrase, Picture, Prompt, Result, Seen, _, ngettext
from server.activities.contract.texts import Voice
from server.activities.measures.asking import Stands
from server.charts import asks as drawing
from server.charts.canvas import Canvas, Use

HEAD = Phrase(_("The room answers first"))
PROMPTS: Mapping[str, Prompt] = {
    "open": Prompt(
        _("First answer from the room: who has done it, and how did it go?"),
        _("Turn to your neighbour: who of you has done it, and how did it go?"),
    )
}
COLUMNS: Mapping[str, str] = {
    "text": "a question that the room saw; those that were not let out are nowhere in an export",
    "asked by": "how many people ask it; empty where too few people were there for numbers",
    "answered": "yes, if it was marked as answered",
}


@dataclass(frozen=True, slots=True)
class Questions(Result):
    """Those that are out: `waiting` for an answer, the most asked first, and `answered`. `asked` counts all, also those
    that nobody has read yet; `voices` people ask something."""

    waiting: tuple[Shown, ...]
    answered: tuple[Shown, ...]
    raised: Shown | None
    asked: int
    voices: int

    @property
    def people(self) -> int:
        """Who asks something."""
        return self.voices

    def wall(self) -> Sequence[Shown]:
        """Those that may still be asked, the one on the screen first."""
        return (*((self.raised,) if self.raised else ()), *(each for each in self.waiting if each != self.raised))

    def up(self) -> Shown | None:
        """The one on the screen."""
        return self.raised

    def cells(self) -> Cells:
        """A row a question, by its place."""
        rows = enumerate((*self.wall(), *self.answered), 1)
        return Cells(
            (Phrase(_("People who ask it")),),
            tuple(Cell("", str(at), each.words, "", (each.votes,)) for at, each in rows),
        )

    def listed(self) -> tuple[Mapping[str, str], ...]:
        """All that the room saw."""
        told = [(each, "") for each in self.wall()] + [(each, "yes") for each in self.answered]
        return tuple(
            {"text": each.words, "asked by": "" if each.votes is None else str(each.votes), "answered": answered}
            for each, answered in told
        )

    @property
    def _first(self) -> int:
        return next((each.votes or 0 for each in self.wall()), 0)

    @property
    def tells(self) -> bool:
        """Once somebody asks what somebody else asks."""
        return self._first > 1

    def finding(self) -> Phrase | None:
        """How many ask the same."""
        if not self.tells:
            return None
        said = ngettext("%(n)s person asks the same question.", "%(n)s people ask the same question.")
        return Phrase(*said, {"n": self._first}, self._first)

    def patterns(self) -> tuple[Seen, ...]:
        """Nothing that can be counted."""
        return (Seen("open", HEAD),)

    def picture(self, canvas: Canvas) -> Picture:
        """The lifted one and those that most people ask; on paper all. Phones fetch them."""
        texts = self.wall() if canvas.use is not Use.PRINT else (*self.wall(), *self.answered)
        told = [drawing.Text(each.mark, each.words, each.votes) for each in texts]
        drawn = drawing.asks(told, self.raised is not None, self.voices, self.asked, canvas.use)
        return Picture("asks", drawn, wide=True, own=False)


def questions(pool: Pool) -> Questions:
    """Pool what is out."""
    stands = pool.state if isinstance(pool.state, Stands) else Stands()
    shown = {voice.mark: _shown(voice) for voice in pool.voices}
    out = [shown[mark] for mark in stands.out if mark in shown]
    waiting = [each for each in out if each.mark not in stands.answered]
    waiting.sort(key=lambda each: -(each.votes or 0))  # and as they were let out
    answered = [shown[mark] for mark in reversed(stands.answered) if mark in shown]
    lifted = shown.get(stands.lifted)
    return Questions(tuple(waiting), tuple(answered), lifted, stands.asked, pool.people)


def _shown(voice: Voice) -> Shown:
    """A question as most wrote it, of what may be seen."""
    words = min(voice.texts, key=lambda text: (-voice.texts[text], text))
    return Shown(voice.mark, words, sum(voice.texts.values()), voice.people)
