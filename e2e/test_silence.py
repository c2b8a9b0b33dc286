"""Before the reveal nothing that leaves the server depends on what people answered.

Two rooms do the same at the same moments, but answer the opposite. What phones and big screens get must
be the same to the byte, but for the room's own code and the clock.
"""

import http.client
import json
import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass

import pytest

from e2e.house import House
from server.trials.swarm.bystanders import Bystanders, bystanders
from server.trials.swarm.desk import RoomKey
from tests.waiting import until

VOTES = {1: ["thornbush", "reedbed", "reedbed", "reedbed", "reedbed", "reedbed"]}
VOTES[2] = VOTES[1]
OTHER = {"thornbush": "reedbed", "reedbed": "thornbush"}
PEOPLE = len(VOTES[1]) + 1
# The version grows with every answer, whichever, and with whoever comes and goes meanwhile.
WITHOUT = ("epoch", "version", "n", "now")


@dataclass(frozen=True)
class Watched:
    """A room in which one of the people never answers, and looks."""

    house: House
    room: RoomKey
    others: Bystanders
    frames: list[bytes]

    def pictures(self) -> list[str]:
        """What a phone and a big screen would get if they came now."""
        return [self.get(f"/live/phone/{self.room.code}"), self.get(f"/live/screen/{self.room.screen_token}")]

    def pictures_of(self, people: int) -> list[str] | None:
        """The same once it says that so many have answered; newcomers may share a picture for half a second."""
        pictures = self.pictures()
        return pictures if all(re.search(rf">{people}</\w+> of {PEOPLE} ", picture) for picture in pictures) else None

    def get(self, path: str) -> str:
        """The whole picture for one audience, for the person who never answers."""
        with closing(http.client.HTTPConnection(*self.house.server.address, timeout=15)) as line:
            line.request("GET", path, headers={"Cookie": self.others.cookie(-1)})
            return "".join(plain(message, self.room.code) for message in json.loads(line.getresponse().read()))

    def opened(self, round: int) -> int:
        """Wait until every phone shows the vote. How many frames there were until then."""
        step = f'data-step=\\"1.open.{round}\\"'.encode()
        self.others.until(lambda: sum(step in frame for frame in self.frames) >= PEOPLE)
        return len(self.frames)

    def counted(self, people: int) -> None:
        """Wait until the phones were told that so many have answered."""
        told = re.compile(rf"<b>{people}</b> of {PEOPLE} ".encode())
        self.others.until(lambda: any(told.search(frame) for frame in self.frames))


@contextmanager
def watched(house: House) -> Iterator[Watched]:
    """A room at its first vote."""
    room = house.desk.open_room("canary")
    frames: list[bytes] = []
    with bystanders(house.server.address, room.code, PEOPLE, frames.append) as others:
        yield Watched(house, room, others, frames)


def plain(message: dict[str, object], code: str) -> str:
    """A message without what tells rooms and moments apart."""
    rest = {name: value for name, value in message.items() if name not in WITHOUT}
    return json.dumps(rest).replace(code, "CODE").replace(f"{code[:3]} {code[3:]}", "CODE")


@pytest.mark.parametrize("round", [1, 2])
def test_what_is_seen_before_the_reveal_is_the_same_for_opposite_answers(house: House, round: int) -> None:
    one, other = shown(house, round, VOTES[round]), shown(house, round, [OTHER[vote] for vote in VOTES[round]])
    assert [moment for moment, _ in one] == [moment for moment, _ in other]
    for (moment, seen), (_, also_seen) in zip(one, other, strict=True):
        assert seen == also_seen, moment


def shown(house: House, round: int, votes: list[str]) -> list[tuple[str, object]]:
    """Every picture of one round until it is closed, and the set of all frames that phones were sent."""
    with watched(house) as room:
        for earlier in range(1, round):
            house.desk.advance(room.room.id, "open")
            room.others.answer("nest", earlier, VOTES[earlier])
        house.desk.advance(room.room.id, "open")
        before = room.opened(round)
        seen: list[tuple[str, object]] = [("opened", room.pictures())]
        for number, vote in enumerate(votes):
            room.others.one_answers(number, "nest", round, vote)
            room.counted(number + 1)
        seen.append(("answered", until(lambda: room.pictures_of(len(votes)))))
        house.desk.advance(room.room.id, "closed")
        seen.append(("closed", room.pictures()))
        room.others.until(lambda: any(b'data-phase=\\"closed\\"' in frame for frame in room.frames))
        seen.append(("on the way", {plain(json.loads(frame), room.room.code) for frame in room.frames[before:]}))
        return seen
