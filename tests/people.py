"""The permanent cast of all tests: who they are never changes, so that stories read the same everywhere."""

from typing import NamedTuple

from server.trials.swarm import desk


class Person(NamedTuple):
    """Somebody with a name; only who has business at a desk has a password."""

    name: str
    password: str = ""


FAY = Person(desk.NAME, desk.PASSWORD)
"""Facilitates. Crowds without a browser know her, too."""

GIL = Person("Gil")
"""Facilitates other rooms of the same server."""

ANN = Person("Ann")
BO = Person("Bo")
CLEO = Person("Cleo")
"""Ann and Bo take part; Cleo comes late."""

MALLORY = Person("Mallory", "let me in please")
"""Has no business here."""
