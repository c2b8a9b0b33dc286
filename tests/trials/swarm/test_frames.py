"""The frame codec: whatever way bytes arrive, the same messages come out."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from websockets.frames import Frame
from websockets.frames import Opcode as TheirOpcode
from websockets.streams import StreamReader

from server.trials.swarm.frames import BadFrame, Message, Opcode, Parser, accept_key, close, close_code, frame

payloads = st.binary(max_size=300) | st.sampled_from([125, 126, 65_535, 65_536]).map(bytes)


def in_pieces(data: bytes, cuts: list[int]) -> list[bytes]:
    places = sorted({0, len(data), *(cut % (len(data) + 1) for cut in cuts)})
    return [data[start:end] for start, end in pairwise(places)]


@given(st.lists(payloads, max_size=5), st.lists(st.integers(min_value=0), max_size=8), st.booleans())
def test_messages_survive_any_cutting(texts: list[bytes], cuts: list[int], masked: bool) -> None:
    parser = Parser()
    stream = b"".join(frame(Opcode.TEXT, text, masked=masked) for text in texts)
    got = [message for piece in in_pieces(stream, cuts) for message in parser.feed(piece)]
    assert got == [Message(Opcode.TEXT, text) for text in texts]


@given(payloads)
def test_another_library_reads_what_we_write(payload: bytes) -> None:
    reader = StreamReader()
    reader.feed_data(frame(Opcode.TEXT, payload))
    parsing = Frame.parse(reader.read_exact, mask=True)
    with pytest.raises(StopIteration) as done:
        next(parsing)
    assert done.value.value == Frame(TheirOpcode.TEXT, payload)


def test_fragments_become_one_message_with_control_frames_between() -> None:
    stream = frame(Opcode.TEXT, b"", final=False) + frame(Opcode.PING, b"?") + frame(Opcode.MORE, b"whole")
    assert Parser().feed(stream) == [Message(Opcode.PING, b"?"), Message(Opcode.TEXT, b"whole")]


@pytest.mark.parametrize(
    "stream",
    [
        b"\xc1\x00",
        frame(Opcode.MORE, b"no beginning"),
        frame(Opcode.TEXT, b"a", final=False) + frame(Opcode.TEXT, b"b"),
        frame(Opcode.PING, b"x" * 126),
        frame(Opcode.CLOSE, b"", final=False),
    ],
    ids=["reserved bit", "continues nothing", "begins inside", "long ping", "fragmented close"],
)
def test_what_no_server_may_send_is_refused(stream: bytes) -> None:
    with pytest.raises(BadFrame):
        Parser().feed(stream)


def test_close_carries_its_code() -> None:
    (message,) = Parser().feed(close(4404))
    assert (message.opcode, close_code(message.payload), close_code(b"")) == (Opcode.CLOSE, 4404, 1005)


def test_the_accept_key_is_the_one_from_the_standard() -> None:
    assert accept_key(b"dGhlIHNhbXBsZSBub25jZQ==") == b"s3pPLMBiTxaQ9kYGzzhZRbK+xOo="
