"""The run of show that follows from a workshop, and the workshops we ship."""

import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from server.activities import Slide
from server.activities.contract.text import in_language
from server.phases import Phase, Step
from server.scenes.render import markdown
from server.workshops.content import Workshop
from server.workshops.files import Files
from server.workshops.loading import load

CONTENT = Path(__file__).resolve().parents[2] / "workshop_content"
SHIPPED = sorted(path.parent for path in CONTENT.glob("*/workshop.yaml"))


def workshop(*entries: dict[str, Any]) -> Workshop:
    """A workshop of one module."""
    module = {"module": "part", "title": "Part", "activities": entries}
    return Workshop.model_validate({"workshop": "tea", "title": "Tea", "minutes": 10, "modules": [module]})


def choice(key: str, rounds: int = 1) -> dict[str, Any]:
    options = [{"key": "yes", "text": "Yes"}, {"key": "no", "text": "No"}]
    listen = ["To them"]
    plain = {"key": key, "kind": "choice", "title": key.title(), "minutes": 4, "say": "Say", "listen_for": listen}
    return {**plain, "question": "Well?", "options": options, "rounds": rounds}


def test_a_later_round_follows_the_rounds_of_the_activity_itself() -> None:
    items = workshop(choice("tea", rounds=2), choice("cake"), {"again": "tea"}, {"again": "tea"}).run_of_show()
    assert [item.activity.key for item in items] == ["tea", "cake", "tea", "tea"]
    assert items[2].steps == tuple(Step(phase, 3) for phase in (Phase.READ, Phase.OPEN, Phase.CLOSED, Phase.SHIFT))
    assert {step.round for step in items[3].steps} == {4}


def test_a_later_round_takes_over_what_it_does_not_say_itself() -> None:
    own = {"again": "tea", "title": "Tea once more", "minutes": 2, "say": "Now say this", "listen_for": ["Others"]}
    _, plain, different = workshop(choice("tea"), {"again": "tea"}, own).run_of_show()
    assert (plain.title, plain.minutes, plain.listen_for) == ("Tea", 5, ("To them",))
    assert (different.title, different.minutes) == ("Tea once more", 2)
    assert [sentence.text for sentence in plain.said(0)] == ["Say"]
    assert [sentence.text for sentence in different.said(0)] == ["Now say this"]
    assert different.listen_for == ("Others",)


def test_what_a_workshop_leaves_out_goes_with_its_later_rounds() -> None:
    whole = workshop(choice("tea"), choice("cake"), {"again": "tea"})
    part = whole.model_copy(update={"without": ("tea",)})
    assert [item.activity.key for item in part.run_of_show()] == ["cake"]
    assert part.activities == 1


@pytest.mark.parametrize("entries", [[{"again": "tea"}, choice("tea")], [choice("tea"), choice("tea")]])
def test_keys_have_to_lead_somewhere(entries: list[dict[str, Any]]) -> None:
    with pytest.raises(ValidationError):
        workshop(*entries)


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)
def test_what_we_ship(folder: Path) -> None:
    shipped = load(folder, Files(CONTENT))
    items = shipped.run_of_show()
    assert sum(item.minutes for item in items) == shipped.minutes
    assert all(item.said(0) or item.said(1) for item in items), "the facilitator always has something to say"
    assert Workshop.model_validate_json(shipped.model_dump_json()) == shipped


def test_the_late_shipment() -> None:
    shipped = load(CONTENT / "late-shipment", Files(CONTENT))
    assert shipped.minutes == 20
    assert [source.key for source in shipped.all_sources] == ["S0", "S1", "S2", "S3", "S4"]
    activities = {item.activity.key: item.activity for item in shipped.run_of_show()}
    assert [place.key for place in activities["role"].poses().parts[0].places] == [
        "front-line",
        "team-lead",
        "senior-manager",
        "owner",
        "contractor",
    ]
    decision = activities["first-step"]
    assert [place.letter for place in decision.poses().parts[0].places] == list("ABCD")
    assert max(step.round for step in decision.course()) == 2
    assert all(decision.cues.of(pattern) for pattern in ("split", "one_sided", "scattered", "moved", "open"))
    assert all(len(in_language(place.label, "en")) < 80 for place in decision.poses().parts[0].places), (
        "readable at 15 m"
    )
    assert all(item.listen_for for item in shipped.run_of_show() if item.activity.takes_answers)


def test_half_an_hour_with_every_shape_of_answer() -> None:
    shipped = load(CONTENT / "half-hour", Files(CONTENT))
    items = shipped.run_of_show()
    assert shipped.minutes == sum(item.minutes for item in items) == 29
    assert len({item.activity.kind for item in items}) == 6
    assert [item.activity.key for item in items if item.activity.sensitive] == [
        "ten-seconds", "baseline", "impediments", "menu", "rewrite", "baseline",
    ]  # fmt: skip
    assert all(item.listen_for and item.activity.sources for item in items)


ALONE = ["order-taker", "your-compass", "sorry-because", "our-quarter", "how-often", "one-millimetre"]


@pytest.mark.parametrize("name", ALONE)
def test_each_module_is_a_workshop_of_its_own_with_opening_sources_and_end(name: str) -> None:
    shipped = load(CONTENT / name, Files(CONTENT))
    keys = [item.activity.key for item in shipped.run_of_show()]
    assert keys[:2] == ["welcome", "role"]
    assert keys[-2:] == ["closing", "sources"]
    assert len(shipped.all_sources) == 5
    assert {path.name for path in (CONTENT / name).iterdir()} == {"workshop.yaml"}, "from the same files"


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)
def test_a_speaker_has_time_for_what_there_is_to_say(folder: Path) -> None:
    for item in load(folder, Files(CONTENT)).run_of_show():
        said = sum(sentence.seconds or 0 for at in range(len(item.steps)) for sentence in item.said(at))
        assert said <= item.minutes * 60 + 1, item.activity.key


def test_the_guess_about_the_promise_is_shown_below_the_question() -> None:
    items = load(CONTENT / "your-compass", Files(CONTENT)).run_of_show()[2:5]
    assert [item.activity.key for item in items] == ["predict-credo", "credo", "predict-credo"]
    assert items[0].steps[-1].phase is Phase.CLOSED
    assert [step.phase for step in items[2].steps] == [Phase.REVEALED, Phase.TALK]
    assert all(item.listen_for for item in items)
    assert sum(said.seconds or 0 for item in items for at in range(len(item.steps)) for said in item.said(at)) == 180


def test_the_sources_slide_credits_every_source() -> None:
    shipped = load(CONTENT / "late-shipment", Files(CONTENT))
    (slide,) = [item.activity for item in shipped.run_of_show() if item.activity.key == "sources"]
    assert isinstance(slide, Slide)
    shown = in_language(slide.body, "en")
    assert len(shipped.all_sources) == 5
    for source in shipped.all_sources:
        assert f"- {source.author}: *{source.title}*\n" in shown
    assert shown.endswith("\nStories and words are ours.")


def test_sources_are_shown_as_they_are_written() -> None:
    plain = {"key": "end", "kind": "slide", "title": "End", "minutes": 1, "heading": "End", "show_sources": True}
    source = {"key": "S1", "author": "A_B_C", "title": "*Stars* & [links](x) <b>"}
    module = {"module": "part", "title": "Part", "activities": [plain]}
    made = Workshop.model_validate(
        {"workshop": "tea", "title": "Tea", "minutes": 1, "sources": [source], "modules": [module]}
    )
    (item,) = made.run_of_show()
    assert isinstance(item.activity, Slide)
    drawn = markdown(in_language(item.activity.body, "en"))
    assert drawn.count("<em>") == 1
    assert "<em>*Stars* &amp; [links](x) &lt;b&gt;</em>" in drawn
    assert "A_B_C" in drawn
    assert Workshop.model_validate_json(made.model_dump_json()) == made


def test_we_write_british_english_without_shouting() -> None:
    for path in CONTENT.rglob("*.yaml"):
        words = path.read_text().lower()
        assert "!" not in words.replace("!!", ""), path
        for american in ("color", "center", "organiz", "neighbor", "behavior", "favorite"):
            assert american not in words, f"{path}: {american}"


def test_the_example_in_the_docs_works(tmp_path: Path) -> None:
    text = (CONTENT.parent / "docs" / "content.md").read_text()
    top, main = re.findall(r"```yaml\n((?:workshop|module): .*?)```", text, re.DOTALL)
    folder = tmp_path / "my-workshop"
    folder.mkdir()
    (folder / "workshop.yaml").write_text(top)
    (folder / "main.yaml").write_text(main)
    workshop = load(folder, Files(tmp_path))
    items = workshop.run_of_show()
    assert len(items) == 6
    assert workshop.minutes == sum(item.minutes for item in items)
