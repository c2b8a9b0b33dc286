"""Languages that Roomful speaks: each whole, and no sentence that lost or invented a placeholder."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pytest
from babel.messages.catalog import Message

from server.locales import SOURCE, _catalogue, direction, is_mirrored, languages, spoken, words

TRANSLATED = sorted(languages() - {SOURCE})
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}|<[^>]*>|[<>\"']")


def messages(language: str) -> Iterator[Message]:
    return (message for message in _catalogue(language) if message.id)


def forms(message: Message) -> Sequence[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or [""])


def sources(message: Message) -> Sequence[str]:
    return [message.id] if isinstance(message.id, str) else list(message.id)


def lacking(message: Message) -> list[str]:
    """What is wrong with the placeholders of a message. A form of a plural that stands for one number may leave the
    number to its words: "two people"."""
    allowed = [set(PLACEHOLDER.findall(each)) for each in sources(message)]
    everything = set().union(*allowed)
    wrong = [
        f"{form!r} invents a placeholder" for form in forms(message) if set(PLACEHOLDER.findall(form)) - everything
    ]
    needed = set.intersection(*allowed) - ({"%(n)s", "%(count)s", "%(people)s"} if len(allowed) > 1 else set())
    wrong += [f"{form!r} lacks one" for form in forms(message) if needed - set(PLACEHOLDER.findall(form))]
    if len(allowed) > 1 and everything - set(PLACEHOLDER.findall(forms(message)[-1])):
        wrong.append(f"{forms(message)[-1]!r} lacks the number")
    return wrong


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_language_that_is_shipped_is_whole(language: str) -> None:
    missing = [sources(each)[0] for each in messages(language) if not all(forms(each)) or each.fuzzy]
    assert not missing, (
        f"Without these words nothing at all is said in '{language}'. Add them to server/locales/{language} "
        "(CONTRIBUTING, 'Words on pages'):\n" + "\n".join(missing)
    )
    assert spoken(language) == language


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_sentence_has_the_placeholders_of_its_source(language: str) -> None:
    wrong = {sources(each)[0]: lacking(each) for each in messages(language) if all(forms(each))}
    assert {source: faults for source, faults in wrong.items() if faults} == {}


@pytest.mark.parametrize(
    ("source", "string", "faults"),
    [
        ("%(n)s min", "%(n)s د", 0),
        ("%(n)s min", "د", 1),
        ("%(n)s min", "%(m)s د", 2),
        (("%(n)s left", "%(n)s left"), ("شخص", "%(n)s شخص"), 0),
        (("%(n)s left", "%(n)s left"), ("شخص", "شخص"), 1),
        (("<b>%(n)s</b> of %(all)s", "<b>%(n)s</b> of %(all)s"), ("<b>%(n)s</b> %(all)s", "<b>%(n)s</b>"), 2),
        ("Moves", '" autofocus onfocus="x', 1),
        ("Moves", "' title='x", 1),
        ("Moves", "<img src=x onerror=x>", 1),
    ],
)
def test_a_lost_placeholder_is_found(source: str, string: str, faults: int) -> None:
    assert len(lacking(Message(source, string))) == faults


@pytest.mark.parametrize("language", TRANSLATED)
def test_nobody_is_shouted_at(language: str) -> None:
    assert [form for each in messages(language) for form in forms(each) if "!" in form] == []


def test_arabic_counts_in_six_forms() -> None:
    say = words("ar").ngettext
    counted = {say("%(n)s person", "%(n)s people", n) for n in (0, 1, 2, 3, 11, 100)}
    assert len(counted) == 6


@pytest.mark.parametrize(
    ("language", "mirrored"), [("ar", True), ("he", True), ("fa", True), ("ur", True), ("en", False), ("xx", False)]
)
def test_who_writes_from_right_to_left_is_known_without_a_catalogue(language: str, mirrored: bool) -> None:
    assert is_mirrored(language) is mirrored


def test_arabic_pages_run_from_right_to_left_and_german_ones_do_not() -> None:
    assert [direction(language) for language in ("ar", "de", "he")] == ["rtl", "ltr", "ltr"]
