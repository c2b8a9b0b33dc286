"""The hostile messages are refused as they should be, each by its code, without a server."""

import pytest

from server.live.decode import LARGEST, decode
from server.refusals import Refused
from server.trials.torture.corpus import answer, mutate, wrong
from server.trials.torture.dice import Dice

BY_THE_ROOM = {"wrong-activity", "wrong-round", "wrong-value"}
WRONG = wrong("question-0", 1)


@pytest.mark.parametrize("code", sorted(WRONG.keys() - BY_THE_ROOM))
def test_every_wrong_message_gets_its_code(code: str) -> None:
    for text in WRONG[code]:
        with pytest.raises(Refused) as refused:
            decode(text)
        assert refused.value.code == code, text[:200]


@pytest.mark.parametrize("code", sorted(BY_THE_ROOM))
def test_what_only_the_room_can_refuse_is_well_formed(code: str) -> None:
    for text in WRONG[code]:
        decode(text)


def test_mutations_are_read_or_refused_and_nothing_else() -> None:
    dice, codes = Dice("mutations"), set()
    for _ in range(2_000):
        text = mutate(dice, answer("question-0", 1)).decode("utf-8", "replace")
        try:
            decode(text)
        except Refused as refused:
            codes.add(refused.code)
    assert codes <= WRONG.keys()
    assert len(codes) > 3


def test_what_is_too_large_is_not_parsed() -> None:
    with pytest.raises(Refused, match="too large"):
        decode(" " * (LARGEST + 1))


def test_the_dice_fall_the_same_way_again() -> None:
    first, second = Dice("seed"), Dice("seed")
    assert [first.below(1_000) for _ in range(50)] == [second.below(1_000) for _ in range(50)]
    assert Dice("other").bytes(100) != first.bytes(100)
