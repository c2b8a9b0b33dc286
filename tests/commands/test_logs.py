"""Logs are for people: a flood of lines of one kind becomes a few and a number."""

from __future__ import annotations

import logging

import pytest
import structlog

from server.clock import Turned
from server.commands.logs import LINES_A_MINUTE, Rations


def a_line(number: int, message: str = "Bad request %d from a stranger.") -> logging.LogRecord:
    return logging.LogRecord("uvicorn.error", logging.WARNING, "", 0, message, (number,), None)


def written(rations: Rations, lines: list[logging.LogRecord]) -> list[str]:
    return [line.getMessage() for line in lines if rations.filter(line)]


def test_a_flood_of_one_kind_is_ten_lines_and_then_a_number(clock: Turned) -> None:
    rations = Rations()
    lines = written(rations, [a_line(number) for number in range(5_000)])
    assert lines == [f"Bad request {number} from a stranger." for number in range(LINES_A_MINUTE)]
    clock.turn(6)
    after = f"Bad request 7 from a stranger. ({5_000 - LINES_A_MINUTE} more like it were left out)"
    assert written(rations, [a_line(7)]) == [after]
    clock.turn(60)
    assert written(rations, [a_line(8)]) == ["Bad request 8 from a stranger."]


def test_a_flood_hides_no_other_line(clock: Turned) -> None:
    rations = Rations()
    written(rations, [a_line(number) for number in range(5_000)])
    assert written(rations, [a_line(1, "The disk is full (%d).")]) == ["The disk is full (1)."]


def test_what_stands_below_the_first_line_makes_no_kind_of_its_own(clock: Turned) -> None:
    fatal = "Fatal error: protocol.data_received() call failed.\nprotocol: <RoomProtocol object at {:#x}>"
    lines = [logging.LogRecord("asyncio", logging.ERROR, "", 0, fatal.format(at), None, None) for at in range(5_000)]
    assert len(written(Rations(), lines)) == LINES_A_MINUTE


def test_our_own_lines_are_rationed_alike(clock: Turned) -> None:
    rations, out = Rations(), []
    for number in range(100):
        try:
            out.append(rations(None, "error", {"event": "a page failed", "error": number}))
        except structlog.DropEvent:
            continue
    assert len(out) == LINES_A_MINUTE
    clock.turn(6)
    assert (
        rations(None, "error", {"event": "a page failed"})["event"] == "a page failed (90 more like it were left out)"
    )


@pytest.mark.parametrize("percent", ["100 %", "%s", "%"])
def test_a_line_with_a_percent_sign_is_written_as_it_is(clock: Turned, percent: str) -> None:
    line = logging.LogRecord("uvicorn.error", logging.WARNING, "", 0, percent, None, None)
    assert written(Rations(), [line]) == [percent]
