"""A text is kept as people meant it, in every script, without what cannot be seen or piles up."""

from __future__ import annotations

from unicodedata import category, normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import JsonValue

from server.activities.measures.cleaning import clean, cleaned
from server.activities.measures.words import Words
from server.refusals import Refused

WHOLE = [
    "Größe über alles: Äpfel, Öl, ß und ẞ",
    "Tiếng Việt có nhiều dấu: ữ ậ ộ",
    "نَعَم، أَنَا مُوَافِقٌ! ١٢٣ شُكْرًا",
    "می‌خواهم بروم",  # Persian, with a non-joiner
    "क्षत्रिय हिन्दी में श्‍ और ज़िंदगी",  # with a joiner
    "বাংলা র‍্যাব",
    "தமிழ் நிக்ஷா",
    "เก่งที่สุดแล้ว น้ำ",
    "မြန်မာဘာသာ ကြွှုံ့",
    "བསྒྲུབས་པའི་རྗེས",
    "שָׁלוֹם עֲלֵיכֶם",
    "顧客のために、頑張る。葛󠄀城",
    "고객을 위해",
    "👩🏽‍💻 👨‍👩‍👧‍👦 ❤️‍🔥 🏳️‍🌈 🏴󠁧󠁢󠁥󠁮󠁧󠁿 #️⃣ 1️⃣ ©️ ↔️ 👍🏿 🇩🇪",
    "e = mc² · 5 % ≤ 10 € – “yes”",
]
ODD = "\u200d\u200c\ufe0f\ufe0e\u0301\u0302\u0e47\u064b\u0651\u093c\u094d\u202e\u2066\u200e\u3164"
RUDE = st.text(st.characters(codec="utf-8") | st.sampled_from(ODD + " \naक👍🏽\u0627가"), max_size=60)


@pytest.mark.parametrize("text", WHOLE)
def test_texts_of_every_script_stay_whole(text: str) -> None:
    assert clean(text) == normalize("NFC", text)


@given(RUDE)
@example("a\u0301\u0302\u0303\u0304\u200d")
@example("\u064b\u200d\u064b")
@example("क\u094d\u094d\u200d\u094d")
@example("\U0001f3f4\U000e0067\U000e007f\u200d")
def test_what_is_clean_stays_as_it_is(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert once == normalize("NFC", once) == " ".join(once.split())
    assert not set(once) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c\u3164\u00ad")


@given(st.text(st.sampled_from("a \t\n\r~¡ßÿĀɏ–„“…€\u0300\u0149\u01c4"), max_size=12))
def test_plain_texts_are_kept_as_any_other(text: str) -> None:
    assert clean(text + "\u202e") == clean(text)


@given(RUDE)
def test_no_letter_carries_a_pile(text: str) -> None:
    pile = 0
    for sign in clean(text):
        pile = pile + 1 if category(sign)[0] == "M" and sign not in "\ufe0e\ufe0f" else 0
        assert pile <= 6


def test_zalgo_becomes_a_word_again() -> None:
    marks = "".join(map(chr, range(0x300, 0x330)))
    assert len(clean("".join(sign + marks for sign in "help"))) <= 3 * len("help")
    assert clean("ก" + "็" * 40) == "ก็"


def test_words_that_are_turned_around_come_out_in_their_order() -> None:
    assert clean("a\u202ecod.exe\u202c\u2066b\u2069") == "acod.exeb"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("  two\u00a0\u2003words\r\n\tthree ", "two words three"),
        ("in\u00advis\u200bi\ufeffble\u2060", "invisible"),
        ("a\u200db\u200cc", "abc"),
        ("\u0301a", "a"),
        ("a \u0301b", "a b"),
        ("e\u0301", "é"),
        ("\U000e0041\U000e0042tagged", "tagged"),
        ("line\u2028break\u0000", "line break"),
    ],
)
def test_spaces_fold_and_what_is_not_seen_goes(text: str, kept: str) -> None:
    assert clean(text) == kept


UNSEEN = [
    "",
    "   ",
    "\u200b\u2800\u3164",
    "\u0301",
    "\u202e\u202c",
    "\U0001d159",
    "\U00016fe4",
    "\U000e0041",
    "\ufe0f\u20e3",
]


@pytest.mark.parametrize("raw", UNSEEN)
def test_what_nobody_would_see_is_nothing_and_is_not_taken(raw: str) -> None:
    with pytest.raises(Refused, match="nothing to read"):
        cleaned(raw, 140)
    with pytest.raises(Refused, match="Nothing is written yet"):
        Words(2, 140).accept([raw, raw])
    assert Words(2, 140).accept([raw, "a word"]) == ["a word"]


@pytest.mark.parametrize("raw", [None, 5, ["a"], {"a": 1}, True])
def test_what_is_no_text_is_refused(raw: JsonValue) -> None:
    with pytest.raises(Refused, match="no text"):
        cleaned(raw, 140)


def test_a_text_is_as_long_as_it_looks() -> None:
    assert cleaned("a" * 140 + "\u200b" * 100, 140) == "a" * 140
    for long in ("a" * 141, "a" * 16_000):
        with pytest.raises(Refused, match="140 signs at most"):
            cleaned(long, 140)


def test_what_is_far_too_long_is_refused_before_anybody_looks_at_its_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    """One look costs a millisecond for a few hundred odd signs, between an answer and its ack, for everybody."""
    looked = list[int]()

    def look(text: str) -> str:
        looked.append(len(text))
        return text

    monkeypatch.setattr("server.activities.measures.cleaning.clean", look)
    for typed in ("\u0301" * 560, "\u0301" * 561, "\u0301" * 5_000):
        with pytest.raises(Refused, match="140 signs at most"):
            Words(3, 140).accept([typed])
    assert looked == [560]
