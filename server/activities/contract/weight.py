"""What an activity's own words weigh in a phone's frame, which bad Wi-Fi has to carry."""

from __future__ import annotations

import json
from collections.abc import Iterable

from server.activities.contract.question import Question
from server.activities.contract.text import Text, in_language

CARD_BYTES = 130  # a card of the author's as long as ours takes no more


def on_a_phone(
    question: Question, texts: Iterable[Text | None], cards: Iterable[Text], field_bytes: int, language: str
) -> int:
    """Bytes of its texts and cards, of the question as data, and of a form's fields, each of which has `field_bytes`
    beside the words in it."""
    words = sum(len(in_language(text, language).encode()) for text in texts)
    data = len(json.dumps(question.describe(language), ensure_ascii=False).encode())
    places = ((part, place) for part in question.parts for place in part.places or (part,))
    fields = sum(len(part.key) + len(place.key) + field_bytes for part, place in places)
    card = max((len(in_language(card, language).encode()) for card in cards), default=0)
    return words + data + fields + max(0, card - CARD_BYTES)
