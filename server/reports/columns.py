"""What leaves a room as tables: every file of an export, its columns, and what each of them says.

The tables take their heads from here, so what is documented is what leaves. There is no time in any of them: when an
answer came, beside a preview that the facilitator saw, once named a person.
"""

from collections.abc import Mapping

Columns = Mapping[str, str]

COLUMNS: dict[str, Columns] = {
    "answers.csv": {
        "activity": "the key of the activity",
        "round": "1 for the first vote, 2 for the vote after the talk or the second view, and so on",
        "pseudonym": "drawn for this export and this round, so rows of two rounds or two exports have no tie",
    },
    "activities.csv": {
        "order": "the place in the run of show, from 1",
        "activity": "the key of the activity; it comes again where the workshop asks it again",
        "kind": "what sort of activity it is",
        "title": "its title in the room's language",
        "minutes": "how long the author planned",
        "rounds exported": "how many of its rounds are in this export",
        "people by round": "how many people answered each of them",
        "sources": "whose ideas it rests on: keys of sources.csv",
    },
    "totals.csv": {
        "activity": "the key of the activity",
        "round": "the round; of a change of mind, the later of the two",
        "what": "what is counted, see below",
        "part": "the statement or thing it is about; empty where an answer is one whole",
        "from": "where people stood in the round before, in `from to`; the group, in `group` and `by group`",
        "to": "the answer",
        "people": "how many people",
        "percent": "of those who spoke of the part, in `by group` of the group, rounded; empty for changes of mind",
        "average": "of what everybody gave, to one decimal place; only in `average` and `by group`",
    },
    "sources.csv": {
        "key": "by which activities name it",
        "author": "who wrote it",
        "title": "its title",
    },
}

OWN_COLUMNS = "Behind these, answers.csv has columns of the kind of activity, empty where a row is of another kind."

WHAT: Columns = {
    "all": "everybody who answered this round",
    "answer": "people who gave one answer",
    "average": "what one thing was given on average, where people share out something between several",
    "answered both times": "people who answered this round and the one before",
    "moved": "those of them who changed their answer",
    "moved, at least": "the same in a protected activity where the number is not told: what the totals prove",
    "moved up": "those who went up, where answers have an order; also `moved down` and `stayed`",
    "moved up, at least": "the same in a protected activity where the number is not told: what is told proves it",
    "others moved": "people who moved and are in no row `from to`; not in an ordinary activity",
    "group": "how many of those who answered are in one group, where the room saw groups instead of who moved",
    "by group": "people of one group who gave one answer, or its average; who is in no group counts in `all` only",
    "from to": "people who gave one answer before and another, or the same, now",
}


def head(file: str) -> tuple[str, ...]:
    """The names of a file's own columns."""
    return tuple(COLUMNS[file])
