"""Results laid apart by role: walls, phones and the desk."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import JsonValue

from server.activities.measures.nominal import Nominal
from server.activities.measures.ordinal import Ordinal
from server.trials.screens.camera import Camera
from server.trials.screens.peopled import Said
from server.trials.screens.sampled import Fields, alone, asking, called
from server.trials.screens.seed import Cast
from server.trials.screens.statements import STATEMENTS
from server.trials.screens.subject import THEMES, Subject
from server.workshops.content import Workshop

ROLES = {"front": ("I talk with customers", "Front line"), "lead": ("I lead a team", "Team leads")}
ROLES |= {"senior": ("I manage managers", "Senior managers"), "owner": ("I own the firm", "Owners")}
PEOPLE = {126: (68, 27, 18, 13), 12: (7, 5, 0, 0), 1240: (700, 300, 200, 40)}
ANSWERS = {"ring": ("Ring Marlow first", "ring first"), "show": ("Show the directors", "show directors")}
ANSWERS |= {"price": ("Price help from fitters", "price help"), "part": ("A part delivery", "part delivery")}
CHOSE = {"front": (34, 21, 6, 7), "lead": (7, 14, 4, 2), "senior": (2, 7, 8, 1), "owner": (5, 4, 2, 2)}
SPENDS = {"front": (25, 0, 25, 20, 100, 25, 50), "lead": (100, 250, 50, 500, 250), "senior": (250, 500, 100, 1000)}
AGREES = {"front": (31, 19, 24, 40, 50), "lead": (77, 64, 59, 45, 55), "senior": (70, 50, 50, 50, 50)}


def split(cast: Cast, camera: Camera) -> None:
    """All of them."""
    for people in PEOPLE:
        phase = "split 1" if people < 20 else "talk 1"  # small groups are shown behind the talk
        for kind, told, said in (
            ("split", _choice(), _chose(people)),
            ("gaps", _scale(), _rated(people)),
            ("sums", _amount(), _spent(people)),
        ):
            for theme in THEMES:
                Subject(cast, camera, told, said=said).wall(f"screen-{kind}-{people}{theme}", phase, people)
    for kind, told, said in (("split", _choice(), _chose(126)), ("gaps", _scale(), _rated(126))):
        subject = Subject(cast, camera, told, said=said)
        subject.phones(f"phone-{kind}", "talk 1")
        subject.desk(f"console-{kind}", "split 1")
    Subject(cast, camera, _choice(by=False), said=_chose(126)).desk("console-split-offered", "talk 1")


def _choice(by: bool = True) -> Workshop:
    return beside_roles(
        asking(Nominal)
        | {
            "story": None,
            "key": "first-step",
            "title": "The late shipment",
            "minutes": 5,
            "question": "What is the first thing you do?",
            "options": [{"key": key, "text": text, "short": short} for key, (text, short) in ANSWERS.items()],
            **({"by": "role"} if by else {}),
        }
    )


def _scale() -> Workshop:
    return beside_roles(
        asking(Ordinal)
        | {
            "key": "standing",
            "title": "Where we stand",
            "minutes": 5,
            "question": "How true is this for you?",
            "low": "not true",
            "high": "true",
            "by": "role",
            "statements": [
                {"key": key, "text": text, "short": {"verb": verb, "noun": noun}}
                for key, text, verb, noun in STATEMENTS
            ],
        }
    )


def _amount() -> Workshop:
    return beside_roles(called("errands") | {"by": "role"})


def beside_roles(activity: Fields) -> Workshop:
    """An activity behind the question by which it is split."""
    role = asking(Nominal) | {
        "story": None,
        "key": "role",
        "title": "Your role",
        "minutes": 2,
        "question": "Which is closest to your work?",
        "options": [{"key": key, "text": text, "short": short} for key, (text, short) in ROLES.items()],
    }
    return alone("roles", "Roles", role, activity, minutes=7)


def roles(people: int) -> list[str]:
    """Who is what, in a room of so many."""
    return [role for role, many in zip(ROLES, PEOPLE[people], strict=True) for _ in range(many)]


def _chose(people: int) -> Said:
    chosen: list[JsonValue] = []
    for role, many in zip(ROLES, PEOPLE[people], strict=True):
        chosen += _dealt(list(ANSWERS), CHOSE[role], many)
    return {"role": roles(people), "first-step": chosen}


def _rated(people: int) -> Said:
    rated: list[JsonValue] = []
    for role, many in zip(ROLES, PEOPLE[people], strict=True):
        shares = AGREES.get(role, AGREES["lead"])
        for at in range(many):
            rated.append(
                {
                    key: 4 + at % 2 if (at + 0.5) * 100 < share * many else 1 + at % 3
                    for (key, *_), share in zip(STATEMENTS, shares, strict=True)
                }
            )
    return {"role": roles(people), "standing": rated}


def _spent(people: int) -> Said:
    spent: list[JsonValue] = []
    for role, many in zip(ROLES, PEOPLE[people], strict=True):
        sums = SPENDS.get(role, SPENDS["lead"])
        spent += [sums[at % len(sums)] for at in range(many)]
    return {"role": roles(people), "errands": spent}


def _dealt(keys: Sequence[str], weights: Sequence[int], many: int) -> list[str]:
    """So many answers in these proportions, nobody lost."""
    shares = [many * weight // sum(weights) for weight in weights]
    shares[0] += many - sum(shares)
    return [key for key, share in zip(keys, shares, strict=True) for _ in range(share)]
