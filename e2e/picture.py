"""The picture in the README: the big screen with phones before it, as they really look."""

import base64
from pathlib import Path

from e2e.cast import Cast
from e2e.verbs import Phone, Wall

WHERE = Path(__file__).resolve().parent.parent / "docs" / "picture.png"
PAGE = """<!doctype html><style>
body { margin: 0; width: 1600px; height: 900px; background: #c9ced6; position: relative; }
img { position: absolute; display: block; }
.wall { inset-inline-start: 40px; top: 106px; width: 1224px; border-radius: 12px; }
.phone { height: 400px; inset-inline-end: 40px; border: 8px solid #111725; border-radius: 28px; }
.phone-0 { top: 24px; }
.phone-1 { bottom: 24px; }
</style><img class="wall" src="%s">%s"""


def take(wall: Wall, phones: list[Phone], cast: Cast) -> None:
    """Put screenshots of the screen and the phones side by side into one file."""
    held = "".join(f'<img class="phone phone-{at}" src="{shot(phone)}">' for at, phone in enumerate(phones))
    page = cast.context(viewport={"width": 1600, "height": 900}).new_page()
    page.set_content(PAGE % (shot(wall), held), wait_until="load")
    page.screenshot(path=WHERE)


def shot(actor: Wall | Phone) -> str:
    """What a page shows now, as a data URL; nothing on it moves any more."""
    actor.page.wait_for_function("() => document.getAnimations().every((each) => each.playState !== 'running')")
    return "data:image/png;base64," + base64.b64encode(actor.page.screenshot()).decode()
