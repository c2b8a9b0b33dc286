"""A room as a ZIP: answers, activities, totals and sources as CSV, and a README. Only what disclosure lets out leaves.

Rows leave for closed rounds with at least the room's minimum: shuffled, without any time, and with a pseudonym drawn
for this export and this round, so rows of two rounds cannot be laid side by side to find a from-to group that the
shift hides.
"""

import io
import json
import random
import secrets
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from pydantic import JsonValue
from sqlmodel import Session, col, func, select

from server.activities.contract.activity import Activity
from server.activities.contract.question import Question
from server.activities.contract.text import in_language
from server.activities.contract.texts import Texts
from server.phases import Phase
from server.reports.cells import Cells, as_csv
from server.reports.columns import head
from server.reports.readme import readme
from server.reports.totals import groups_told, moves_told, people_told
from server.results import admitted, disclosure
from server.results.outcomes import Outcome, Released
from server.room import comparing, folding
from server.room.comparing import tells_moves
from server.store.models import Answer, Participant, Room, Round
from server.workshops.beside import beside
from server.workshops.content import Workshop


def archive(session: Session, room_id: int) -> bytes:
    """The ZIP of one room, of the rounds that are sealed: one that was closed since may still reopen."""
    room = session.get_one(Room, room_id)
    workshop = Workshop.model_validate(room.workshop)
    items = workshop.run_of_show()
    activities = {item.activity.key: item.activity for item in items}
    by_itself = beside(items, room.language, workshop.foul)
    if list(_heard(session, room, by_itself)):
        activities.setdefault(by_itself.key, by_itself)
    rounds = [row for row in _closed(session, room) if row.released_at is not None and row.activity in activities]
    files = {
        "answers.csv": _answers(session, room, activities, rounds),
        "activities.csv": _activities(session, room, workshop, rounds),
        "totals.csv": _totals(session, room, activities, rounds),
        "sources.csv": _sources(workshop),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as into:
        for name, rows in files.items():
            into.writestr(name, as_csv(rows))
        into.writestr("README.txt", readme(activities.values()))
    return packed.getvalue()


def rounds_to_seal(session: Session, room_id: int) -> list[int]:
    """The closed rounds whose results an export lets out, so they must not reopen; their row ids."""
    room = session.get_one(Room, room_id)
    return [row.id for row in _closed(session, room) if row.id is not None and row.released_at is None]


def _closed(session: Session, room: Room) -> list[Round]:
    rows = session.exec(
        select(Round).where(Round.room_id == room.id, col(Round.closed_at).is_not(None)).order_by(col(Round.id))
    )
    held = _held_back(room)
    return [row for row in rows if row.activity != held and len(_values(session, room, row)) >= room.minimum]


def _held_back(room: Room) -> str:
    """The key of an activity with two views of which nothing is shown yet, or of one that people just guess about; ""
    where the room is at no such place."""
    if room.phase not in (Phase.OPEN, Phase.CLOSED):
        return ""
    items = Workshop.model_validate(room.workshop).run_of_show()
    here = next((item.activity for item in items if item.activity.key == room.activity), None)
    if here is not None and here.awaits and room.phase == Phase.OPEN:
        return here.awaits.activity
    return here.key if here is not None and here.has_views else ""


def _rows(session: Session, room: Room, round: Round) -> list[Answer]:
    found = select(Answer).where(
        Answer.room_id == room.id, Answer.activity == round.activity, Answer.round == round.round
    )
    return list(session.exec(found.order_by(col(Answer.first_version))))


def _values(session: Session, room: Room, round: Round) -> dict[int, JsonValue]:
    return {row.participant_id: json.loads(row.value) for row in _rows(session, room, round)}


def _answers(
    session: Session, room: Room, activities: Mapping[str, Activity], rounds: Iterable[Round]
) -> Iterable[Cells]:
    exported: list[tuple[tuple[object, ...], Mapping[str, str]]] = []
    for round in rounds:
        for named in _named(session, room, activities[round.activity], round):
            exported.append(((round.activity, round.round, secrets.token_hex(4)), named))
    for activity in (each for each in activities.values() if each.hears):
        for named in _heard(session, room, activity):
            exported.append(((activity.key, activity.course()[0].round, secrets.token_hex(4)), named))
    columns = list(dict.fromkeys(name for _, named in exported for name in named))
    yield (*head("answers.csv"), *columns)
    for cells, named in exported:
        yield (*cells, *(named.get(name, "") for name in columns))


def _named(session: Session, room: Room, activity: Activity, round: Round) -> Sequence[Mapping[str, str]]:
    question, values = activity.asked(round.round), _values(session, room, round)
    if isinstance(question, Texts) or activity.texts_of(round.round) != round.round:
        shown = _shown(session, room, activity, round)
        return shown.result.listed() if isinstance(shown, Released) else ()
    given = list(values.values())
    question = question.settled(given, room.minimum)
    let_out = admitted.seen(question, given, room.minimum)
    return _unlinked(question, [question.export(each.value) for each in let_out])


def _heard(session: Session, room: Room, activity: Activity) -> Sequence[Mapping[str, str]]:
    """What people were heard to say there, as far as the room saw it."""
    round = activity.course()[0].round
    people = session.exec(select(func.count()).select_from(Participant).where(Participant.room_id == room.id)).one()
    fold = partial(folding.heard, session, room, activity, round)
    shown = disclosure.heard(activity, people, room.minimum, fold, room.protected)
    return shown.result.listed() if isinstance(shown, Released) else ()


def _shown(session: Session, room: Room, activity: Activity, round: Round) -> Outcome:
    """What disclosure lets out of a round; of what is said about texts, with those that are out."""
    values, about, texts = _values(session, room, round), None, round
    if (basis := activity.texts_of(round.round)) != round.round:
        of_texts = (Round.room_id == room.id, Round.activity == round.activity, Round.round == basis)
        texts = session.exec(select(Round).where(*of_texts)).one()
        about = list(_values(session, room, texts).values())
    fold = partial(folding.of_rows, session, room, activity, texts)
    return disclosure.pooled(
        activity, values.values(), room.minimum, fold, protected=room.protected, round=round.round, about=about
    )


def _unlinked(question: Question, rows: list[Mapping[str, str]]) -> list[Mapping[str, str]]:
    """In no order. Where a whole answer is a fingerprint that would link rounds, each column is shuffled by itself."""
    dice = random.SystemRandom()
    dice.shuffle(rows)
    if not question.is_fingerprint or not rows:
        return rows
    columns = {name: dice.sample([row[name] for row in rows], len(rows)) for name in rows[0]}
    return [{name: column[at] for name, column in columns.items()} for at in range(len(rows))]


def _activities(session: Session, room: Room, workshop: Workshop, rounds: Sequence[Round]) -> Iterable[Cells]:
    yield head("activities.csv")
    for number, item in enumerate(workshop.run_of_show(), 1):
        mine = [row for row in rounds if row.activity == item.activity.key]
        people = " ".join(str(len(_rows(session, room, row))) for row in mine)
        title = in_language(item.title, room.language)
        credited = " ".join(item.activity.sources)
        yield (number, item.activity.key, item.activity.kind, title, item.minutes, len(mine), people, credited)


def _sources(workshop: Workshop) -> Iterable[Cells]:
    yield head("sources.csv")
    for source in workshop.all_sources:
        yield (source.key, source.author, source.title)


def _totals(
    session: Session, room: Room, activities: Mapping[str, Activity], rounds: Sequence[Round]
) -> Iterable[Cells]:
    yield head("totals.csv")
    books = {(row.activity, row.round): _values(session, room, row) for row in rounds}
    facts = comparing.facts(session, room, Workshop.model_validate(room.workshop).run_of_show())
    for row in rounds:
        key, round, activity = row.activity, row.round, activities[row.activity]
        values, fold = books[key, round], partial(folding.of_rows, session, room, activity, row)
        yield from people_told(key, round, _shown(session, room, activity, row))
        if way := facts.way_of(activity, round):
            yield from groups_told(
                key, round, disclosure.split(activity, values, facts.segment(way), room.minimum, fold)
            )
        if (
            (key, round - 1) in books
            and not activity.has_views
            and not activity.token(round)
            and tells_moves(facts.items, facts.ways, key)
        ):
            both = books[key, round - 1], values
            yield from moves_told(key, round, disclosure.compared(activity, *both, room.minimum, room.protected, fold))
