"""The face of a clock that counts down, and on past its end."""

from math import ceil


def face(seconds: float) -> str:
    """Minutes and seconds, as `static/js/timer.js` goes on writing them: 0:00 is when time is over, then "+1:20"."""
    whole = ceil(seconds) if seconds > 0 else int(-seconds)
    over = "+" if seconds <= -1 else ""
    return f"{over}{whole // 60}:{whole % 60:02d}"
