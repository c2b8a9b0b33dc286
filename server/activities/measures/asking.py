"""Asking: the questions of a room, who asks each, and what became of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from server.activities.contract.texts import Release

PAGE = 6
"""So many new questions stand before whoever facilitates at once; the others wait behind them."""


class Asked(NamedTuple):
    """One question: how often each text of it was written, who wrote one, and who asks it, too."""

    texts: Mapping[str, int] = {}
    authors: frozenset[int] = frozenset()
    voters: frozenset[int] = frozenset()

    @property
    def people(self) -> int:
        """Everybody who asks it, once each."""
        return len(self.authors | self.voters)


class Stands(NamedTuple):
    """What became of questions, by mark, and how many there are. No word of anybody's is in it: `out` may be seen, in
    the order in which they were let out; `lifted` is the one on the screen."""

    out: Mapping[str, None] = {}
    answered: tuple[str, ...] = ()
    lifted: str = ""
    asked: int = 0


class Asking(NamedTuple):
    """A room's questions. `holds`: each waits until it was read; `switched` says whether new ones are taken. `read`
    are editions that a hand let out, `passed` texts that did not have to wait. `page` are those new ones that stand
    before whoever facilitates: what stands there keeps its place until a hand takes it."""

    secret: str = ""
    holds: bool = True
    switched: str = ""
    asked: Mapping[str, Asked] = {}
    stands: Stands = Stands()
    hidden: frozenset[str] = frozenset()
    read: frozenset[str] = frozenset()
    passed: frozenset[str] = frozenset()
    page: tuple[str, ...] = ()

    @property
    def release(self) -> Release:
        """As disclosure needs it."""
        return Release(self.secret, False, self.read, self.hidden)

    def is_out(self, mark: str) -> bool:
        """Whether a question may be seen."""
        return mark in self.stands.out and mark not in self.hidden

    def waits(self, mark: str) -> bool:
        """Whether nobody has decided about a question yet."""
        return mark in self.asked and mark not in self.stands.out and mark not in self.hidden

    @property
    def waiting(self) -> int:
        """How many wait."""
        return sum(self.waits(mark) for mark in self.asked)

    def by(self, author: int, mark: str, text: str) -> Asking:
        """Somebody asks; whoever wrote it in other capitals before asks the same once."""
        known = self.asked.get(mark, Asked())
        if author in known.authors:
            return self
        texts = {**known.texts, text: known.texts.get(text, 0) + 1}
        after = known._replace(texts=texts, authors=known.authors | {author})
        return self._replace(asked={**self.asked, mark: after}).paged()

    def voted(self, voter: int, mark: str, too: bool) -> Asking:
        """Somebody asks it, too, or not any more."""
        known = self.asked[mark]
        voters = known.voters | {voter} if too else known.voters - {voter}
        return self._replace(asked={**self.asked, mark: known._replace(voters=voters)})

    def let_out(self, mark: str) -> Asking:
        """A question may be seen, behind those that could be seen before."""
        stands = self.stands._replace(out={**self.stands.out, mark: None})
        return self._replace(stands=stands, hidden=self.hidden - {mark}).paged()

    def hide(self, mark: str) -> Asking:
        """A question may not be seen any more, and leaves the screen."""
        return self.lowered(mark)._replace(hidden=self.hidden | {mark}).paged()

    def answer(self, mark: str) -> Asking:
        """A question has had its answer, and leaves the screen."""
        answered = tuple(each for each in self.stands.answered if each != mark)
        lowered = self.lowered(mark)
        return lowered._replace(stands=lowered.stands._replace(answered=(*answered, mark)))

    def lift(self, mark: str) -> Asking:
        """A question stands on the screen; one that was answered is asked again."""
        answered = tuple(each for each in self.stands.answered if each != mark)
        return self._replace(stands=self.stands._replace(lifted=mark, answered=answered))

    def lowered(self, mark: str) -> Asking:
        """It is not on the screen."""
        return self._replace(stands=self.stands._replace(lifted="")) if self.stands.lifted == mark else self

    def paged(self) -> Asking:
        """With the next new questions where there is room on the page, those first that most people ask."""
        page = tuple(mark for mark in self.page if self.waits(mark))
        if len(page) < PAGE:
            there = {*page}
            more = [mark for mark in self.asked if mark not in there and self.waits(mark)]
            more.sort(key=lambda mark: (-self.asked[mark].people, mark))
            page = (*page, *more[: PAGE - len(page)])
        return self._replace(page=page)
