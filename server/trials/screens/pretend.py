"""The pictures of rehearsals, with made-up people who really come and answer, as slowly as people do."""

from __future__ import annotations

from server.trials.screens.camera import DESK, SMALL_PHONE, WALL, Camera
from server.trials.screens.seed import Cast
from server.trials.swarm.desk import RoomKey

MOST = "text=/3[0-9] of 40 pretend people answered/"
PATIENCE_MS = 60_000


def rehearsals(cast: Cast, camera: Camera) -> None:
    """The choice in the library, the desk and the wall of a rehearsal, and what a phone is told."""
    if camera.wants("library-rehearse"):
        with camera.page(DESK, cookies=[cast.fay]) as page:
            page.goto(f"{camera.origin}/library")
            page.get_by_text("Rehearse with a pretend room").first.click()
            camera.take(page, "library-rehearse")
    if camera.wants("rehearsal"):
        room = cast.desk.rehearse("late-shipment", 40)
        _in_it(cast, camera, room)
        camera.visit("rehearsal-nobody-joins", f"/{room.code}", SMALL_PHONE)


def _in_it(cast: Cast, camera: Camera, room: RoomKey) -> None:
    path, cookies = f"/rooms/{room.id}", [cast.fay]
    with camera.page(DESK, cookies=cookies) as page:
        page.goto(f"{camera.origin}{path}")
        page.get_by_text("40 pretend people").wait_for(timeout=PATIENCE_MS)
        camera.take(page, "rehearsal-console-lobby")
        camera.visit("rehearsal-screen-lobby", f"/screen/{room.screen_token}", WALL)
        while cast.desk.stands(room.id)[1] != "first-step":
            cast.desk.move(room.id, "next")
        cast.desk.advance(room.id, "open")
        page.locator(MOST).wait_for(timeout=PATIENCE_MS)
        camera.take(page, "rehearsal-console-voting")
        camera.visit("rehearsal-console-voting-stage", path, DESK, cookies=cookies, dark=True)
        camera.visit("rehearsal-screen-voting", f"/screen/{room.screen_token}", WALL)
        cast.desk.advance(room.id, "talk")
        page.locator("main[data-phase=talk]").wait_for()
        camera.take(page, "rehearsal-console-talk")
        cast.desk.move(room.id, "theme-dark")
        camera.visit("rehearsal-screen-talk-stage", f"/screen/{room.screen_token}", WALL)
