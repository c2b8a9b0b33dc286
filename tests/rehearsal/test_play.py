"""A workshop played by nobody: what is shipped has no faults, and each sort of fault is found and told."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import JsonValue

from server.activities import Choice
from server.activities.choice import Option
from server.activities.contract import activity
from server.activities.contract.cues import Cues
from server.activities.contract.event import FACILITATOR, Deed
from server.activities.measures.nominal import Nominal
from server.clock import turned
from server.refusals import Refused
from server.rehearsal.play import Played, play
from server.reports import exports
from server.results import disclosure
from server.results.outcomes import Withheld
from server.room import answers
from server.room.pretence import Temper
from server.stage import Stage
from server.workshops.content import Module, Workshop
from server.workshops.files import Files
from server.workshops.loading import load
from tests.house import PLAN, WORKSHOP

CONTENT = Path(__file__).resolve().parents[2] / "workshop_content"
SHIPPED = sorted(path.parent.name for path in CONTENT.glob("*/workshop.yaml"))


def played(workshop: Workshop, folder: Path, people: int = 30, temper: Temper = Temper.MOVING) -> Played:
    """A workshop, to its end."""
    with turned() as clock:
        return asyncio.run(play(workshop, people, temper, folder, clock))


def faults(workshop: Workshop, folder: Path) -> list[str]:
    """What is told of it."""
    return [str(fault) for fault in played(workshop, folder).faults]


def of(*activities: Choice) -> Workshop:
    """A workshop of these."""
    return Workshop(
        workshop="one", title="One", minutes=10, modules=(Module(module="one", title="One", activities=activities),)
    )


def a_choice(**changed: object) -> Choice:
    """A question with two answers, asked once."""
    options = tuple(Option(key=key, text=f"Say {key}") for key in ("yes", "no"))
    content = {"key": "agree", "kind": "choice", "title": "Agree", "minutes": 5, "question": "Is it true?"}
    return Choice.model_validate({**content, "options": options, **changed})


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_workshop_is_played_to_its_end_without_a_fault(name: str, tmp_path: Path) -> None:
    workshop = load(CONTENT / name, Files(CONTENT))
    asked = {item.activity.key for item in workshop.run_of_show() if item.activity.takes_answers}
    done = played(workshop, tmp_path)
    assert done.faults == []
    assert done.items == len(workshop.run_of_show())
    assert done.rounds >= len(asked)
    assert done.answers == done.rounds * 30
    assert done.cards


@pytest.mark.parametrize("temper", Temper)
@pytest.mark.parametrize("people", [5, 12])
def test_a_small_room_of_any_temper_gets_through(temper: Temper, people: int, tmp_path: Path) -> None:
    assert played(WORKSHOP, tmp_path, people, temper).faults == []


def test_an_answer_that_is_refused_is_told_with_its_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(_self: Nominal, _raw: JsonValue) -> JsonValue:
        raise Refused("wrong-value", "Nothing is good enough.")

    monkeypatch.setattr(Nominal, "accept", refuses)
    assert "agree, open 1: an answer was refused: Nothing is good enough" in faults(of(a_choice()), tmp_path)[0]


@pytest.mark.parametrize(
    ("target", "name", "found"),
    [
        (Nominal, "guess", "it cannot be answered (ZeroDivisionError"),
        (Choice, "pool", "its result cannot be drawn"),
        (Choice, "asks", "the big screen cannot be drawn in 'en' (ZeroDivisionError"),
        (Choice, "pretend", "what people do there besides answering fails (ZeroDivisionError"),
        (exports, "as_csv", "the room cannot be exported (ZeroDivisionError"),
        (Stage, "results", "its results page cannot be drawn (ZeroDivisionError"),
    ],
)
def test_whatever_raises_is_a_fault_and_no_end(
    target: object, name: str, found: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = of(a_choice())

    def breaks(*_: object) -> None:
        raise ZeroDivisionError("by a kind")

    monkeypatch.setattr(target, name, property(breaks) if name == "asks" else breaks)
    assert any(found in each for each in faults(made, tmp_path))


def test_an_act_that_its_kind_refuses_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Choice, "pretend", lambda *_: [Deed(FACILITATOR, "clap", None)])
    found = faults(of(a_choice()), tmp_path)
    assert any("what people do there was refused: There is nothing to moderate here;" in each for each in found)


def test_a_result_that_stays_hidden_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disclosure, "pooled", lambda *_, **__: Withheld(30, 31))
    assert any("its result stays hidden with 30 answers" in each for each in faults(of(a_choice()), tmp_path))


def test_answers_that_an_export_loses_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "people_told", lambda *_: ())
    assert any("the export counts none of its 30 answers" in each for each in faults(of(a_choice()), tmp_path))
    monkeypatch.setattr(exports, "_unlinked", lambda *_: [])
    lost = faults(of(a_choice()), tmp_path / "again")
    assert any("none of its 30 answers can be exported" in each for each in lost)


def test_a_frame_that_bad_wifi_does_not_carry_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(activity, "PHONE_BYTES", 40_000)
    options = [Option(key=f"o{at}", text="Every word of it is long. " * 6) for at in range(8)]
    long = a_choice(story="It was a dark night, and nobody rang. " * 18, options=options)
    found = faults(of(long.model_copy(update={"title": "T" * 1_900})), tmp_path)
    assert any("its frame for phones takes" in each and "8,000 is the most" in each for each in found)


@pytest.mark.parametrize(
    ("cues", "rounds", "card"),
    [
        ({"moved": "Who moved?"}, 1, "moved"),
        ({"leads": {"maybe": "Why maybe?"}}, 2, "leads: maybe"),
    ],
)
def test_a_card_that_no_pattern_can_call_is_told(
    cues: dict[str, object], rounds: int, card: str, tmp_path: Path
) -> None:
    found = faults(of(a_choice(cues=Cues.model_validate(cues), rounds=rounds)), tmp_path)
    assert found == [
        f"agree: nothing calls its card '{card}'; take it out, or give it the name of a pattern that this activity can"
        " show."
    ]


def test_a_card_that_a_later_round_calls_is_none_of_these(tmp_path: Path) -> None:
    cues = Cues.model_validate({"moved": "Who moved?", "leads": {"yes": "Why yes?", "no": "Why no?"}})
    assert faults(of(a_choice(cues=cues, rounds=2)), tmp_path) == []


def test_made_up_people_answer_by_the_writer_and_each_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[int] = []
    real: Callable[..., answers.Given] = answers.give

    def counted(*about: object) -> answers.Given:
        given.append(1)
        return real(*about)

    monkeypatch.setattr(answers, "give", counted)
    done = played(of(PLAN), tmp_path, 12)
    assert (done.rounds, done.answers, len(given)) == (2, 24, 24)
