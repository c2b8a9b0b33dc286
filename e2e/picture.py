"""The picture in the README: the big screen with phones before it, as they really look."""

import base64
from pathlib import Path

from e2e.cast import Cast
from e2e.verbs import Phone, Wall

WHERE = Path(__file__).resolve().parent.parent / "docs" / "picture.png"
PAGE = """<!doctype html><style>
body { margin: 0; width: 1600px; height: 900px; background: #c9ced6; position: relative; }
img { position: absolute; display: block; }
.wall { inset-inline-start: 48px; top: 48px; width: 1312px; border-radius: 12px; }
.phone { height: 560px; bottom: 36px; border: 10px solid #111725; border-radius: 34px; }
.phone-0 { inset-inline-end: 292px; }
.phone-1 { inset-inline-end: 16px; }
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
