"""What stops are called where nobody votes: people write, and somebody sorts what they wrote or answers it."""

from collections.abc import Mapping

from server.activities.contract.called import Called
from server.activities.contract.result import Phrase, _
from server.phases import Phase

HIDDEN = Phrase(_("Texts stay hidden until the reveal"))
ASK = Called(Phrase(_("Ask")), Phrase(_("Ask the room")), Phrase(_("Write")), HIDDEN)
CLOSED = Phrase(_("Writing is closed"))
GROUPED: Mapping[Phase, Called] = {
    Phase.OPEN: ASK,
    Phase.CLOSED: Called(Phrase(_("Group")), Phrase(_("Close and group")), CLOSED),
    Phase.REVEALED: Called(Phrase(_("Reveal")), Phrase(_("Reveal groups"))),
}
COUNTED: Mapping[Phase, Called] = {
    Phase.OPEN: ASK,
    Phase.CLOSED: Called(Phrase(_("Close")), Phrase(_("Close the writing")), CLOSED),
    Phase.REVEALED: Called(Phrase(_("Count")), Phrase(_("Show how many wrote"))),
}
WALLED: Mapping[Phase, Called] = {
    Phase.OPEN: ASK,
    Phase.CLOSED: Called(Phrase(_("Let out")), Phrase(_("Close and read")), CLOSED),
    Phase.REVEALED: Called(Phrase(_("Show")), Phrase(_("Show the texts"))),
}
ASKED: Mapping[Phase, Called] = {
    Phase.READ: Called(Phrase(_("Ask")), Phrase(_("Ask for questions"))),
    Phase.TALK: Called(Phrase(_("Answer")), Phrase(_("Answer questions"))),
}
