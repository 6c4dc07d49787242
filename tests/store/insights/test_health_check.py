"""Health check: a sound book in which all is fine, and for each mistake what trips it alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from store.book.book import Book
from store.core.dates import Clock
from store.core.record import ORGANISER, Record
from store.insights.health_check import QUIET, Row, Sign, as_text, signs, worst
from store.model.calendar import Gathering, Ritual
from store.model.people import Department, Need, Role, Tenure, Volunteer
from store.model.recognition import Contribution
from store.model.stages import Adoption, Move
from store.model.stakeholders import Stakeholder, Update
from store.model.training import Readiness, Teaching
from store.people.mentions import tells_of_people
from store.week.plan import plan
from tests.support.making import TODAY, ago, fill

PEOPLE = ("ann", "bo", "cy", "dee")
KEYS = ("one-off", "alone", "company", "too-many", "hollow", "placed", "unwritten", "unhelped")


def person(key: str, since: int = 200, *, yes: bool = True) -> list[Record]:
    """A member since so many days ago."""
    day = ago(since)
    words = {"yes_on": day, "yes_words": "Count me in"} if yes else {}
    return [
        Volunteer(id=key, name=f"{key.title()} Holt", department="ops", met_on=day, **words),  # type: ignore[arg-type]
        Move(id=f"m-{key}", volunteer=key, stage="active", on=day),
    ]


def meeting(number: int, back: int) -> Gathering:
    """A gathering of the weekly ritual, written up, hosted by each in turn."""
    host = (*PEOPLE, ORGANISER)[number % 5]
    return Gathering(
        id=f"g{number}", name="Coffee", ritual="coffee", on=ago(back), state="held", host=host, attended=PEOPLE,
        notes="Talked about Excel.",
    )  # fmt: skip


def sound_records() -> list[Record]:
    """A small community in which nothing is wrong."""
    return [
        Department(id="ops", name="Ops", champion="ann"),
        Adoption(department="ops", state="established", on=ago(100)),
        *(record for key in PEOPLE for record in person(key)),
        Ritual(id="coffee", name="Coffee", start=TODAY + timedelta(days=2), rule="FREQ=WEEKLY", gain="Know whom to call."),
        *(meeting(number, 4 + 7 * number) for number in range(20)),
        Contribution(id="led", volunteer="ann", kind="led_session", on=ago(10), topic="Excel"),
        Teaching(volunteer="ann", skill="explaining", grade="proficient", on=ago(30)),
        Role(id="mod", name="Moderator"),
        Tenure(role="mod", volunteer="bo", since=ago(50)),
        Stakeholder(id="marta", name="Marta Weiss"),
        Update(id="up", to=("marta",), since=ago(60), until=ago(31), state="sent", sent_on=ago(30), text="Ann Holt led it."),
    ]  # fmt: skip


@pytest.fixture
def sound(tmp_path: Path) -> Iterator[Book]:
    Book.write_new(tmp_path / "b.json", sound_records(), book_id="sound")
    with Book.open(tmp_path / "b.json", Clock(TODAY)) as book:
        yield book


def told(book: Book) -> dict[str, Sign]:
    return {sign.key: sign for sign in signs(book, TODAY)}


def wrong(book: Book) -> dict[str, str]:
    return {key: sign.state for key, sign in told(book).items() if sign.state != "fine"}


def test_a_sound_book_has_none_of_the_eight(sound: Book) -> None:
    assert tuple(told(sound)) == KEYS
    assert wrong(sound) == {}
    assert worst(signs(sound, TODAY)) is None
    assert not [act for act in plan(sound, TODAY).acts if act.verb == "Look into"]


def test_an_empty_book_has_none_either(tmp_path: Path) -> None:
    with Book.open(tmp_path / "b.json", Clock(TODAY), create=True) as book:
        assert wrong(book) == {}


# -- what trips each alone ---------------------------------------------------------------------


def later(book: Book, days: int) -> None:
    """Take away what was held and done in the last days."""
    with book.change("Silence") as change:
        for record in [*book.gatherings.values(), *book.contributions.values()]:
            if record.on > ago(days):
                change.remove(record)


def quiet(book: Book) -> None:
    later(book, 40)


def silent(book: Book) -> None:
    later(book, 60)


def nothing_ahead(book: Book) -> None:
    fill(book, replace(book.rituals["coffee"], retired_on=ago(1)))


def hosted_by_you(book: Book, share: int) -> None:
    """Of every ten gatherings lately so many were the organiser's."""
    for g in [*book.gatherings.values()]:
        host = ORGANISER if int(g.id[1:]) % 10 < share else "ann"
        fill(book, replace(g, host=host))


def no_gain(book: Book) -> None:
    fill(book, *(Ritual(id=f"r{n}", name=f"R{n}", start=ago(3), gain="Grow") for n in range(3)))
    fill(book, replace(book.rituals["coffee"], gain="  "))


def no_gain_in_one(book: Book) -> None:
    fill(book, replace(book.rituals["coffee"], gain=""))


def no_gain_anywhere(book: Book) -> None:
    fill(book, replace(book.rituals["coffee"], gain=""), Ritual(name="Lunch", start=ago(3)))


def cold_updates(book: Book) -> None:
    up = book.updates["up"]
    fill(book, *(replace(up, id=f"up{n}", text=f"Costs are down by {n}.", sent_on=ago(5 + n)) for n in range(3)))


def colder_updates(book: Book) -> None:
    cold_updates(book)
    fill(book, replace(book.updates["up"], text="We saved money."))


def open_early(book: Book) -> None:
    fill(book, Department(id="hr", name="HR"), Adoption(department="hr", state="piloting", on=ago(5)))


def open_everywhere(book: Book) -> None:
    fill(book, *(replace(a, state="adopting") for a in book.adoptions.values()))
    for key in ("hr", "it"):
        fill(
            book, Department(id=key, name=key, champion="bo"), Adoption(department=key, state="piloting", on=ago(5))
        )


def silent_joiners(book: Book, count: int) -> None:
    for number in range(count):
        fill(book, *person(f"new{number}", 20))


def no_yes(book: Book) -> None:
    fill(book, replace(book.volunteers["dee"], yes_on=None, yes_words=""))


def role_without_yes(book: Book) -> None:
    fill(book, Volunteer(id="eve", name="Eve"), Tenure(role="mod", volunteer="eve", since=ago(3)))


def host_without_yes(book: Book) -> None:
    fill(book, Volunteer(id="eve", name="Eve"), Gathering(name="Talk", on=ago(-3), host="eve"))


def yes_without_words(book: Book) -> None:
    fill(book, replace(book.volunteers["dee"], yes_words="", yes_on=ago(60)))
    fill(book, replace(book.volunteers["bo"], yes_words=""))  # long ago: no one remembers, no one is asked


def notes_missing(book: Book, count: int) -> None:
    for number in range(1, count + 1):
        fill(book, replace(book.gatherings[f"g{number}"], notes=""))


def led_alone(book: Book, *who: str) -> None:
    for key in who:
        fill(book, Contribution(volunteer=key, kind="led_session", on=ago(9), topic="Excel"))


def to_lead_early(book: Book) -> None:
    fill(
        book,
        Gathering(name="Excel", on=ago(-6), host="cy", topic="Excel"),
        Readiness(volunteer="cy", topic="Excel", level="observed", on=ago(9)),
    )


TRIPS: list[tuple[str, str, Callable[[Book], None]]] = [
    ("one-off", "watch", quiet),
    ("one-off", "act", silent),
    ("one-off", "watch", nothing_ahead),
    ("alone", "watch", lambda book: hosted_by_you(book, 6)),
    ("alone", "act", lambda book: hosted_by_you(book, 9)),
    ("company", "watch", no_gain),
    ("company", "watch", no_gain_in_one),
    ("company", "act", no_gain_anywhere),
    ("company", "watch", cold_updates),
    ("company", "act", colder_updates),
    ("too-many", "watch", open_early),
    ("too-many", "act", open_everywhere),
    ("hollow", "watch", lambda book: silent_joiners(book, 1)),
    ("hollow", "act", lambda book: silent_joiners(book, 6)),
    ("placed", "act", no_yes),
    ("placed", "act", role_without_yes),
    ("placed", "act", host_without_yes),
    ("placed", "watch", yes_without_words),
    ("unwritten", "watch", lambda book: notes_missing(book, 1)),
    ("unwritten", "act", lambda book: notes_missing(book, 8)),
    ("unhelped", "watch", lambda book: led_alone(book, "bo")),
    ("unhelped", "act", lambda book: led_alone(book, "bo", "cy")),
    ("unhelped", "watch", to_lead_early),
]


@pytest.mark.parametrize(("key", "state", "trip"), TRIPS)
def test_each_is_tripped_alone(sound: Book, key: str, state: str, trip: Callable[[Book], None]) -> None:
    trip(sound)
    if trip in (quiet, silent):  # no one attended in those days, but the heads stayed as many
        assert told(sound)["hollow"].state == "fine"
    assert wrong(sound) == {key: state}
    sign = told(sound)[key]
    assert "\n" not in sign.why
    assert sign.advice
    assert sign.rows
    found = worst(signs(sound, TODAY))
    assert found
    assert found.key == key
    steps = sum(not step.undone for step in sound.steps.values())
    for _ in range(steps):
        sound.undo()
    assert wrong(sound) == {}  # put right, it is fine by itself


@pytest.mark.parametrize(("key", "state", "trip"), TRIPS)
def test_every_row_leads_to_something_in_the_book(
    sound: Book, key: str, state: str, trip: Callable[[Book], None]
) -> None:
    trip(sound)
    tables = {"volunteer": "volunteers", "departments": "departments", "updates": "stakeholders"}
    for row in told(sound)[key].rows:
        where = sound.tables[tables[row.room]] if row.room in tables else {**sound.gatherings, **sound.rituals}
        assert row.key in where or row.key.startswith("coffee-"), row


def test_the_worst_one_is_on_week_and_comes_back_when_it_gets_worse(sound: Book) -> None:
    led_alone(sound, "bo")
    (act,) = [act for act in plan(sound, TODAY).acts if act.verb == "Look into"]
    assert (act.subject, act.name) == ("unhelped", "Teaching without support")
    led_alone(sound, "cy")
    (worse,) = [act for act in plan(sound, TODAY).acts if act.verb == "Look into"]
    assert worse.key != act.key


def test_help_in_teaching_counts_however_it_was_given(sound: Book) -> None:
    led_alone(sound, "bo")
    fill(
        sound,
        Need(what="A day on questions", kind="training", who="bo", on=ago(40), status="met", done="went there"),
    )
    assert wrong(sound) == {}


def test_whoever_begins_hosts_first(sound: Book) -> None:
    with sound.change("Young") as change:
        for g in sound.gatherings.values():
            if g.on < ago(80):
                change.remove(g)
            else:
                change.put(replace(g, host=ORGANISER))
    assert told(sound)["alone"].state == "watch"


def test_quiet_counts_from_the_first_yes_where_nothing_was_held(tmp_path: Path) -> None:
    Book.write_new(tmp_path / "b.json", person("ann", QUIET + 1), book_id="quiet")
    with Book.open(tmp_path / "b.json", Clock(TODAY)) as book:
        assert told(book)["one-off"].state == "watch"


def test_a_book_begun_today_is_not_scolded_for_what_was_before_it(tmp_path: Path) -> None:
    with Book.open(tmp_path / "b.json", Clock(TODAY), create=True) as book:
        assert wrong(book) == {}
        fill(book, *person("ann", 300))
        assert wrong(book) == {}
        late = TODAY + timedelta(days=QUIET + 1)
        assert {sign.key: sign.state for sign in signs(book, late)}["one-off"] == "watch"


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("Thanks to ANN HOLT, who led.", True),
        ("‘It helped’, someone said.", True),
        ("Annabel Holtz and costs", False),
        ("Ann and costs", False),
        ("", False),
    ],
)
def test_a_text_tells_of_people_by_name_or_quote(sound: Book, text: str, tells: bool) -> None:
    assert tells_of_people(sound, text) is tells


def test_in_the_sample_at_least_two_are_to_be_watched(sample: Book) -> None:
    states = {sign.key: sign.state for sign in signs(sample, TODAY)}
    assert [key for key, state in states.items() if state == "watch"] == ["too-many", "unwritten", "unhelped"]
    assert "act" not in states.values()
    text = as_text(signs(sample, TODAY))
    assert "- watch: Gatherings without notes: 1 of 24 gatherings in 90 days has no notes" in text
    assert text.count("What to do") == 3


def test_what_is_written_to_nobody_and_held_in_a_role_that_is_gone_has_its_line(book: Book) -> None:
    fill(
        book,
        *sound_records(),
        Volunteer(id="new", name="[/x] New", met_on=TODAY),
        Tenure(role="gone", volunteer="new", since=TODAY),
        Update(to=("marta",), since=ago(9), until=ago(2), text="All is well.", state="sent", sent_on=ago(2)),
    )
    book.path.write_bytes(book.path.read_bytes().replace(b'"to":["marta"]', b'"to":[]'))
    book.reload()
    rows = {row.text: row for sign in signs(book, TODAY) for row in sign.rows}
    assert rows["an update"].key == ""
    assert "a role no longer in the book" in rows["[/x] New"].more


@pytest.mark.parametrize(("rows", "more"), [(5, ""), (6, "and 1 more"), (9, "and 4 more")])
def test_five_rows_are_told_and_the_rest_is_counted(rows: int, more: str) -> None:
    found = tuple(Row(f"row {n}", "", "", "") for n in range(rows))
    lines = as_text([Sign("key", "Title", "act", "why", "advice", found, "")]).split("\n")
    assert sum(line.strip().startswith("row") for line in lines) == 5
    assert [line.strip() for line in lines if "more" in line] == ([more] if more else [])


def test_an_update_whose_text_is_not_kept_is_neither_cold_nor_counted(sound: Book) -> None:
    cold_updates(sound)
    before = next(sign for sign in signs(sound, TODAY) if sign.key == "company")
    fill(sound, *(replace(sound.updates["up"], id=f"unkept{n}", text="", sent_on=ago(1)) for n in range(6)))
    assert next(sign for sign in signs(sound, TODAY) if sign.key == "company") == before
