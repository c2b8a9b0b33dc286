"""What somebody hostile might send: every way to be wrong that the server names, and noise around it."""

from __future__ import annotations

import json

from server.trials.swarm.frames import Opcode, frame
from server.trials.torture.dice import Dice

ID = "00112233445566778899aabbccddeeff"


def answer(activity: str, round: int, **changed: object) -> str:
    """An answer, right but for what is changed."""
    body = {"type": "answer", "answer_id": ID, "activity": activity, "round": round, "rev": 1, "value": "hold"}
    return json.dumps({**body, **changed})


def wrong(activity: str, round: int) -> dict[str, list[str]]:
    """Messages by the code that must refuse them, for a room that votes on `activity`."""
    deep = "[" * 5_000 + "]" * 5_000
    return {
        "malformed": ["", "{", "null", "[]", '"text"', "{'a': 1}", '{"type":"beat",}', "\ufeff{}"],
        "not-a-number": ['{"type":"beat","version":NaN}', '{"type":"beat","version":-Infinity}', "NaN"],
        "too-large-number": ['{"type":"beat","version":' + "9" * 5_000 + "}", '{"type":"beat","version":1e300}'],
        "too-deep": [
            f'{{"type":"answer","value":{deep}}}',
            answer(activity, round, value=json.loads("[" * 9 + "]" * 9)),
        ],
        "duplicate-key": ['{"type":"beat","type":"snapshot"}'],
        "bad-text": [answer(activity, round, value=text) for text in ("\ud800", "\x00", "\x1b[2J", "hold\x07")],
        "unknown-type": ["{}", '{"type":"move","verb":"next"}', '{"type":["answer"]}', '{"type":null}'],
        "wrong-shape": [
            answer(activity, round, answer_id="1"),
            answer(activity, round, rev=0),
            answer(activity, round, rev=True),
            answer(activity, round).replace(f'"round": {round}', '"round": "1"'),
            answer(activity, round, extra=1),
            '{"type":"beat","version":-1}',
            '{"type":"snapshot","who":"all"}',
        ],
        "wrong-activity": [answer("no-such-thing", 1), answer("../question-0", 1), answer("' OR 1=1 --", 1)],
        "wrong-round": [answer(activity, 7), answer(activity, 0)],
        "wrong-value": [answer(activity, round, answer_id=f"{n:032x}", value=v) for n, v in enumerate(_VALUES)],
    }


_VALUES: list[object] = ["", "HOLD", "<script>", None, True, 3, 1.5, [], ["hold"], {"key": "hold"}, "x" * 15_000]


def mutate(dice: Dice, text: str) -> bytes:
    """The text with a few bytes changed, lost or doubled: UTF-8 still, JSON sometimes."""
    data = bytearray(text.encode("utf-8", "surrogatepass"))
    for _ in range(1 + dice.below(4)):
        at = dice.below(len(data) + 1)
        match dice.below(4):
            case 0:
                data[at : at + 1] = dice.bytes(1)
            case 1:
                del data[at : at + 1 + dice.below(8)]
            case 2:
                data[at:at] = dice.choose((b'"', b"{", b"[", b"\\u0000", b"1e999", b"\xed\xa0\x80", b",", b"\xf0\x9f"))
            case _:
                data[at:at] = data[: dice.below(40)]
    return data.decode("utf-8", "replace").encode()[:16_000]


def noise(dice: Dice) -> list[bytes]:
    """Frames that are wrong as frames; the server may hang up after any of them."""
    small = dice.bytes(1 + dice.below(60))
    return dice.choose(
        (
            [dice.bytes(1 + dice.below(200))],
            [frame(Opcode.TEXT, small, masked=False)],
            [frame(Opcode.TEXT, b"{}", final=False)] + [frame(Opcode.MORE, b"", final=False)] * 80,
            [frame(Opcode.MORE, small)],
            [frame(Opcode.TEXT, small, final=False), frame(Opcode.TEXT, small)],
            [frame(3 + dice.below(5), small)],
            [bytes((0xF1, 0x80, 0, 0, 0, 0))],
            [frame(Opcode.TEXT, b"x" * 16_385)],
            [b"\x81\xff" + b"\xff" * 12],
            [frame(Opcode.TEXT, b"\xff\xfe\xfd")],
            [frame(Opcode.BINARY, small)],
            [frame(Opcode.PING, small)] * 60,
            [frame(Opcode.PING, b"x" * 126)],
            [frame(Opcode.PONG, small)] * 20,
            [frame(Opcode.CLOSE, b"\x00")],
            [frame(Opcode.CLOSE, b"\x03\xe8\xff\xff")],
        )
    )
