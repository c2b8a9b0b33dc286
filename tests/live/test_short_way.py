"""The short way past the library's parser leads nowhere else: everything is sent down both, cut anywhere."""

from __future__ import annotations

import asyncio
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.clock import turned
from server.live.short_way import whole_text
from server.live.wire import BITE
from server.trials.swarm.frames import Opcode, close, frame
from tests.live.test_wire import Linked, parsing, shaken

LEAVE = "close me"
SIZES = (0, 1, 124, 125, 126, 127, 300, BITE - 8, BITE - 7, BITE, 2_000, 16 * 1024, 16 * 1024 + 1, 65_536)


class Outcome(NamedTuple):
    """All that anybody can see of a connection."""

    heard: list[str | bytes]
    written: bytes
    closed: bool
    aborted: bool
    ending: Any
    told: list[Any]


def outcome(pieces: list[bytes], *, short: bool) -> tuple[Outcome, int]:
    """What comes of these reads, and how many bytes the library was given."""

    async def read() -> tuple[Outcome, int]:
        with turned() as clock:
            linked = await shaken(clock)
            if not short:
                linked.wire._listens = lambda data: False  # type: ignore[method-assign]  # all the long way
            linked.wire.on_message = lambda message: hear(linked, message)
            parsed = parsing(linked)
            for piece in pieces:
                if not linked.transport.is_closing():
                    linked.wire.data_received(piece)
            told = list(linked.wire.queue._queue)  # type: ignore[attr-defined]  # what the application will be told
            conn, transport = linked.wire.conn, linked.transport
            ending = conn.state, conn.current_size, conn.close_code, linked.wire.close_sent, bytes(conn.reader.buffer)
            seen = Outcome(linked.heard, transport.written, transport.closed, transport.aborted, ending, told)
            linked.end()
            return seen, sum(parsed)

    return asyncio.run(read())


def hear(linked: Linked, message: str | bytes) -> None:
    """Somebody who may leave in the middle."""
    linked.heard.append(message)
    if message == LEAVE:
        linked.wire.close(4429, "as asked")


def flagged(head: int, payload: bytes) -> bytes:
    """A frame with another first byte."""
    return bytes([head]) + frame(Opcode.TEXT, payload)[1:]


texts = st.one_of(
    st.sampled_from(SIZES).map(lambda size: b"x" * size),
    st.text(max_size=40).map(str.encode),
    st.binary(max_size=130),
    st.just(LEAVE.encode()),
)
frames = st.one_of(
    texts.map(lambda payload: frame(Opcode.TEXT, payload)),
    texts.map(lambda payload: frame(Opcode.TEXT, payload)),
    st.builds(
        lambda first, middle, last: b"".join(
            [
                frame(Opcode.TEXT, first, final=False),
                *(frame(opcode, part, final=bool(opcode)) for opcode, part in middle),
                frame(Opcode.MORE, last),
            ]
        ),
        st.binary(max_size=9),
        st.lists(
            st.tuples(st.sampled_from([Opcode.MORE, Opcode.PING, Opcode.PONG]), st.binary(max_size=9)), max_size=4
        ),
        st.binary(max_size=9),
    ),
    st.binary(max_size=20).map(lambda payload: frame(Opcode.BINARY, payload)),
    st.binary(max_size=125).map(lambda payload: frame(Opcode.PING, payload)),
    st.binary(max_size=125).map(lambda payload: frame(Opcode.PONG, payload)),
    st.sampled_from([1000, 1001, 3000, 4999]).map(close),
    st.builds(flagged, st.integers(0, 255), st.binary(max_size=9)),
    st.binary(max_size=9).map(lambda payload: frame(Opcode.TEXT, payload, masked=False)),
    st.binary(max_size=9).map(lambda payload: frame(Opcode.MORE, payload)),
    st.binary(max_size=12),
)


@st.composite
def reads(draw: st.DrawFn) -> list[bytes]:
    """Frames, each in a read of its own or cut and joined anywhere."""
    sent = draw(st.lists(frames, min_size=1, max_size=8))
    if draw(st.booleans()):
        return sent
    whole = b"".join(sent)
    cuts = sorted(draw(st.sets(st.integers(0, len(whole)), max_size=12)))
    return [whole[start:end] for start, end in zip([0, *cuts], [*cuts, len(whole)], strict=True) if start < end]


@settings(max_examples=400)
@given(reads())
def test_both_ways_lead_to_the_same(pieces: list[bytes]) -> None:
    assert outcome(pieces, short=True)[0] == outcome(pieces, short=False)[0]


@pytest.mark.parametrize("at", range(1, 20))
def test_an_answer_cut_in_two_is_heard_once(at: int) -> None:
    answer = frame(Opcode.TEXT, b"an answer")
    for pieces in ([answer[:at], answer[at:]], [answer[:at], answer[at:] + answer], [answer, answer[:at], answer[at:]]):
        (seen, _), (expected, _) = outcome(pieces, short=True), outcome(pieces, short=False)
        assert seen == expected
        assert set(seen.heard) <= {"an answer"}


def test_what_looks_whole_inside_another_message_is_not_taken_out_of_it() -> None:
    inner = frame(Opcode.TEXT, b"I am not a message")
    outer = frame(Opcode.TEXT, inner + b"!" * 40)
    for pieces in (
        [outer[: -len(inner) - 40], inner, b"!" * 40],
        [frame(Opcode.TEXT, b"a", final=False), inner, frame(Opcode.MORE, b"b")],
        [outer[:2], inner, outer[2:]],
        [close(1000), inner],
    ):
        assert outcome(pieces, short=True)[0] == outcome(pieces, short=False)[0]


def test_a_small_text_in_one_piece_is_nothing_to_the_library() -> None:
    answers = [frame(Opcode.TEXT, b"x" * size) for size in (0, 1, 125, 126, 300)]
    seen, parsed = outcome([*answers, frame(Opcode.PING, b"now and then"), *answers], short=True)
    assert len(seen.heard) == 10
    assert parsed == len(frame(Opcode.PING, b"now and then"))


@pytest.mark.parametrize("size", [0, 1, 125, 126, 300, 65_535, 65_536])
def test_only_a_whole_frame_is_one(size: int) -> None:
    data = frame(Opcode.TEXT, b"x" * size)
    assert whole_text(data) == (b"x" * size if size < 65_536 else None)
    assert whole_text(data + b"\x81") is None
    assert {whole_text(data[:end]) for end in range(min(len(data), 300))} == {None}
