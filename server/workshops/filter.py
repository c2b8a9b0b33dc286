"""The list of words that hold texts back: a plain file in the data folder, for whoever runs the server to edit."""

from __future__ import annotations

from pathlib import Path

import structlog

from server.activities.measures.foul import words_of

DEFAULT = Path(__file__).with_name("filter.txt")
MOST_BYTES, MOST_WORDS = 65_536, 2_000
LONGEST = 60  # signs; a longer line is no word, and would be one that no room can hold
log = structlog.get_logger()


def make(path: Path) -> None:
    """Put our own list there, if there is none; an empty one is a choice."""
    if not path.exists():
        path.write_bytes(DEFAULT.read_bytes())


def words(path: Path) -> tuple[str, ...]:
    """The words in force now. A list that cannot be read costs no room: ours serves, and the log says so."""
    try:
        with path.open("rb") as file:
            written = file.read(MOST_BYTES + 1)
        if len(written) > MOST_BYTES:
            raise ValueError(f"it has more than {MOST_BYTES:,} bytes")
        listed = words_of(written.decode("utf-8-sig"))
    except (OSError, ValueError) as error:
        log.warning("filter not read", path=str(path), why=str(error))
        return words_of(DEFAULT.read_text(encoding="utf-8"))
    short = tuple(word for word in listed if len(word) <= LONGEST)
    if len(short) < len(listed):
        log.warning("filter has lines that are too long", path=str(path), left_out=len(listed) - len(short))
    return short[:MOST_WORDS]
