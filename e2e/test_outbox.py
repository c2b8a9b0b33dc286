"""Answers on their way: kept on the phone before they are sent, sent until acknowledged, never lost."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from e2e.loopback import serving, visit
from server.live.decode import decode, usual

SCRIPT = """import { Outbox } from "/static/js/outbox.js";
import { Actions } from "/static/js/outbox/actions.js";
import { Store } from "/static/js/outbox/store.js";
window.sent = [];
window.texts = [];
window.changes = 0;
const store = new Store("7");
window.done = [];
window.lost = [];
window.acts = new Actions({ store, onLost: (message) => lost.push(message.code),
  send: (message) => done.push({ ...message, kept: acts.waiting().length }) });
window.box = new Outbox({ store, onChange: () => changes++,
  send: (message) => {
    texts.push(JSON.stringify(message));
    sent.push({ ...message, kept: box.at("first-step.1") !== null });
  } });
window.other = (room) => new Outbox({ store: new Store(room), send: () => {} });
"""
FULL = "Storage.prototype.setItem = () => { throw new Error('private') }"

Message = dict[str, Any]


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """A page with an outbox of one room, whose send is a list."""
    with serving(SCRIPT) as address:
        yield address


@pytest.fixture
def phone(page: Page, site: str) -> Page:
    """A phone that has the page open."""
    visit(page, site)
    return page


def give(page: Page, value: str, rev: int = 0) -> Message:
    """Somebody sends an answer; the message that went out."""
    answer = {"activity": "first-step", "round": 1, "value": value, "rev": rev}
    return dict(page.evaluate("answer => { box.give(answer); return sent.at(-1) }", answer))


def take(page: Page, message: Message) -> None:
    """The server replies."""
    page.evaluate("message => { box.take(message) }", message)


def refused(answer: Message, code: str, final: bool, rev: int | None = None) -> Message:
    """A refusal of an answer."""
    return {
        "type": "refused",
        "code": code,
        "message": "No.",
        "answer_id": answer["answer_id"],
        "rev": rev,
        "final": final,
    }


def kept(page: Page) -> list[Message]:
    """What the outbox holds."""
    return list(page.evaluate("() => box.all()"))


def sent(page: Page) -> list[Message]:
    """Everything that went out."""
    return list(page.evaluate("() => sent"))


def test_an_answer_is_kept_before_it_is_sent(phone: Page) -> None:
    answer = give(phone, "call")
    assert len(answer["answer_id"]) == 32
    assert int(answer["answer_id"], 16) > 0
    assert answer == {
        "type": "answer",
        "answer_id": answer["answer_id"],
        "activity": "first-step",
        "round": 1,
        "rev": 1,
        "value": "call",
        "kept": True,
    }


def test_it_outlives_the_page_and_goes_out_again(phone: Page, site: str) -> None:
    answer = give(phone, "call")
    phone.close()
    page = phone.context.new_page()
    visit(page, site)
    page.evaluate("() => { box.resend() }")
    assert [message["answer_id"] for message in sent(page)] == [answer["answer_id"]]


@pytest.mark.parametrize("how", ["ack", "you"])
def test_it_is_forgotten_once_the_server_has_it(phone: Page, how: str) -> None:
    answer = give(phone, "call")
    known = {"answer_id": answer["answer_id"], "rev": 1, "value": "call"}
    take(phone, {**answer, "type": "ack"} if how == "ack" else {"type": "you", "answers": {"first-step.1": known}})
    assert kept(phone) == []


def test_the_ack_of_an_older_answer_does_not_drop_a_newer_one(phone: Page) -> None:
    older = give(phone, "call")
    newer = give(phone, "evidence")
    assert newer["rev"] == 2
    take(phone, {**older, "type": "ack"})
    assert [entry["value"] for entry in kept(phone)] == ["evidence"]


def test_a_stale_answer_is_never_sent_again_and_the_next_one_is_above_what_is_stored(phone: Page) -> None:
    answer = give(phone, "call", rev=1)
    assert answer["rev"] == 2
    take(phone, refused(answer, "stale", final=True, rev=6))
    phone.evaluate("() => { box.resend() }")
    assert len(sent(phone)) == 1
    assert kept(phone)[0]["refused"]["code"] == "stale", "its owner reads why, and may send it again"
    newest = give(phone, "call", rev=1)
    assert (newest["rev"], newest["answer_id"] != answer["answer_id"]) == (7, True)


def test_the_refusal_of_a_superseded_answer_changes_nothing(phone: Page) -> None:
    older, newer = give(phone, "call"), give(phone, "evidence")
    take(phone, refused(older, "stale", final=True, rev=6))
    assert [(entry["answer_id"], entry["refused"]) for entry in kept(phone)] == [(newer["answer_id"], None)]
    assert len(sent(phone)) == 2


def test_a_tab_that_was_away_is_above_what_another_tab_has_sent_and_seen_stored(phone: Page, site: str) -> None:
    tab = phone.context.new_page()
    visit(tab, site)
    for value in ("call", "evidence"):
        take(tab, {**give(tab, value), "type": "ack"})
    phone.wait_for_function("() => changes === 4")  # given and stored, twice
    assert give(phone, "advice")["rev"] == 3


def test_a_final_no_keeps_the_answer_and_says_why_but_sends_it_no_more(phone: Page) -> None:
    answer = give(phone, "call")
    take(phone, refused(answer, "closed", final=True))
    phone.evaluate("() => { box.resend() }")
    assert len(sent(phone)) == 1
    assert kept(phone)[0]["value"] == "call"
    assert kept(phone)[0]["refused"] == {"code": "closed", "message": "No."}
    phone.evaluate("() => { box.dismiss('first-step.1') }")
    assert kept(phone) == []


@pytest.mark.parametrize("named", [True, False])
def test_trouble_on_the_server_is_tried_again(page: Page, site: str, named: bool) -> None:
    page.clock.install(time=0)
    visit(page, site)
    answer = give(page, "call")
    no = refused(answer, "not-saved", final=False)
    take(page, no if named else {**no, "code": "too-fast", "answer_id": None})
    page.clock.run_for(5_000)
    assert [message["answer_id"] for message in sent(page)] == [answer["answer_id"]] * 2


def test_the_other_tab_of_the_same_phone_follows(phone: Page, site: str) -> None:
    tab = phone.context.new_page()
    visit(tab, site)
    answer = give(phone, "call")
    tab.wait_for_function("() => changes > 0")
    assert kept(tab)[0]["answer_id"] == answer["answer_id"]
    take(tab, {**answer, "type": "ack"})
    phone.wait_for_function("() => box.all().length === 0")


def test_rooms_do_not_mix_and_old_answers_go(phone: Page) -> None:
    give(phone, "call")
    assert phone.evaluate("() => other('8').all()") == []
    phone.evaluate("""() => {
      const key = "roomful:7:first-step.1";
      localStorage.setItem(key, JSON.stringify({ ...JSON.parse(localStorage.getItem(key)), at: 0 }));
    }""")
    assert phone.evaluate("() => other('7').all()") == []


def test_where_nothing_can_be_stored_it_is_kept_in_memory(page: Page, site: str) -> None:
    page.add_init_script(FULL)
    visit(page, site)
    answer = give(page, "call")
    assert answer["kept"] is True
    take(page, {**answer, "type": "ack"})
    assert kept(page) == []


def test_the_server_reads_what_the_page_writes_by_the_short_road(phone: Page) -> None:
    first = give(phone, "call-the-harbour")
    give(phone, "hold", rev=1_200)
    take(phone, refused(first, "not-saved", final=False))
    phone.evaluate("box.resend()")
    texts = phone.evaluate("texts")
    assert len(texts) == 3
    assert sum(usual(text) is not None for text in texts) == 3, "each as phone.js gives it and JSON.stringify writes it"


def act(page: Page, *whats: str) -> None:
    """Somebody does things, one after the other."""
    page.evaluate(
        "whats => { for (const what of whats) acts.give({ activity: 'first-step', round: 1, what }) }", list(whats)
    )


def done(page: Page) -> list[Message]:
    """The actions that went out."""
    return list(page.evaluate("() => done"))


def reply(page: Page, kind: str, of: Message, **said: Any) -> None:
    """What the server says to an action."""
    page.evaluate("message => { acts.take(message) }", {"type": kind, "action_id": of["action_id"], **said})


def waiting(page: Page) -> list[str]:
    """What the outbox holds, by what it is."""
    return [str(entry["what"]) for entry in page.evaluate("() => acts.waiting()")]


def test_actions_are_kept_before_they_are_sent_and_go_out_in_order_one_by_one(phone: Page) -> None:
    act(phone, "one", "two", "three")
    (first,) = done(phone)
    assert decode(json.dumps({name: value for name, value in first.items() if name != "kept"}))
    assert (first["what"], first["kept"], waiting(phone)) == ("one", 1, ["one", "two", "three"])
    for _ in range(3):
        reply(phone, "ack", done(phone)[-1])
        reply(phone, "ack", first)  # a late one, of another connection
    assert [each["what"] for each in done(phone)] == ["one", "two", "three"]
    assert waiting(phone) == []
    assert kept(phone) == [], "and they are no answers"


def test_they_outlive_the_page_and_begin_anew_with_the_oldest_on_every_connection(phone: Page, site: str) -> None:
    act(phone, "one", "two")
    sent_before = done(phone)[0]["action_id"]
    phone.close()
    page = phone.context.new_page()
    visit(page, site)
    for _ in range(2):
        page.evaluate("() => acts.resend()")
    assert [(each["what"], each["action_id"]) for each in done(page)] == [("one", sent_before)] * 2
    reply(page, "ack", done(page)[0])
    assert [each["what"] for each in done(page)][2:] == ["two"]


def test_a_final_refusal_is_told_and_forgotten_and_the_next_goes_out(phone: Page) -> None:
    act(phone, "one", "two")
    reply(phone, "refused", done(phone)[0], code="closed", final=True)
    assert (phone.evaluate("() => lost"), waiting(phone)) == (["closed"], ["two"])
    assert [each["what"] for each in done(phone)] == ["one", "two"]


@pytest.mark.parametrize("named", [True, False])
def test_an_action_that_is_in_trouble_is_tried_again_before_what_follows(page: Page, site: str, named: bool) -> None:
    page.clock.install(time=0)
    visit(page, site)
    act(page, "one", "two")
    first = done(page)[0]
    reply(page, "refused", first if named else {"action_id": None}, answer_id=None, code="too-fast", final=False)
    page.clock.run_for(5_000)
    assert [each["action_id"] for each in done(page)] == [first["action_id"]] * 2


def test_what_two_tabs_send_is_the_same_and_forgotten_in_both(phone: Page, site: str) -> None:
    act(phone, "one")
    tab = phone.context.new_page()
    visit(tab, site)
    tab.wait_for_function("() => acts.waiting().length === 1")
    tab.evaluate("() => acts.resend()")
    assert [each["action_id"] for each in done(tab)] == [each["action_id"] for each in done(phone)]
    reply(tab, "ack", done(tab)[0])
    phone.wait_for_function(
        "() => acts.waiting().length === 0"
    )  # a browser tells other tabs of its store a moment later
    act(phone, "two")
    reply(phone, "ack", done(phone)[0])
    assert [each["what"] for each in done(phone)] == ["one", "two"]
