"""Who hosts here: set-up once and only on this machine, sign-in that tells nothing, sign-out that ends it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from threading import Event
from typing import Literal

import httpx2
import pytest
from argon2 import PasswordHasher
from sqlalchemy import Update
from sqlmodel import delete, update

from server.clock import now
from server.people import identity, passwords
from server.people.devices import known_device
from server.people.passwords import MOST_IN_A_LANE, hashed_password
from server.refusals import Refused
from server.room.joining import hashed
from server.store.models import Facilitator, SignIn
from server.store.transaction import Transaction
from tests.pages.browsers import ELSEWHERE, HERE, OURS, Served, serving
from tests.pages.ways import SIGN_IN
from tests.people import FAY, MALLORY
from tests.waiting import SECONDS

TOKEN = "the token that the server printed"
NOT_HERE = "Set-up works only on the server itself."


@pytest.fixture
def served(tmp_path: Path, empty_database: Path) -> Iterator[Served]:
    """A server of its own for each test: what strangers tried is remembered."""
    with serving(tmp_path / "data", empty_database, setup_token=TOKEN) as made:
        hashed = hashed_password(FAY.password)
        made.house.commit(lambda tx: identity.set_password(tx, FAY.name, hashed))
        yield made


@pytest.fixture
def fresh(served: Served) -> Served:
    """A server that nobody has set up."""
    served.house.commit(lambda tx: tx.session.exec(delete(Facilitator)))
    return served


def form(name: str = FAY.name, password: str = FAY.password, **more: str) -> dict[str, str]:
    return {"name": name, "password": password, **more}


def sign_in(served: Served, address: str = ELSEWHERE, **changed: str) -> httpx2.Response:
    return served.browser(address).post("/signin", data=form(**changed))


def ran(tx: Transaction, statement: Update) -> None:
    tx.session.exec(statement)


def outcome(answer: httpx2.Response) -> str:
    return f"{answer.status_code} {answer.headers.get('location', '')}".strip()


def cookie(answer: httpx2.Response) -> tuple[str, str, set[str]]:
    """Name, value and flags of the one cookie that an answer sets, besides the one that knows the device again."""
    (header,) = [each for each in answer.headers.get_list("set-cookie") if "-device=" not in each]
    pair, *flags = header.split("; ")
    name, _, value = pair.partition("=")
    return name, value, {flag.lower() for flag in flags if not flag.lower().startswith("expires")}


@pytest.mark.parametrize("address", [HERE, "::1", "::ffff:127.0.0.1"])
def test_the_first_facilitator_sets_up_on_this_machine(fresh: Served, address: str) -> None:
    browser = fresh.browser(address)
    assert browser.get("/setup", params={"token": TOKEN}).status_code == 200
    assert outcome(browser.post("/setup", data=form(token=TOKEN))) == "303 /library"
    assert browser.get("/library").status_code == 200
    assert fresh.house.ask("SELECT count(*) FROM facilitator") == (1,)
    assert outcome(sign_in(fresh)) == "303 /library"


@pytest.mark.parametrize(
    ("address", "token"),
    [(HERE, "wrong"), (HERE, ""), (HERE, TOKEN + "x"), (ELSEWHERE, TOKEN), ("127.0.0.1.example", TOKEN), ("", TOKEN)],
)
def test_nobody_else_sets_up(fresh: Served, address: str, token: str) -> None:
    browser, before = fresh.browser(address), fresh.kept()
    for answer in (browser.get("/setup", params={"token": token}), browser.post("/setup", data=form(token=token))):
        assert answer.status_code == 403
        assert NOT_HERE in answer.text
        assert "set-cookie" not in answer.headers
    assert fresh.kept() == before


def test_a_server_without_a_token_is_set_up_by_nobody(tmp_path: Path, empty_database: Path) -> None:
    with serving(tmp_path / "data", empty_database) as served:
        served.house.commit(lambda tx: tx.session.exec(delete(Facilitator)))
        assert served.browser(HERE).get("/setup").status_code == 403
        assert served.browser(HERE).post("/setup", data=form(token="")).status_code == 403


def test_set_up_is_over_when_somebody_exists(served: Served) -> None:
    browser, before = served.browser(HERE), served.kept()
    assert outcome(browser.get("/setup", params={"token": TOKEN})) == SIGN_IN
    assert outcome(browser.post("/setup", data=form(name=MALLORY.name, token=TOKEN))) == SIGN_IN
    assert served.kept() == before


def test_of_two_who_set_up_at_once_one_is_refused(fresh: Served) -> None:
    requests = [
        httpx2.Request("POST", f"{fresh.origin}/setup", data=form(name=name, token=TOKEN), headers=OURS)
        for name in (FAY.name, MALLORY.name)
    ]
    answers = sorted(answer.status_code for answer in fresh.at_once(requests, HERE))
    assert answers == [303, 422]
    assert fresh.house.ask("SELECT count(*) FROM facilitator") == (1,)


@pytest.mark.parametrize("changed", [{"name": "  "}, {"password": "seven.."}, {"password": "x" * 2_000}])
def test_a_set_up_that_is_not_complete_makes_nobody(fresh: Served, changed: dict[str, str]) -> None:
    assert fresh.browser(HERE).post("/setup", data=form(token=TOKEN) | changed).status_code == 422
    assert fresh.house.ask("SELECT count(*) FROM facilitator") == (0,)


def test_an_unknown_name_and_a_wrong_password_look_alike(served: Served) -> None:
    unknown, wrong = sign_in(served, name="Eve"), sign_in(served, password=MALLORY.password)
    assert unknown.status_code == wrong.status_code == 403
    assert unknown.text.replace("Eve", FAY.name) == wrong.text
    assert {*unknown.headers} == {*wrong.headers}
    assert "set-cookie" not in wrong.headers


def test_they_cost_the_same_work(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    hashes: list[str] = []

    class Noting(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:
            hashes.append(str(hash))
            return super().verify(hash, password)

    monkeypatch.setattr(passwords, "_hasher", Noting(time_cost=1, memory_cost=8, parallelism=1))
    passwords._nobody.cache_clear()
    sign_in(served, name="Eve")
    sign_in(served, password=MALLORY.password)
    assert len(hashes) == 2
    assert all(hashed.startswith("$argon2id$") for hashed in hashes)
    assert hashes[0].split("$")[:4] == hashes[1].split("$")[:4]


def test_the_password_of_somebody_unknown_is_no_way_in(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_verify", lambda _stored, _password: True)
    assert sign_in(served, name="Eve").status_code == 403


def test_after_ten_wrong_passwords_an_address_waits(served: Served) -> None:
    assert [sign_in(served, password=MALLORY.password).status_code for _ in range(11)] == [403] * 10 + [429]
    assert sign_in(served).status_code == 429
    assert outcome(sign_in(served, address="192.0.2.8")) == "303 /library"


def test_nobody_guesses_faster_by_asking_all_at_once(served: Served) -> None:
    guesses = [
        httpx2.Request("POST", f"{served.origin}/signin", data=form(password=f"guess {number}"), headers=OURS)
        for number in range(40)
    ]
    answers = [answer.status_code for answer in served.at_once(guesses)]
    assert MOST_IN_A_LANE <= answers.count(403) <= 10, "a quick comparison makes room for another one"
    assert answers.count(403) + answers.count(503) + answers.count(429) == 40
    while sign_in(served, password=MALLORY.password).status_code != 429:
        answers.append(403)
    assert answers.count(403) == 10


@pytest.mark.parametrize("address", ["198.51.100.{}", "2001:db8:0:{}::1"])
def test_a_crowd_of_guessers_keeps_nobody_waiting_in_a_long_queue(
    served: Served, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """150 sign-ins at once kept the right password waiting for half a minute."""
    all_others_were_told = Event()
    compared: list[str] = []

    def slow(_stored: str | None, password: str) -> bool:
        compared.append(password)
        assert all_others_were_told.wait(SECONDS)
        return False

    monkeypatch.setattr(passwords, "_verify", slow)

    async def guess(number: int) -> int:
        way = httpx2.ASGITransport(served.app, client=(address.format(number), 50_000))
        async with httpx2.AsyncClient(transport=way) as line:
            answer = await line.post(f"{served.origin}/signin", data=form(), headers=OURS)
            return answer.status_code

    async def crowd() -> list[int]:
        answers = []
        for coming in asyncio.as_completed([guess(number) for number in range(150)]):
            answers.append(await coming)
            if len(answers) == 150 - MOST_IN_A_LANE:
                all_others_were_told.set()
        return answers

    assert served.portal.call(crowd) == [503] * (150 - MOST_IN_A_LANE) + [403] * MOST_IN_A_LANE
    assert len(compared) == MOST_IN_A_LANE


def test_wrong_passwords_of_others_keep_no_known_device_out(served: Served) -> None:
    fay = served.browser()
    assert outcome(fay.post("/signin", data=form())) == "303 /library"
    fay.post("/signout")
    while sign_in(served, password=MALLORY.password).status_code != 429:
        pass
    assert sign_in(served).status_code == 429
    assert outcome(fay.post("/signin", data=form())) == "303 /library"


def test_a_full_queue_of_strangers_keeps_no_known_device_out(served: Served) -> None:
    fay = served.browser()
    fay.post("/signin", data=form())
    lane = served.app.state.doors.strangers
    lane._inside = MOST_IN_A_LANE
    assert sign_in(served).status_code == 503
    assert outcome(fay.post("/signin", data=form())) == "303 /library"


def test_a_known_device_guesses_no_more_than_an_address(served: Served) -> None:
    fay = served.browser()
    fay.post("/signin", data=form())
    wrong = [fay.post("/signin", data=form(password="not it at all")).status_code for _ in range(11)]
    assert wrong == [403] * 10 + [429]


@pytest.mark.parametrize("held", ["", "x", "A" * 86, "A" * 22 + "0" * 64])
def test_nobody_makes_up_a_device(served: Served, held: str) -> None:
    mallory = served.browser()
    while sign_in(served, password=MALLORY.password).status_code != 429:
        pass
    mallory.cookies.set("roomful-device", held)
    assert mallory.post("/signin", data=form(password=MALLORY.password)).status_code == 429


def test_a_new_password_forgets_every_device(served: Served) -> None:
    fay = served.browser()
    fay.post("/signin", data=form())
    old = fay.cookies["roomful-device"]
    assert known_device(old, served.house.ask("SELECT password_hash FROM facilitator")[0]) == old[:22]
    served.house.commit(lambda tx: identity.set_password(tx, FAY.name, hashed_password(FAY.password)))
    assert known_device(old, served.house.ask("SELECT password_hash FROM facilitator")[0]) is None


def test_one_household_has_one_set_of_tries(served: Served) -> None:
    tries = [sign_in(served, f"2001:db8::{host:x}", password=MALLORY.password).status_code for host in range(1, 12)]
    assert tries == [403] * 10 + [429]


def test_right_passwords_do_not_count(served: Served) -> None:
    assert {sign_in(served).status_code for _ in range(15)} == {303}


def test_sign_in_gives_a_new_token_whatever_the_browser_held(served: Served) -> None:
    fay, planted = served.browser(), "planted by Mallory"
    fay.cookies.set("roomful-host", planted)
    tokens = [cookie(fay.post("/signin", data=form()))[1] for _ in range(2)]
    assert len({planted, *tokens}) == 3
    mallory = served.browser()
    mallory.cookies.set("roomful-host", planted)
    assert outcome(mallory.get("/library")) == SIGN_IN


def test_tokens_are_128_bits_and_kept_as_hashes_only(served: Served) -> None:
    token = cookie(sign_in(served))[1]
    assert len(token) == 22
    assert token not in str(served.kept())
    assert FAY.password not in str(served.kept())


def test_sign_out_kills_the_cookie_and_no_other(served: Served) -> None:
    fay, phone = served.browser(), served.browser()
    for browser in (fay, phone):
        browser.post("/signin", data=form())
    token = fay.cookies["roomful-host"]
    answer = fay.post("/signout")
    assert outcome(answer) == SIGN_IN
    assert cookie(answer)[2] >= {"max-age=0", "path=/"}
    fay.cookies.set("roomful-host", token)
    assert outcome(fay.get("/library")) == SIGN_IN
    assert phone.get("/library").status_code == 200


@pytest.mark.parametrize("token", ["", "a guess", 'a;b="c', "x" * 5_000])
def test_signing_out_without_a_sign_in_is_no_trouble(served: Served, token: str) -> None:
    answer = served.browser(headers=OURS | {"cookie": f"roomful-host={token}"}).post("/signout")
    assert outcome(answer) == SIGN_IN


def test_a_sign_in_ends_on_the_server_when_its_cookie_does(served: Served) -> None:
    fay = served.browser()
    fay.post("/signin", data=form())
    for days, expected in ((29, 200), (31, 303)):
        aged = update(SignIn).values(created_at=now() - timedelta(days=days))
        served.house.commit(partial(ran, statement=aged))
        assert fay.get("/library").status_code == expected


def test_a_new_password_ends_every_sign_in(served: Served) -> None:
    fay = served.browser()
    fay.post("/signin", data=form())
    served.house.commit(lambda tx: identity.set_password(tx, FAY.name, "another hash"))
    assert outcome(fay.get("/library")) == SIGN_IN
    with pytest.raises(Refused):
        served.house.commit(lambda tx: identity.set_password(tx, MALLORY.name, "another hash"))


LASTING = {"httponly", "max-age=2592000", "path=/", "samesite=lax"}


def test_cookies_by_plain_http(served: Served) -> None:
    name, _, flags = cookie(sign_in(served))
    assert (name, flags) == ("roomful-host", LASTING)
    room = served.house.room()
    name, token, flags = cookie(served.browser().post(f"/{room.row.code}/seat"))
    assert (name, flags) == (f"roomful-{room.id}", LASTING)
    assert len(token) == 22


def test_cookies_by_https(tmp_path: Path, empty_database: Path) -> None:
    with serving(tmp_path / "data", empty_database, public_url="https://rooms.example") as served:
        hashed = hashed_password(FAY.password)
        served.house.commit(lambda tx: identity.set_password(tx, FAY.name, hashed))
        fay, room = served.browser(), served.house.room()
        name, _, flags = cookie(fay.post("/signin", data=form()))
        assert (name, flags) == ("__Host-roomful-host", LASTING | {"secure"})
        name, _, flags = cookie(fay.post(f"/{room.row.code}/seat"))
        assert (name, flags) == (f"__Host-roomful-{room.id}", LASTING | {"secure"})
        assert fay.get("/library").status_code == 200
        name, _, flags = cookie(fay.post("/signout"))
        assert (name, flags) == ("__Host-roomful-host", {"httponly", "max-age=0", "path=/", "samesite=lax", "secure"})


def test_a_cookie_of_plain_http_is_nothing_by_https(tmp_path: Path, empty_database: Path) -> None:
    with serving(tmp_path / "data", empty_database, public_url="https://rooms.example") as served:
        browser = served.browser()
        token = served.house.commit(lambda tx: identity.sign_in(tx, served.house.fay))
        browser.cookies.set("roomful-host", token)
        assert outcome(browser.get("/library")) == SIGN_IN


@pytest.mark.parametrize("site", [{}, {"sec-fetch-site": "same-origin"}])
@pytest.mark.parametrize("host", ["10.0.0.5:8000", "rooms.example", "mallory.example"])
def test_the_public_address_is_the_only_one_that_is_ours(
    tmp_path: Path, empty_database: Path, host: str, site: dict[str, str]
) -> None:
    """Somebody else's name that leads here made pages of ours out of theirs."""
    with serving(tmp_path / "data", empty_database, public_url="https://rooms.example") as served:
        for origin, status in (
            ("https://rooms.example", 303),
            ("https://rooms.example.mallory.example", 403),
            ("http://rooms.example", 403),
            (f"http://{host}", 403),
            ("", 403),
        ):
            headers = {"origin": origin, "host": host, **site}
            assert served.browser(headers=headers).post("/signout").status_code == status, origin


def test_set_up_works_on_this_machine_whatever_the_public_address_is(tmp_path: Path, empty_database: Path) -> None:
    with serving(tmp_path / "data", empty_database, public_url="https://rooms.example", setup_token=TOKEN) as served:
        served.house.commit(lambda tx: tx.session.exec(delete(Facilitator)))
        here = {"origin": "http://127.0.0.1:8000", "host": "127.0.0.1:8000"}
        foreign = here | {"origin": "https://mallory.example"}
        assert served.browser(HERE, foreign).post("/setup", data=form(token=TOKEN)).status_code == 403
        answer = served.browser(HERE, here).post("/setup", data=form(token=TOKEN))
        assert answer.status_code == 200
        assert "Sign in at https://rooms.example from now on." in answer.text
        assert served.house.ask("SELECT count(*) FROM facilitator") == (1,)


def test_sign_ins_that_a_new_password_ended_are_known_so_their_consoles_can_close(served: Served) -> None:
    house = served.house
    held = {hashed(house.commit(lambda tx: identity.sign_in(tx, house.fay)))}
    assert house.read(lambda session: identity.ended(session, held)) == set()
    house.commit(lambda tx: identity.set_password(tx, FAY.name, "unknown"))
    assert house.read(lambda session: identity.ended(session, held)) == held


@pytest.mark.parametrize("to", ["/rooms/7", "/rooms/7/report", "/library"])
def test_signing_in_leads_back_to_where_one_was(served: Served, to: str) -> None:
    browser = served.browser()
    asked = browser.get("/rooms/7")
    assert outcome(asked) == "303 /signin?to=/rooms/7"
    assert browser.get(asked.headers["location"]).status_code == 200
    assert browser.post(f"/signin?to={to}", data=form(password="not this one")).status_code == 403
    assert outcome(browser.post(f"/signin?to={to}", data=form())) == f"303 {to}"


@pytest.mark.parametrize(
    "to",
    ["//mallory.example", "/\\mallory.example", "https://mallory.example", "javascript:alert(1)", "/./rooms", "rooms/7",
     "/rooms/7?x=1", "/rooms/7%0d%0aset-cookie:a=b", "%2f%2fmallory.example", "/%2fmallory.example", "/", "",
     "/a" * 200],
)  # fmt: skip
def test_signing_in_leads_nobody_to_another_site(served: Served, to: str) -> None:
    assert outcome(served.browser().post(f"/signin?to={to}", data=form())) == "303 /library"
