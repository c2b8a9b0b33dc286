"""How anything is refused: in a sentence for people, with a stable code for programs."""


class Refused(Exception):
    """Input that does not fit; `code` is stable for programs, the message is for people.

    `rev` is the stored revision when that is what the sender needs to go on.
    """

    def __init__(self, code: str, message: str, rev: int | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.rev = rev
