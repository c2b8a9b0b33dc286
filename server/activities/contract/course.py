"""Ready-made courses: the stops that Next walks through."""

from server.phases import Phase, Step

READ = Step(Phase.READ, 1)


def vote(round: int) -> tuple[Step, ...]:
    """A round is opened and closed."""
    return Step(Phase.OPEN, round), Step(Phase.CLOSED, round)


ONCE = (READ, *vote(1), Step(Phase.REVEALED, 1), Step(Phase.TALK, 1))
TWICE = (*ONCE, *vote(2), Step(Phase.SHIFT, 2))
VIEWS = (READ, *vote(1), *vote(2), Step(Phase.REVEALED, 2), Step(Phase.TALK, 2))
"""Two views of one thing: nothing of either is shown before both are closed."""
HELD = (READ, *vote(1), Step(Phase.TALK, 1), *vote(2), Step(Phase.SHIFT, 2))
