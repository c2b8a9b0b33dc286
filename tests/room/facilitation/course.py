"""Every stop of the house's workshop, in the order in which Next walks through it."""

Stop = tuple[str, str, int]

LOBBY, ENDED = ("lobby", "", 0), ("ended", "", 0)
COURSE: tuple[Stop, ...] = (
    LOBBY,
    ("read", "welcome", 0),
    ("read", "plan", 1),
    ("open", "plan", 1),
    ("closed", "plan", 1),
    ("revealed", "plan", 1),
    ("talk", "plan", 1),
    ("open", "plan", 2),
    ("closed", "plan", 2),
    ("shift", "plan", 2),
    ("read", "agree", 1),
    ("open", "agree", 1),
    ("closed", "agree", 1),
    ("revealed", "agree", 1),
    ("talk", "agree", 1),
    ("read", "plan", 3),
    ("open", "plan", 3),
    ("closed", "plan", 3),
    ("shift", "plan", 3),
    ENDED,
)
ITEM_STARTS = (1, 2, 10, 15)
