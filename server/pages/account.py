"""Setting up, signing in, signing out."""

import hmac
import re
from functools import partial

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from server.pages.access import HOME, AStage, OurPage, TheDoors, TheSettings, ThisAddress, Turned, address_of, show
from server.people import devices, identity
from server.people.devices import device_cookie, known_device, new_device
from server.people.identity import drop_cookie, facilitator_cookie, facilitator_exists, set_cookie
from server.people.passwords import hashed_password, password_fits
from server.refusals import Refused
from server.room.joining import hashed as token_hash
from server.settings import Settings
from server.stage import Stage

router = APIRouter(include_in_schema=False)
# A path and nothing else: no scheme, no host, no dots, so that a link to our sign-in leads nobody to another site.
OF_OURS = re.compile(r"(/[A-Za-z0-9_-]+){1,6}")
THIS_MACHINE = {"127.0.0.1", "::1", "::ffff:127.0.0.1"}


async def _may_set_up(request: Request, stage: Stage, settings: Settings, token: str) -> None:
    if await stage.reader.run(facilitator_exists):
        raise Turned(303, to="/signin")
    right = bool(settings.setup_token) and hmac.compare_digest(token.encode(), settings.setup_token.encode())
    if address_of(request) not in THIS_MACHINE or not right:
        text = "Open the link that the server printed when it started, in a browser on the same machine."
        raise Turned(403, "Set-up works only on the server itself.", text)


@router.get("/setup")
async def setup_page(request: Request, stage: AStage, settings: TheSettings, token: str = "") -> Response:
    """The first facilitator's name and password."""
    await _may_set_up(request, stage, settings, token)
    return show("pages/setup.html", token=token, name="", error="")


@router.post("/setup", dependencies=[ThisAddress])
async def set_up(
    request: Request,
    stage: AStage,
    settings: TheSettings,
    doors: TheDoors,
    token: str = Form(""),
    name: str = Form(""),
    password: str = Form(""),
) -> Response:
    """Make the first facilitator, and sign them in."""
    await _may_set_up(request, stage, settings, token)
    name = name.strip()[:80]
    try:
        if not name:
            raise Refused("name", "Write the name you want to sign in with.")
        hashed = await doors.known.run(partial(hashed_password, password))
        facilitator = await stage.writer.run(lambda tx: identity.make_facilitator(tx, name, hashed))
    except Refused as refused:
        return show("pages/setup.html", 422, token=token, name=name, error=refused.message)
    if settings.public_origin not in (None, request.headers.get("origin")):
        # Not a redirect: browsers let a form lead to no other address than its own.
        return show(
            "pages/error.html",
            head="You are set up.",
            text=f"Sign in at {settings.public_origin} from now on.",
            to=f"{settings.public_origin}/signin",
            to_words="Sign in",
        )
    return await _welcome(stage, settings, facilitator, new_device(hashed))


@router.get("/signin")
async def sign_in_page() -> Response:
    """Name and password."""
    return show("pages/signin.html", name="", error="")


@router.post("/signin", dependencies=[OurPage])
async def sign_in(
    request: Request,
    stage: AStage,
    settings: TheSettings,
    doors: TheDoors,
    name: str = Form(""),
    password: str = Form(""),
    to: str = "",
) -> Response:
    """Sign in, and go back to the page that asked for it; the same words and the same time whether the name or the
    password is wrong."""
    name = name.strip()[:80]
    found = await stage.reader.run(lambda session: identity.by_name(session, name))
    stored = found.password_hash if found else None
    held = request.cookies.get(device_cookie(settings.https), "")
    device = known_device(held, stored)
    tries, lane = doors.passwords(address_of(request), device)
    if not tries.take():  # before the password is looked at, so that guesses made at once count, too
        text = "Too many tries from here. Wait a few minutes; rooms that are open go on."
        return show("pages/signin.html", 429, name=name, error=text)
    try:
        fits = await lane.run(partial(password_fits, stored, password))
    except Refused as refused:
        tries.give_back()
        return show("pages/signin.html", 503, name=name, error=refused.message)
    if not fits or found is None:
        return show("pages/signin.html", 403, name=name, error="That name and password do not fit together.")
    tries.give_back()
    assert found.id is not None
    return await _welcome(stage, settings, found.id, held if device else new_device(found.password_hash), to)


@router.post("/signout", dependencies=[OurPage])
async def sign_out(request: Request, stage: AStage, settings: TheSettings) -> Response:
    """End this browser's sign-in, and the consoles it has open."""
    token = request.cookies.get(facilitator_cookie(settings.https), "")
    await stage.writer.run(partial(identity.sign_out, token=token))
    stage.hub.close_consoles(token_hash(token))
    response = RedirectResponse("/signin", 303)
    drop_cookie(response, facilitator_cookie(settings.https), settings.https)
    return response


async def _welcome(stage: Stage, settings: Settings, facilitator: int, device: str, to: str = HOME) -> Response:
    token = await stage.writer.run(lambda tx: identity.sign_in(tx, facilitator))
    response = RedirectResponse(to if OF_OURS.fullmatch(to) else HOME, 303)
    set_cookie(response, facilitator_cookie(settings.https), token, settings.https)
    set_cookie(response, device_cookie(settings.https), device, settings.https, devices.KEEP_SECONDS)
    return response
