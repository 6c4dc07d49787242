"""The nine steps of Get Together: which records light each, and from which day to which."""

from __future__ import annotations

from datetime import date

import pytest

from store.book.book import Book
from store.core.record import ORGANISER, Record
from store.launch.get_together import CELEBRATED, LATELY, steps
from store.model.assessments import Agreement
from store.model.calendar import Gathering, Ritual
from store.model.people import Contact, Volunteer
from store.model.recognition import Contribution, Recognition
from store.model.stages import Move
from store.model.training import Readiness, Teaching
from tests.support.making import TODAY, ago, fill

ANN, BO, CY = (Volunteer(id=key, name=key.title()) for key in ("ann", "bo", "cy"))


def seen(book: Book, key: str) -> str:
    return next(step.seen for step in steps(book, TODAY) if step.element.key == key)


def met(days: int, *attended: str, **more: object) -> Gathering:
    values = {"name": f"Met {days}", "on": ago(days), "state": "held", "attended": attended, **more}
    return Gathering(**values)  # type: ignore[arg-type]


def given(kind: str, *days: int) -> list[Record]:
    return [Contribution(volunteer="ann", kind=kind, on=ago(day)) for day in days]  # type: ignore[arg-type]


@pytest.mark.parametrize(("days", "lit"), [((0, 1, 2), True), ((0, 1), False), ((-1, 0, 1), False)])
def test_three_who_said_yes_are_people(book: Book, days: tuple[int, ...], lit: bool) -> None:
    fill(book, *(Volunteer(id=f"v{n}", name="V", yes_on=ago(day)) for n, day in enumerate(days)))
    assert bool(seen(book, "people")) == lit


def test_something_was_done_where_three_came_and_the_last_time_counts(book: Book) -> None:
    fill(
        book,
        ANN,
        BO,
        CY,
        met(3, "ann", "bo"),
        met(-1, "ann", "bo", "cy"),
        met(4, "ann", "bo", "cy", state="skipped"),
    )
    assert seen(book, "do") == ""
    fill(book, met(90, "ann", "bo", "cy"), met(60, "ann", "bo", "cy", "dee"))
    assert seen(book, "do").startswith("Met 60 ")
    assert "4 attendees" in seen(book, "do")


@pytest.mark.parametrize(("days", "lit"), [(LATELY, True), (LATELY + 1, False), (0, True), (-1, False)])
def test_talk_newcomers_and_hosts_are_of_the_last_quarter(book: Book, days: int, lit: bool) -> None:
    fill(
        book, Ritual(id="forum", name="Forum", kind="forum", start=ago(400)), Volunteer(id="new", name="New", met_on=ago(days)),
        BO, met(days, ritual="forum", host="new", cohosts=("bo",)),
    )  # fmt: skip
    assert [bool(seen(book, key)) for key in ("talk", "attract", "leaders")] == [lit, lit, lit]


def test_answers_are_talk_and_other_things_are_none(book: Book) -> None:
    fill(book, ANN, Ritual(id="own", name="Own", start=ago(400)), met(3, ritual="own"), *given("led_session", 3))
    assert seen(book, "talk") == ""
    fill(book, *given("answered_question", 3, LATELY, LATELY + 1))
    assert seen(book, "talk") == "2 answers"


@pytest.mark.parametrize("theme", ["purpose", "values"])
@pytest.mark.parametrize("meaning", ["we start together", " "])
def test_identity_wants_a_purpose_and_a_ritual_that_stands_for_something(
    book: Book, theme: str, meaning: str
) -> None:
    fill(book, Ritual(id="r", name="Coffee", start=ago(9), meaning=meaning), Ritual(id="s", name="A", start=ago(9)))
    assert seen(book, "identity") == ""
    fill(book, Agreement(theme=theme, answer="To learn", on=ago(3)))
    assert bool(seen(book, "identity")) == (theme == "purpose" and meaning != " ")


@pytest.mark.parametrize("days", [LATELY, LATELY + 1])
@pytest.mark.parametrize("way", ["thanked", "talked"])
def test_those_who_come_most_heard_from_you(book: Book, way: str, days: int) -> None:
    came = [met(day, "ann", "left", *(["bo"] if day < 3 else [])) for day in (1, 2, LATELY)]
    moves = [Move(volunteer=who, stage="active", on=ago(300)) for who in ("ann", "bo")]
    left = [Volunteer(id="left", name="Left"), Move(volunteer="left", stage="alumni", on=ago(1))]
    fill(book, ANN, BO, *left, *moves, *came)
    assert seen(book, "attention") == ""
    thanks = Recognition(to=("ann",), behaviour="helps others", words="Thank you", on=ago(days))
    fill(book, thanks if way == "thanked" else Contact(who="ann", on=ago(days)))
    assert ("Ann" in seen(book, "attention")) == (days == LATELY)
    assert "Bo" not in seen(book, "attention")  # twice is not often, and who has left is not asked after


@pytest.mark.parametrize("others", [(), ("bo",)])
def test_two_who_host_are_leaders_without_the_organiser(book: Book, others: tuple[str, ...]) -> None:
    fill(book, ANN, BO, met(1, host=ORGANISER, cohosts=("ann", *others)), met(2, host="gone"))
    assert bool(seen(book, "leaders")) == bool(others)


@pytest.mark.parametrize(
    ("noted", "lit"),
    [
        (Readiness(volunteer="ann", topic="Excel", level="co_delivered", on=ago(2 * LATELY)), True),
        (Readiness(volunteer="ann", topic="Excel", level="co_delivered", on=ago(2 * LATELY + 1)), False),
        (Readiness(volunteer="ann", topic="Excel", level="co_delivered", on=ago(-1)), False),
        (Readiness(volunteer="ann", topic="Excel", level="observed", on=ago(1)), False),
        (Readiness(volunteer="bo", topic="Excel", level="co_delivered", on=ago(1)), False),
        (Teaching(volunteer="ann", skill="explaining", grade="developing", on=ago(0)), True),
    ],
)
def test_a_host_who_was_seen_teaching_is_supercharged(book: Book, noted: Record, lit: bool) -> None:
    fill(book, ANN, BO, met(1, host="ann"), noted)
    assert bool(seen(book, "supercharge")) == lit


@pytest.mark.parametrize(("days", "lit"), [(CELEBRATED, True), (CELEBRATED + 1, False)])
def test_a_milestone_shines_for_half_a_year(book: Book, days: int, lit: bool) -> None:
    fill(book, Ritual(id="m", name="Party", kind="milestone", start=date(2025, 1, 1)), met(days, ritual="m"))
    assert bool(seen(book, "celebrate")) == lit


def test_the_last_milestone_is_named_with_its_day(book: Book) -> None:
    fill(
        book,
        Ritual(id="m", name="Party", kind="milestone", start=date(2025, 1, 1)),
        met(40, ritual="m"),
        met(13, ritual="m"),
    )
    assert seen(book, "celebrate") == "Met 13 on 10 Nov"


@pytest.mark.parametrize(
    ("days", "lit"), [((0, 1, LATELY), True), ((0, 1, LATELY + 1), False), ((0, 1, -1), False)]
)
def test_three_public_thank_yous_are_a_celebration(book: Book, days: tuple[int, ...], lit: bool) -> None:
    def thanks(day: int, public: bool) -> Recognition:
        return Recognition(to=("ann",), behaviour="helps others", words="Thank you", on=ago(day), public=public)

    fill(book, ANN, *(thanks(day, public=True) for day in days), thanks(0, public=False))
    assert bool(seen(book, "celebrate")) == lit


def test_the_words_name_three_and_the_day_from_which_on_they_are_new(book: Book) -> None:
    names = ("ann", "bo", "cy", "dee")
    fill(
        book,
        *(Volunteer(id=name, name=name.title(), met_on=ago(90)) for name in names),
        *(Move(volunteer=name, stage="active", on=ago(300)) for name in names),
        *(met(day, *names, host="ann", cohosts=names[1:]) for day in (1, 2, 90)),
        *(Contact(who=name, on=ago(90)) for name in names[:3]),
        *(Readiness(volunteer=name, topic="Excel", level="co_delivered", on=ago(180)) for name in names),
    )
    assert [seen(book, key) for key in ("attract", "attention", "leaders", "supercharge")] == [
        "new since 25 Aug: Ann, Bo, Cy and 1 more",
        "Ann, Bo and Cy attend most often and have heard from you",
        "recent hosts: Ann, Bo, Cy and 1 more",
        "observed or certified: Ann, Bo, Cy and 1 more",
    ]
    fill(book, Ritual(id="m", name="Party", kind="milestone", start=ago(400)), met(180, ritual="m"))
    assert seen(book, "celebrate") == "Met 180 on 27 May"
