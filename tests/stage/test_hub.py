"""One mailbox a link, with the newest picture in it; who does not read costs nobody anything."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.clock import Turned
from server.stage import hub as hubs
from server.stage.hub import CHUNK, FULL_BUFFER, PATIENCE_SECONDS, Audience, Hub, Link, Picture, framed
from server.trials.swarm.frames import Opcode, Parser


@dataclass
class FakeWire:
    """A socket whose other side reads when the test says so."""

    unread: int = 0
    sent: list[bytes] = field(default_factory=list)
    goodbye: tuple[int, str] | None = None
    aborted: bool = False

    def send(self, frame: bytes) -> None:
        """Note it."""
        self.sent.append(frame)

    def buffered(self) -> int:
        """What the test says."""
        return self.unread

    def close(self, code: int, reason: str) -> None:
        """Note why."""
        self.goodbye = code, reason

    def abort(self) -> None:
        """Note it."""
        self.aborted = True


UNREAD = FULL_BUFFER + 1


def joined(
    hub: Hub, audience: Audience = Audience.PHONE, room: int = 1, who: int | None = None, held: str = ""
) -> tuple[Link, FakeWire]:
    """One more link, and the wire under it."""
    wire = FakeWire()
    link = Link(wire, room, audience, who, held)
    hub.join(link)
    return link, wire


def picture(scene: int, version: int = 0) -> Picture:
    """A picture that says what it is."""
    return Picture(str(scene), b"whole %d.%d" % (scene, version), b"part %d.%d" % (scene, version))


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65_535, 65_536, 200_000])
def test_a_frame_is_one_text_that_any_client_reads(size: int) -> None:
    assert Parser().feed(framed("x" * size)) == [(Opcode.TEXT, b"x" * size)]


def test_the_whole_comes_first_and_parts_while_the_scene_stays() -> None:
    hub = Hub()
    link, wire = joined(hub)
    for shown in (picture(1, 1), picture(1, 2), picture(2, 3), picture(2, 4)):
        hub.show(link, shown)
    assert wire.sent == [b"whole 1.1", b"part 1.2", b"whole 2.3", b"part 2.4"]
    assert hub.frames == 4


def test_a_picture_without_a_part_is_sent_whole() -> None:
    hub = Hub()
    link, wire = joined(hub, Audience.SCREEN)
    hub.show(link, Picture("1", b"first"))
    hub.show(link, Picture("1", b"second"))
    assert wire.sent == [b"first", b"second"]


def test_what_waits_for_room_in_the_buffer_is_one_picture_the_newest() -> None:
    hub = Hub()
    link, wire = joined(hub)
    hub.show(link, picture(1, 1))
    wire.unread = UNREAD
    for version in range(2, 50):
        hub.show(link, picture(1, version))
    assert wire.sent == [b"whole 1.1"]
    wire.unread = 0
    hub.drained(link)
    assert wire.sent == [b"whole 1.1", b"part 1.49"]
    hub.drained(link)
    assert len(wire.sent) == 2, "a debt is paid once"


def test_a_picture_that_is_sent_takes_the_place_of_the_one_that_waited() -> None:
    hub = Hub()
    link, wire = joined(hub)
    wire.unread = UNREAD
    hub.show(link, picture(1, 1))
    wire.unread = 0
    hub.show(link, picture(1, 2))
    hub.drained(link)
    assert wire.sent == [b"whole 1.2"]


def test_a_full_buffer_is_more_than_the_limit() -> None:
    hub = Hub()
    link, wire = joined(hub)
    wire.unread = FULL_BUFFER
    hub.show(link, picture(1))
    assert wire.sent == [b"whole 1.0"]


@given(st.lists(st.one_of(st.booleans(), st.integers(1, 3)), max_size=40))
def test_whoever_reads_again_ends_at_the_newest_and_never_goes_back(turns: list[bool | int]) -> None:
    hub = Hub()
    link, wire = joined(hub)
    scene = version = 0
    for turn in turns:
        if isinstance(turn, bool):
            wire.unread = UNREAD if turn else 0
            if not turn:
                hub.drained(link)
        else:
            scene, version = scene + (turn == 3), version + 1
            hub.show(link, picture(scene, version))
    wire.unread = 0
    hub.drained(link)
    seen = [frame.split()[1].split(b".") for frame in wire.sent]
    versions = [int(number) for _, number in seen]
    assert versions == sorted(set(versions))
    assert versions[-1:] == ([version] if version else [])
    for before, now in zip([None, *wire.sent], wire.sent, strict=False):
        same = before is not None and before.split()[1].split(b".")[0] == now.split()[1].split(b".")[0]
        assert now.startswith(b"part" if same else b"whole")


def test_links_that_do_not_read_are_cut_after_a_while_counted_from_when_they_stopped(clock: Turned) -> None:
    hub = Hub()
    (silent, silent_wire), (slow, slow_wire), (_, quiet_wire) = joined(hub), joined(hub), joined(hub, Audience.SCREEN)
    silent_wire.unread = slow_wire.unread = UNREAD
    hub.show(silent, picture(1, 1))
    clock.turn(PATIENCE_SECONDS - 1)
    hub.show(silent, picture(1, 2))
    hub.show(slow, picture(1, 2))
    hub.cut_links_that_do_not_read()
    assert not silent_wire.aborted
    clock.turn(2)
    hub.cut_links_that_do_not_read()
    assert (silent_wire.aborted, slow_wire.aborted, quiet_wire.aborted) == (True, False, False)


def test_who_reads_in_time_is_not_cut_for_what_was_before(clock: Turned) -> None:
    hub = Hub()
    link, wire = joined(hub)
    wire.unread = UNREAD
    hub.show(link, picture(1, 1))
    wire.unread = 0
    hub.drained(link)
    clock.turn(60)
    wire.unread = UNREAD
    hub.show(link, picture(1, 2))
    hub.cut_links_that_do_not_read()
    assert not wire.aborted


def test_tell_reaches_one_and_cuts_who_asks_without_reading() -> None:
    hub = Hub()
    (link, wire), (_, other) = joined(hub), joined(hub)
    hub.tell(link, b"ack")
    assert (wire.sent, other.sent) == ([b"ack"], [])
    wire.unread = UNREAD
    hub.tell(link, b"beat")
    assert wire.aborted
    assert wire.sent == [b"ack"]
    assert hub.frames == 1


def test_show_all_is_for_one_audience_of_one_room() -> None:
    hub = Hub()
    wires = {(room, audience): joined(hub, audience, room)[1] for room in (1, 2) for audience in Audience}
    hub.show_all(1, Audience.SCREEN, picture(1))
    assert [key for key, wire in wires.items() if wire.sent] == [(1, Audience.SCREEN)]


def test_who_left_gets_nothing_more() -> None:
    hub = Hub()
    link, wire = joined(hub, who=7)
    second, second_wire = joined(hub, who=7)
    hub.leave(link)
    hub.leave(link)
    assert hub.people == {7: [second]}
    hub.show(link, picture(1))
    hub.tell(link, b"ack")
    hub.show_all(1, Audience.PHONE, picture(1))
    assert (wire.sent, second_wire.sent) == ([], [b"whole 1.0"])
    hub.leave(second)
    assert (hub.links, hub.people) == ({}, {}), "nothing is kept of who is gone"


def test_signing_out_closes_the_consoles_of_that_sign_in_only() -> None:
    hub = Hub()
    mine = [joined(hub, Audience.CONSOLE, room, held="fay")[1] for room in (1, 2)]
    others = [joined(hub, Audience.CONSOLE, held="another")[1], joined(hub, Audience.SCREEN)[1], joined(hub)[1]]
    hub.close_consoles("fay")
    assert [wire.goodbye for wire in mine] == [(4401, "signed out")] * 2
    assert not any(wire.goodbye for wire in others)


def test_it_knows_the_sign_ins_that_consoles_rest_on() -> None:
    hub = Hub()
    joined(hub, Audience.CONSOLE, held="fay")
    joined(hub, Audience.CONSOLE, room=2, held="another")
    joined(hub)
    assert hub.held() == {"fay", "another"}


def test_of_too_many_tabs_of_one_phone_the_oldest_closes() -> None:
    hub = Hub()
    tabs = [joined(hub, who=7)[1] for _ in range(hubs.MOST_TABS)]
    assert not any(wire.goodbye for wire in tabs)
    joined(hub, who=7)
    assert [wire.goodbye for wire in tabs] == [(4429, "too many tabs"), *[None] * (hubs.MOST_TABS - 1)]


def test_a_room_that_is_gone_says_goodbye_to_everyone_in_it() -> None:
    hub = Hub()
    inside = [joined(hub, audience)[1] for audience in Audience for _ in range(2)]
    outside = joined(hub, room=2)[1]
    hub.close_room(1, 4410, "gone")
    assert [wire.goodbye for wire in inside] == [(4410, "gone")] * 6
    assert outside.goodbye is None


@pytest.mark.anyio
async def test_a_large_audience_is_served_in_chunks_and_others_go_between() -> None:
    hub = Hub()
    crowd = [joined(hub) for _ in range(CHUNK * 2 + 1)]
    reached: list[int] = []

    async def somebody_else() -> None:
        while not reached or reached[-1] < len(crowd):
            reached.append(sum(bool(wire.sent) for _, wire in crowd))
            await asyncio.sleep(0)

    between = asyncio.create_task(somebody_else())
    await hub.show_in_turn(1, Audience.PHONE, picture(1))
    await between
    assert {CHUNK, CHUNK * 2} <= set(reached)
    assert all(wire.sent == [b"whole 1.0"] for _, wire in crowd)


@pytest.mark.anyio
async def test_who_leaves_or_comes_during_a_turn_does_not_stop_it() -> None:
    hub = Hub()
    crowd = [joined(hub) for _ in range(CHUNK + 10)]
    turn = asyncio.create_task(hub.show_in_turn(1, Audience.PHONE, picture(1)))
    await asyncio.sleep(0)
    for link, _ in crowd[CHUNK : CHUNK + 5]:
        hub.leave(link)
    newcomer = joined(hub)[1]
    await turn
    assert [len(wire.sent) for _, wire in crowd] == [1] * CHUNK + [0] * 5 + [1] * 5
    assert newcomer.sent == [], "newcomers are welcomed with a picture of their own"
