"""Every way to get a workshop's files wrong: the file, the line, and what to write instead."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from server.workshops.content import Module, Workshop
from server.workshops.document import Document
from server.workshops.faults import Fault, Faulty
from server.workshops.files import MOST_TOGETHER, Files
from server.workshops.loading import load
from server.workshops.reading import MOST_BYTES, read
from server.workshops.sentences import sentences
from server.workshops.wording import PATTERNS

few = settings(max_examples=40, deadline=None)

TOP = """\
workshop: tea
title: {en: Tea}
minutes: 10
modules: [part.yaml]
sources:
  - {key: S1, author: A. Writer, title: On tea}
"""
PART = """\
module: part
title: {en: Part}
activities:
  - key: hello
    kind: slide
    title: {en: Hello}
    minutes: 1
    heading: {en: Hello}
    sources: [S1]
  - key: drink
    kind: choice
    title: {en: Drink}
    minutes: 4
    question: {en: What do you drink?}
    options:
      - {key: tea, text: {en: Tea}}
      - {key: coffee, text: {en: Coffee}}
    rounds: 2
  - again: drink
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder of workshops with one good one in it."""
    write(tmp_path / "workshops", TOP, PART)
    return tmp_path / "workshops"


def write(root: Path, top: str, part: str) -> None:
    (root / "tea").mkdir(parents=True, exist_ok=True)
    (root / "tea" / "workshop.yaml").write_text(top)
    (root / "tea" / "part.yaml").write_text(part)


def faults(root: Path) -> list[str]:
    """The faults of the workshop, each as people see it."""
    with pytest.raises(Faulty) as caught:
        load(root / "tea", Files(root))
    return [str(fault) for fault in caught.value.faults]


def test_a_good_workshop(root: Path) -> None:
    workshop = load(root / "tea", Files(root))
    assert [item.activity.key for item in workshop.run_of_show()] == ["hello", "drink", "drink"]
    assert workshop.run_of_show()[2].steps[0].round == 3


def test_a_room_can_keep_a_copy_with_nothing_lost(root: Path) -> None:
    workshop = load(root / "tea", Files(root))
    assert Workshop.model_validate_json(workshop.model_dump_json()) == workshop


Changed = Callable[[str], str]


def swap(old: str, new: str) -> Changed:
    """The file with one piece of text replaced."""

    def changed(text: str) -> str:
        assert text.count(old) >= 1, f"{old!r} is not in the sample"
        return text.replace(old, new, 1)

    return changed


IN_PART: list[tuple[Changed, str]] = [
    (swap("options:", "optons:"), "15: 'optons' is not a key of a choice; did you mean 'options'?"),
    (
        swap("    question: {en: What do you drink?}\n", ""),
        "10: a choice needs 'question'; add a line 'question: ...'.",
    ),
    (swap("rounds: 2", "rounds: 3"), "18: 'rounds' cannot be '3'; write 1 or 2."),
    (swap("rounds: 2", "rounds: two"), "18: 'rounds' cannot be 'two'; write 1 or 2."),
    (swap("kind: choice", "kind: choise"), "11: 'choise' is no kind of activity; did you mean 'choice'?"),
    (swap("kind: choice", "kind: zzz"), "11: 'zzz' is no kind of activity; write one of: "),
    (swap("    kind: choice\n", ""), "10: an activity needs 'kind'; write 'kind: ' and one of: "),
    (swap("minutes: 4", "minutes: 0"), "13: 'minutes' is 0; write a number above 0."),
    (swap("minutes: 4", "minutes: 500"), "13: 'minutes' is 500; write 120 or less."),
    (swap("minutes: 4", "minutes: four"), "13: 'minutes' is 'four'; write a number, such as 10."),
    (swap("key: drink", "key: My Drink"), "10: 'My Drink' cannot be a key; write small letters, digits and hyphens,"),
    (swap("key: drink", "key: 7"), "10: 'key' has to be a text; put it in quotes: '7'."),
    (swap("{en: Drink}", "7"), "12: 'title' has to be a text; put it in quotes: '7'."),
    (swap("{en: Drink}", "true"), "12: 'title' has to be a text; put it in quotes: 'true'."),
    (swap("{en: Drink}", "[a]"), "12: 'title' has to be one text; write it after the colon."),
    (swap("{en: Drink}", ""), "12: 'title' is empty; write its value after the colon"),
    (swap("{en: Drink}", "{en: ''}"), "12: 'en' of 'title' is empty; write its text, or leave the line out."),
    (swap("{en: What do you drink?}", "{}"), "14: there is nothing between these brackets; write 'key: value', or"),
    (swap("{en: Drink}", "{EN: Drink}"), "12: 'EN' is no language; write two or three small letters, such as 'en'."),
    (
        swap("{en: Drink}", "{en: Drink, or not}"),
        "12: a comma ends a text between '{' and '}'; put the text in quotes.",
    ),
    (swap("What do you drink?", "Q" * 141), "14: 'en' of 'question' has 141 signs; shorten it to 140."),
    (
        swap("text: {en: Coffee}", "txt: {en: Coffee}"),
        "17: 'txt' is not a key of each of 'options'; did you mean 'text'?",
    ),
    (swap("text: {en: Coffee}", "txt: {en: Coffee}"), "17: each of 'options' needs 'text'; add a line 'text: ...'."),
    (swap("      - {key: coffee, text: {en: Coffee}}\n", ""), "15: 'options' has 1 of at least 2 entries; add more."),
    (swap("key: coffee", "key: tea"), "10: two options have the key 'tea'; give each its own"),
    (
        swap("    rounds: 2", "    say:\n      read: Look.\n      opn: {en: Choose.}"),
        "20: 'opn' is no phase; write read, open, closed, revealed, split, talk or shift, with '.2' for a second"
        " round.",
    ),
    (
        swap("    rounds: 2", "    say: {open.0: Choose.}"),
        "18: 'open.0' is no phase; write read, open, closed, revealed, split, talk or shift, with '.2' for a second"
        " round.",
    ),
    (
        swap("    rounds: 2", "    say:\n      open: {secnds: 40, text: Choose.}"),
        "19: 'secnds' is not a key of 'open'; did you mean 'seconds'?",
    ),
    (swap("    rounds: 2", "    say:\n      open: {seconds: 40}"), "19: 'open' needs 'text'; add a line 'text: ...'."),
    (
        swap("    rounds: 2", "    say:\n      open: {seconds: soon, text: Go}"),
        "19: 'seconds' is 'soon'; write a number, such as 10.",
    ),
    (swap("    rounds: 2", "    say:\n      open: []"), "19: 'open' has 0 of at least 1 entries; add more."),
    (swap("    rounds: 2", "    say: 5"), "18: 'say' has to be a text; put it in quotes: '5'."),
    (
        swap("{key: tea, text: {en: Tea}}", "{key: tea, text: Tea, short: Those who would love some tea}"),
        "16: 'short' has 29 signs; shorten it to 24.",
    ),
    (swap("    rounds: 2", "    cues: {splt: Hm}"), "18: 'splt' is not a key of 'cues'; did you mean 'split'?"),
    (
        swap("    rounds: 2", "    listen_for: all"),
        "18: 'listen_for' has to be a list; write each entry on a line of its own",
    ),
    (swap("    rounds: 2", "    cues: loud"), "18: 'cues' has to be a block of 'key: value' lines."),
    (
        swap("again: drink", "again: drnk"),
        "19: 'again: drnk' names no earlier activity; did you mean 'drink'?",
    ),
    (swap("again: drink", "again: drink\n    options: []"), "20: 'options' is not a key of an 'again'; write one of: "),
    (swap("key: hello", "key: asked-1"), "'asked-1' is kept for questions that are typed in the middle of a room"),
    (swap("key: drink", "key: hello"), "10: 'hello' is the key of an earlier activity; give this one another, such as"),
    (swap("[S1]", "[S2]"), "9: 'S2' is not among the 'sources' of tea/workshop.yaml or its modules; add it there."),
    (swap("[S1]", "[one]"), "9: 'one' is no source; write S and one digit, such as 'S1'."),
    (swap("  - again: drink", "  - drink"), "19: entry 3 of 'activities' has to be a block of 'key: value' lines."),
    (
        swap("rounds: 2", "rounds: 2\n    rounds: 1"),
        "19: 'rounds' is here for the second time, first in line 18; take one",
    ),
    (swap("{en: Part}", "&name {en: Part}"), "2: '&name' is not allowed; take it out, or put the text in quotes."),
    (swap("{en: Drink}", "*name"), "12: '*name' repeats another part; write that part out instead."),
    (
        swap("{en: Drink}", "!!python/object:os.system {}"),
        "12: '!!python/object:os.system' is not allowed; take it out",
    ),
    (swap("{en: Drink}", "! Drink"), "12: '!' is not allowed; take it out, or put the text in quotes."),
    (
        swap("{en: Drink}", "Drink: now"),
        "12: there is a second colon in this line; put a text that contains ': ' in quotes.",
    ),
    (swap("{en: Drink}", "'Drink"), "12: a quotation mark is opened here and not closed; close it"),
    (swap("{en: Drink}", '"Drink'), "12: a quotation mark is opened here and not closed; close it"),
    (swap("{en: Drink}", "{en: 'Drink}"), "12: a quotation mark is opened here and not closed; close it"),
    (
        lambda text: text.replace("{en: Drink}", "'Drink").replace("{en: Coffee}", "{en: 'Coffee'}"),
        "12: a quotation mark is opened here and not closed; close it",
    ),
    (
        lambda text: text.replace("{en: Drink}", "'Drink").replace("{en: What do", "{en: What don't they"),
        "12: a quotation mark is opened here and not closed; close it",
    ),
    (swap("rounds: 2", "rounds:2"), "18: 'rounds:' needs a space after its colon; write 'rounds: 2'."),
    (swap("    rounds: 2\n  - again: drink\n", "    rounds:2\n"), "18: 'rounds:' needs a space after its colon;"),
    (swap("minutes: 4", "minutes:4"), "13: 'minutes:' needs a space after its colon; write 'minutes: 4'."),
    (swap("{key: tea, text", "{key:tea, text"), "16: 'key:' needs a space after its colon; write 'key: tea'."),
    (swap("again: drink", "show: drnk"), "19: 'show: drnk' names no earlier activity; did you mean 'drink'?"),
    (swap("again: drink", "show: hello"), "19: 'show: hello' asks for the result of something that takes no answers;"),
    (
        swap("again: drink", "show: drink\n    by: drnk"),
        "19: 'by: drnk' names no earlier activity; did you mean 'drink'?",
    ),
    (swap("again: drink", "show: drink\n    by: hello"), "19: 'by: hello' has to name a choice with one answer,"),
    (swap("again: drink", "show: drink\n    round: 2"), "20: 'round' is not a key of a 'show'; write one of: "),
    (
        swap("rounds: 2", "rounds: 2\n    by: guest"),
        "10: 'by: guest' names no earlier activity; write the key of one above",
    ),
    (swap("sources: [S1]", "by: drink"), "4: 'hello' is nothing that groups can be compared on; take out 'by'."),
    (
        swap(
            "  - again: drink",
            "  - {key: two, kind: choice, title: Two, minutes: 4, question: Two, by: drink,"
            " options: [{key: a, text: A}, {key: b, text: B}]}\n"
            "  - {key: three, kind: choice, title: Three, minutes: 4, question: Three,"
            " options: [{key: a, text: A}, {key: b, text: B}]}\n"
            "  - {show: two, by: three}",
        ),
        "21: 'two' is split by 'drink' already, and two splits together show small groups; keep one.",
    ),
    (swap("again: drink", "again: hello"), "19: 'again: hello' asks for a round of something that takes no answers;"),
    (swap("{en: Drink}", "{de: Trank}"), "12: 'title' has no text in 'en', a language of the workshop; add 'en: ...'."),
    (swap("text: {en: Tea}", "text: {de: Tee}"), "16: 'text' has no text in 'en', a language of the workshop;"),
    (swap("Drink}", "Dr\u202eink}"), "12: there is an unseen sign here that turns words around (U+202E); take it out"),
    (swap("{en: Drink}", '"Dr\\u2066ink"'), "12: there is an unseen sign here that turns words around (U+2066);"),
    (swap("{en: Drink}", '"Dr\\x1bink"'), "12: there is a control character here that nobody can see; write the line"),
    (swap("{en: Drink}", '"\\q"'), "12: a backslash in double quotes starts a special sign; use single quotes."),
    (swap("    title: {en: Drink}", "\t title: {en: Drink}"), "12: there is a tab here; indent with spaces."),
    (swap("    title: {en: Drink}", "  title: {en: Drink}"), "12: the indentation or a colon is wrong here; "),
    (swap("{en: Drink}", "@Drink"), "12: YAML cannot be read here (found character '@'"),
    (
        swap("{en: Drink}", "Dr\x07ink"),
        "12: there is a control character here that nobody can see; write the line afresh.",
    ),
    (swap("{en: Drink}", "{? [a] : b}"), "12: a key has to be one word; write 'key: value'."),
    (swap("{en: Drink}", "[" * 40), "12: this is nested too deeply; no workshop needs more than a few levels."),
    (swap("{en: Drink}", "[" * 90), "12: there are too many brackets in this line; write a list with one '- ' a line."),
    (
        swap("module: part", "module: part\n---\nmodule: two"),
        "2: a second document starts here; take out the line '---'.",
    ),
    (
        lambda _text: "- just\n- a list\n",
        "1: this file has to hold 'key: value' lines; compare it with a workshop that works.",
    ),
    (lambda _text: "", "1: this file has to hold 'key: value' lines; compare it with a workshop that works."),
    (lambda text: text + "# " + "x" * 262_144, "1: this file is larger than 256 KiB; split it into several modules."),
]


@pytest.mark.parametrize(("change", "fault"), IN_PART, ids=[fault for _, fault in IN_PART])
def test_faults_of_a_module(root: Path, change: Changed, fault: str) -> None:
    write(root, TOP, change(PART))
    assert any(each.startswith("tea/part.yaml:") and fault in each for each in faults(root)), faults(root)


IN_TOP: list[tuple[Changed, str]] = [
    (
        swap("workshop: tea", "workshop: coffee"),
        "1: the folder is 'tea' and the key 'coffee'; give both the same name.",
    ),
    (swap("minutes: 10", "minutes: 10\nhours: 2"), "4: 'hours' is not a key of a workshop; "),
    (swap("minutes: 10\n", ""), "1: a workshop needs 'minutes'; add a line 'minutes: ...'."),
    (swap("modules: [part.yaml]\n", ""), "1: 'modules' has to be a list of module files, one a line: '- part.yaml'."),
    (swap("[part.yaml]", "part.yaml"), "4: 'modules' has to be a list of module files, one a line: '- part.yaml'."),
    (swap("[part.yaml]", "[]"), "4: 'modules' has to be a list of module files, one a line: '- part.yaml'."),
    (swap("[part.yaml]", "[prt.yaml]"), "4: there is no file 'prt.yaml'; did you mean 'part.yaml'?"),
    (
        swap("[part.yaml]", "[nothing-like-it.yaml]"),
        "4: there is no file 'nothing-like-it.yaml'; write the path from this folder.",
    ),
    (swap("[part.yaml]", "[{module: part}]"), "4: a module is named by its file; write its path, such as 'part.yaml'."),
    (swap("[part.yaml]", "[part.txt]"), "4: a module is named by its file; write its path, such as 'part.yaml'."),
    (
        swap("[part.yaml]", "[/etc/hosts.yaml]"),
        "4: '/etc/hosts.yaml' lies outside the folder of workshops; move the file",
    ),
    (
        swap("[part.yaml]", "[../../secret.yaml]"),
        "4: '../../secret.yaml' lies outside the folder of workshops; move the file",
    ),
    (swap("[part.yaml]", '["a\\0.yaml"]'), "4: a module is named by its file; write its path, such as 'part.yaml'."),
    (swap("[part.yaml]", "[" + ", ".join(["part.yaml"] * 31) + "]"), "4: there are 31 modules; 30 is the most."),
    (swap("[part.yaml]", "[part.yaml, part.yaml]"), "4: 'part.yaml' is listed for the second time, first in line 4;"),
    (swap("[part.yaml]", "[part.yaml, ./part.yaml]"), "4: './part.yaml' is listed for the second time, first in line"),
    (swap("[part.yaml]", "[workshop.yaml]"), "4: 'workshop.yaml' is a workshop and no module; list files such as"),
    (
        lambda text: text + "  - {key: S1, author: B. Writer, title: On coffee}\n",
        "7: 'S1' is the key of an earlier source; give each its own.",
    ),
    (swap("minutes: 10", "minutes: 9"), "3: the activities take 10 minutes, more than the 9 promised here; write 10."),
    (
        swap("minutes: 10", "minutes: 12"),
        "3: the activities take 10 of the 12 minutes promised here; write 10, or give",
    ),
    (swap("{en: Tea}", "{de: Tee}"), "2: 'title' has no text in 'en', a language of the workshop; add 'en: ...'."),
    (swap("key: S1", "key: Source"), "6: 'Source' is no source; write S and one digit, such as 'S1'."),
    (swap("title: On tea", "titel: On tea"), "6: 'titel' is not a key of each of 'sources'; did you mean 'title'?"),
    (
        swap("minutes: 10", "minutes: 10\nwithout: [drnk]"),
        "4: 'drnk' is the key of no activity here; did you mean 'drink'",
    ),
    (
        swap("minutes: 10", "minutes: 10\nwithout: [zebra]"),
        "4: 'zebra' is the key of no activity here; write the key of an activity in these modules.",
    ),
    (swap("minutes: 10", "minutes: 10\nwithout: [hello, drink]"), "4: this leaves no activity at all; keep one."),
    (swap("minutes: 10", "minutes: .inf"), "3: 'minutes' is '.inf'; write a number, such as 10."),
]


@pytest.mark.parametrize(("change", "fault"), IN_TOP, ids=[fault for _, fault in IN_TOP])
def test_faults_of_the_workshop_file(root: Path, change: Changed, fault: str) -> None:
    (root.parent / "secret.yaml").write_text(PART)
    write(root, change(TOP), PART)
    assert any(each.startswith(f"tea/workshop.yaml:{fault}") for each in faults(root)), faults(root)


def test_all_faults_are_found_at_once_in_the_order_of_files_and_lines(root: Path) -> None:
    write(
        root, swap("minutes: 10", "minutes: ten")(TOP), swap("rounds: 2", "rounds: 3")(swap("title:", "titel:")(PART))
    )
    places = [each.rsplit(": ", 1)[0].split(": ")[0] for each in faults(root)]
    assert places == ["tea/part.yaml:1", "tea/part.yaml:2", "tea/part.yaml:18", "tea/workshop.yaml:3"]


def test_one_fault_has_one_sentence(root: Path) -> None:
    write(root, TOP, swap("What do you drink?", "Q" * 141)(PART))
    assert faults(root) == ["tea/part.yaml:14: 'en' of 'question' has 141 signs; shorten it to 140."]


@pytest.mark.parametrize(
    "change", [swap("[part.yaml]", "[part.yaml, part.yaml]"), swap("[part.yaml]", "[part.yaml, workshop.yaml]")]
)
def test_a_module_that_is_none_is_one_fault(root: Path, change: Changed) -> None:
    write(root, change(TOP), PART)
    assert len(faults(root)) == 1


def test_minutes_may_fall_a_little_short(root: Path) -> None:
    write(root, swap("minutes: 10", "minutes: 11")(TOP), PART)
    assert load(root / "tea", Files(root)).minutes == 11


def test_every_language_of_the_workshop_is_whole(root: Path) -> None:
    write(root, swap("minutes: 10", "minutes: 10\nlanguages: [en, de]")(TOP), PART)
    found = faults(root)
    assert len(found) == 8
    assert all("has no text in 'de', a language of the workshop" in each for each in found)
    assert {int(each.split(":")[1]) for each in found if "part.yaml" in each} == {2, 6, 8, 12, 14, 16, 17}


@pytest.mark.parametrize("language", ["he", "fa"])
def test_a_first_language_from_right_to_left_needs_our_words_in_it(root: Path, language: str) -> None:
    write(
        root,
        swap("minutes: 10", f"minutes: 10\nlanguages: [{language}, en]")(TOP),
        PART.replace("{en:", f"{{{language}: X, en:"),
    )
    assert f"tea/workshop.yaml:4: '{language}' is written from right to left and Roomful has no words in it" in "".join(
        faults(root)
    )


def test_a_room_may_begin_in_arabic_or_in_a_language_that_runs_as_english_does(root: Path) -> None:
    for language in ("ar", "de", "fr"):
        write(
            root,
            swap("minutes: 10", f"minutes: 10\nlanguages: [{language}]")(TOP).replace("{en:", f"{{{language}:"),
            PART.replace("{en:", f"{{{language}:"),
        )
        assert load(root / "tea", Files(root)).languages == (language,)


def test_a_text_without_languages_and_one_in_a_further_language_do_no_harm(root: Path) -> None:
    write(root, TOP, PART.replace("{en: Drink}", "Drink").replace("{en: Tea}", "{en: Tea, fr: The}"))
    assert load(root / "tea", Files(root)).languages == ("en",)


def test_sources_that_make_a_slide_too_long(root: Path) -> None:
    part = swap("heading: {en: Hello}", f"heading: {{en: Hello}}\n    show_sources: true\n    body: {'x' * 890}")(PART)
    write(root, TOP, part)
    (fault,) = faults(root)
    assert fault.startswith("tea/part.yaml:4: this is too long together with the sources; shorten its text, or show")
    write(root, TOP, part.replace("x" * 890, "x" * 800))
    assert load(root / "tea", Files(root)).modules[0].module == "part"


FORTY = "module: part\ntitle: Part\nactivities:\n" + "".join(
    f"  - {{key: k{number}, kind: slide, titel: X, minutes: 1, heading: X}}\n" for number in range(59)
)


def test_a_file_listed_thirty_times_is_read_once_and_stops_at_forty_faults(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One of 256 KiB held the library for 106 s and took 584 MB."""
    reads: list[int] = []

    def noting(content: bytes) -> Document:
        reads.append(len(content))
        return read(content)

    monkeypatch.setattr("server.workshops.files.read", noting)
    links = [f"link-{number}.yaml" for number in range(29)]
    write(root, swap("[part.yaml]", f"[part.yaml, {', '.join(links)}]")(TOP), FORTY)
    for link in links:
        (root / "tea" / link).symlink_to("part.yaml")
    assert len(faults(root)) == 40
    assert len(reads) == 2


def test_forty_faults_are_all_even_in_many_files(root: Path) -> None:
    names = [f"part-{number}.yaml" for number in range(20)]
    write(root, swap("[part.yaml]", f"[{', '.join(names)}]")(TOP), PART)
    for name in names:
        (root / "tea" / name).write_text(FORTY)
    assert len(faults(root)) == 40


def test_all_files_together_have_a_limit(root: Path) -> None:
    names = [f"part-{number}.yaml" for number in range(MOST_TOGETHER // 250_000 + 1)]
    write(root, swap("[part.yaml]", f"[{', '.join(names)}]")(TOP), PART)
    for name in names:
        (root / "tea" / name).write_text("# " + "x" * 250_000)
    assert any("part-16.yaml:1: the workshops in this folder are larger than 4 MiB" in each for each in faults(root))


def test_a_file_with_a_hundred_thousand_values_is_not_read_to_its_end() -> None:
    document = read(b"a:\n" + b"- x\n" * 60_000)
    assert document.faults == [
        (9_999, "this file holds more values than any workshop needs; split it into several modules.")
    ]
    assert len(document.lines) <= 10_001


def test_a_file_that_is_not_utf8(root: Path) -> None:
    (root / "tea" / "part.yaml").write_bytes(b"module: part\ntitle: caf\xe9\n")
    assert faults(root) == ["tea/part.yaml:2: there is a letter here that is not UTF-8; save the file as UTF-8."]


def test_a_mark_at_the_start_of_the_file_and_windows_lines_do_no_harm(root: Path) -> None:
    (root / "tea" / "part.yaml").write_bytes(b"\xef\xbb\xbf" + PART.replace("\n", "\r\n").encode())
    assert load(root / "tea", Files(root)).modules[0].module == "part"


def test_words_that_older_yaml_takes_for_values_stay_words() -> None:
    values = read(b"a: no\nb: 1:30\nc: 2020-01-01\nd: 0o7\ne: '5'\nf: 1_000\n").data
    assert values == {"a": "no", "b": "1:30", "c": "2020-01-01", "d": "0o7", "e": "5", "f": "1_000"}


def test_a_module_behind_a_link_that_leads_out(root: Path) -> None:
    (root.parent / "secret.yaml").write_text(PART)
    (root / "tea" / "part.yaml").unlink()
    (root / "tea" / "part.yaml").symlink_to(root.parent / "secret.yaml")
    assert faults(root)[0].startswith("tea/workshop.yaml:4: 'part.yaml' lies outside the folder of workshops")


def test_a_workshop_behind_a_link_that_leads_out(root: Path) -> None:
    write(root.parent / "elsewhere", TOP, PART)
    for path in (root / "tea").iterdir():
        path.unlink()
    (root / "tea").rmdir()
    (root / "tea").symlink_to(root.parent / "elsewhere" / "tea")
    assert faults(root)[0].startswith("tea/workshop.yaml:1: 'tea' lies outside the folder of workshops")


def test_links_that_lead_in_a_circle(root: Path) -> None:
    (root / "tea" / "part.yaml").unlink()
    (root / "tea" / "part.yaml").symlink_to("part.yaml")
    assert faults(root)[0].startswith("tea/workshop.yaml:4: ")


def test_a_folder_without_a_workshop(root: Path) -> None:
    (root / "tea" / "workshop.yaml").unlink()
    sentence = "there is no workshop.yaml here; each workshop is a folder with one."
    assert faults(root) == [f"tea/workshop.yaml:1: {sentence}"]


@contextmanager
def at_most(calls: int) -> Iterator[None]:
    """Fail as soon as more functions were called and left than that."""
    left = calls

    def count(_frame: FrameType, _what: str, _called: object) -> None:
        nonlocal left
        left -= 1
        assert left >= 0, f"more than {calls} calls"

    sys.setprofile(count)
    try:
        yield
    finally:
        sys.setprofile(None)


LAUGH = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{new}: &{new} [{','.join([f'*{old}'] * 10)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    "bomb",
    [
        LAUGH,
        "[" * 200_000,
        "[\n" * 90_000,
        "- " * 100_000,
        "{a: " * 50_000,
        "[a, " * 50_000,
        "? " * 100_000,
        "&a " * 50_000,
    ],
    ids=lambda bomb: bomb[:6],
)
def test_bombs_are_refused_before_they_cost_more_than_a_few_steps_a_byte(bomb: str) -> None:
    with at_most(calls=4 * MOST_BYTES):
        document = read(bomb.encode())
    assert document.faults
    assert not document.whole


@few
@given(
    st.one_of(
        st.binary(max_size=200), st.text(st.sampled_from("ab:-[]{}&*!|>'\"# \n\t%@,?"), max_size=60).map(str.encode)
    )
)
def test_reading_never_fails_and_always_says_why(content: bytes) -> None:
    document = read(content)
    assert document.whole or document.faults
    lines = content.count(b"\n") + content.count(b"\r") + 3
    assert all(1 <= line <= lines and sentence.endswith((".", "?")) for line, sentence in document.faults)


SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 999), st.text("ab-: ", max_size=5), st.just([]), st.just({})
)


@few
@given(st.data())
def test_any_wrong_value_anywhere_is_a_fault_with_a_sentence(data: st.DataObject) -> None:
    """Puts a strange value at a random place of a good module; loading says so or takes it, and never breaks."""
    module: Any = read(PART.encode()).data
    places = list(_places(module))
    path = data.draw(st.sampled_from(places))
    around = module
    for step in path[:-1]:
        around = around[step]
    around[path[-1]] = data.draw(SCALARS)
    try:
        Module.model_validate(module)
    except ValidationError as error:
        found = list(sentences(error.errors(), Module, module))
        assert found
        assert all(sentence.endswith((".", "?")) for _, sentence in found)


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in items:
        yield (*path, step)
        yield from _places(inner, (*path, step))


def test_every_pattern_of_the_content_has_words() -> None:
    """A new pattern in the schema needs a sentence for authors too."""
    schema = TypeAdapter(Workshop).json_schema()
    assert set(_patterns(schema)) <= set(PATTERNS)


def _patterns(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        if isinstance(schema.get("pattern"), str):
            yield schema["pattern"]
        yield from (schema.get("patternProperties") or {})
        for inner in schema.values():
            yield from _patterns(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from _patterns(inner)


def test_a_fault_reads_like_the_messages_of_other_tools() -> None:
    assert str(Fault(PurePosixPath("tea/part.yaml"), 12, "Do this.")) == "tea/part.yaml:12: Do this."
