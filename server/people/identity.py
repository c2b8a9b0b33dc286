"""Who is asking: participants by a cookie per room, facilitators by a sign-in kept on the server."""

import secrets
from collections.abc import Mapping
from datetime import timedelta

from sqlmodel import Session, col, delete, select
from starlette.requests import HTTPConnection
from starlette.responses import Response

from server.clock import now
from server.refusals import Refused
from server.room.joining import hashed
from server.settings import Settings
from server.store.models import Facilitator, SignIn
from server.store.transaction import Transaction

KEEP_SECONDS = 30 * 24 * 3600


def participant_cookie(room: int, https: bool) -> str:
    """The name of the cookie that says who somebody is in one room."""
    return f"{'__Host-' if https else ''}roomful-{room}"


def facilitator_cookie(https: bool) -> str:
    """The name of the cookie that says which sign-in this browser holds."""
    return f"{'__Host-' if https else ''}roomful-host"


def set_cookie(response: Response, name: str, token: str, https: bool, keep: int = KEEP_SECONDS) -> None:
    """Hand out a token in the one way this server does."""
    response.set_cookie(name, token, max_age=keep, path="/", secure=https, httponly=True, samesite="lax")


def drop_cookie(response: Response, name: str, https: bool) -> None:
    """Take it back in the same way: a browser ignores a `__Host-` cookie that is not Secure, an empty one, too."""
    response.delete_cookie(name, path="/", secure=https, httponly=True, samesite="lax")


def same_origin(connection: HTTPConnection, settings: Settings) -> bool:
    """Whether a page of ours asks. A missing Origin is foreign: browsers always send one here. Where there is a public
    address it is the only one: what a Host header calls us may be a name that somebody else made lead here."""
    if settings.public_origin is None:
        return same_host(connection)
    site = connection.headers.get("sec-fetch-site", "same-origin")
    return site in ("same-origin", "none") and connection.headers.get("origin") == settings.public_origin


def same_host(connection: HTTPConnection) -> bool:
    """Whether a page of the address that is asked asks."""
    headers = connection.headers
    site = headers.get("sec-fetch-site")
    if connection.scope["type"] == "http" and site is not None:
        return site in ("same-origin", "none")
    host = headers.get("host", "")
    return bool(host) and headers.get("origin", "") in (f"http://{host}", f"https://{host}")


def make_facilitator(tx: Transaction, name: str, password_hash: str) -> int:
    """The first facilitator; raises `Refused` if there is one already."""
    if facilitator_exists(tx.session):
        raise Refused("set-up", "Somebody has set this server up already. Sign in instead.")
    facilitator = Facilitator(name=name, password_hash=password_hash)
    tx.session.add(facilitator)
    tx.session.flush()
    assert facilitator.id is not None
    return facilitator.id


def facilitator_exists(session: Session) -> bool:
    """Whether this server is set up."""
    return session.exec(select(Facilitator.id)).first() is not None


def sign_in(tx: Transaction, facilitator: int) -> str:
    """A new token for this browser, whatever it held before."""
    token = secrets.token_urlsafe(16)
    tx.session.add(SignIn(token_hash=hashed(token), facilitator_id=facilitator))
    return token


def sign_out(tx: Transaction, token: str) -> None:
    """The token is worth nothing from now on."""
    tx.session.exec(delete(SignIn).where(col(SignIn.token_hash) == hashed(token)))


def set_password(tx: Transaction, name: str | None, password_hash: str) -> str:
    """A new password for a facilitator (the only one by default); ends all sign-ins. Their name."""
    found = select(Facilitator) if name is None else select(Facilitator).where(Facilitator.name == name)
    facilitator = tx.session.exec(found).first()
    if facilitator is None:
        raise Refused("nobody", "There is no such facilitator.")
    facilitator.password_hash = password_hash
    tx.session.add(facilitator)
    tx.session.exec(delete(SignIn).where(col(SignIn.facilitator_id) == facilitator.id))
    return facilitator.name


def by_name(session: Session, name: str) -> Facilitator | None:
    """The facilitator of that name."""
    return session.exec(select(Facilitator).where(Facilitator.name == name)).first()


def ended(session: Session, held: set[str]) -> set[str]:
    """Which of these sign-ins, known by their hashes, are no more."""
    since = now() - timedelta(seconds=KEEP_SECONDS)
    alive = session.exec(select(SignIn.token_hash).where(col(SignIn.token_hash).in_(held), SignIn.created_at > since))
    return held - set(alive)


def signed_in(session: Session, cookies: Mapping[str, str], https: bool) -> Facilitator | None:
    """The facilitator whose sign-in this browser holds."""
    token = cookies.get(facilitator_cookie(https))
    if not token:
        return None
    since = now() - timedelta(seconds=KEEP_SECONDS)
    found = select(Facilitator).join(SignIn).where(SignIn.token_hash == hashed(token), SignIn.created_at > since)
    return session.exec(found).first()
