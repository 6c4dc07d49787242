"""The result comes first: the KPI a recipient watches, else an outcome, else what was done; nothing is told twice."""

from __future__ import annotations

from decimal import Decimal
from typing import get_args

import pytest
from msgspec.structs import replace

from store.book.book import Book
from store.core.record import Record
from store.model.calendar import Gathering
from store.model.finance import Budget, Cost, Kpi, OutsideQuote, Rate, Reading
from store.model.people import Department, Volunteer
from store.model.recognition import Contribution
from store.model.stages import Adoption, Move
from store.model.stakeholders import Kind, Stakeholder, Update
from store.model.training import Readiness
from store.updates.compose import compose, sent
from store.updates.draft import Draft
from store.updates.readings import readings_due
from tests.support.making import TODAY, ago, fill

KINDS: tuple[Kind, ...] = get_args(Kind)
EVA = Stakeholder(id="eva", name="Eva Horn", watches="calls")
CALLS = Kpi(
    id="calls",
    name="Complaints [/x]",
    unit="a month",
    baseline=Decimal(20),
    baseline_on=ago(150),
    target=Decimal(6),
)
LESSONS = {"lessons": False}


def reading(value: int, days: int) -> Reading:
    return Reading(id=f"r{days}", kpi="calls", value=Decimal(value), on=ago(days))


def session(days: int, topic: str = "Excel", learners: int = 12, who: str = "ann") -> Contribution:
    return Contribution(volunteer=who, kind="led_session", on=ago(days), topic=topic, learners=learners)


def begun(book: Book, *more: Record) -> None:
    """A community that has long met, with one session in the period."""
    fill(book, EVA, CALLS, Volunteer(id="ann", name="Ann"), Gathering(name="AMA", on=ago(200), state="held"))
    fill(book, session(190), session(5), *more)


def words(draft: Draft, name: str) -> str:
    found = draft.section(name)
    assert found
    return found.words


def opening(book: Book, kind: Kind = "quick_overview") -> str:
    return words(compose(book, book.stakeholders["eva"], TODAY, kind=kind), "opening")


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_reading_of_the_kpi_they_watch_comes_first(book: Book, kind: Kind) -> None:
    begun(book, reading(16, 60), reading(13, 8), replace(book.community, target_learners=50))
    draft = compose(book, EVA, TODAY, kind=kind)
    assert words(draft, "opening").startswith("Complaints [/x]: 13 a month, down from 16 in September (target 6")
    assert "Complaints [/x] down to 13 a month (" in draft.subject
    assert draft.body.count("13 a month") == 1
    assert "Learner attendances this year: 24 (target 50)" in words(draft, "figures")
    assert ("50% of the way" in words(draft, "figures")) == (kind == "charts")


def test_a_reading_from_before_the_period_bears_its_day(book: Book) -> None:
    begun(book, reading(13, 40))
    assert opening(book).startswith("Complaints [/x]: 13 a month on Wed 14 Oct, down from 20 in June (target 6)")


def test_what_they_were_told_bears_its_day_moves_to_the_end_and_then_rests(book: Book) -> None:
    begun(book, reading(13, 70))
    told = []
    for days in (60, 40, 20, 0):
        draft = compose(book, EVA, ago(days), kind="detailed_report")
        told.append((words(draft, "opening").startswith("Complaints"), "Complaints" in words(draft, "figures")))
        fill(book, sent(book, draft, ago(days)))
    assert told == [(True, False), (False, True), (False, True), (False, False)]
    fill(book, reading(13, -3))  # the same value, but measured again
    assert words(compose(book, EVA, ago(-5)), "opening").startswith(
        "Complaints [/x]: 13 a month, unchanged from Sept"
    )


def test_two_recipients_are_told_what_one_of_them_does_not_know(book: Book) -> None:
    bo = Stakeholder(id="bo", name="Bo")
    begun(book, bo, reading(13, 35))
    fill(book, sent(book, compose(book, EVA, ago(20)), ago(20)))
    assert not words(compose(book, EVA, TODAY), "opening").startswith("Complaints")
    assert words(compose(book, (EVA, bo), TODAY), "opening").startswith("Complaints [/x]: 13 a month on Mon 19 Oct")


@pytest.mark.parametrize(
    ("records", "told"),
    [
        ([Kpi(id="k", name="Errors", baseline=Decimal(9), baseline_on=ago(90), target=Decimal(3)),
          Reading(kpi="k", value=Decimal(3), on=ago(2))], "Target reached for Errors: 3 (target 3)."),
        ([Department(id="hr", name="HR"), Adoption(department="hr", state="established", on=ago(2))],
         "HR now runs its own training."),
        ([Readiness(volunteer="ann", topic="iPads", level="certified", on=ago(2))],
         "Ann is now certified to teach ‘iPads’ on their own."),
        ([Department(id="hr", name="HR"), Adoption(department="hr", state="piloting", on=ago(2))],
         "Since Sat 24 Oct, 1 colleague has taught 1 session, with 12 learner attendances."),
    ],
)  # fmt: skip
def test_else_an_outcome_else_what_was_done(book: Book, records: list[Record], told: str) -> None:
    begun(book, *records)
    draft = compose(book, EVA, TODAY, kind="detailed_report")
    assert words(draft, "opening") == told
    assert told.rstrip(".") not in words(draft, "wins") + words(draft, "figures") + words(draft, "participation")


def test_the_period_before_stands_beside_what_was_taught(book: Book) -> None:
    begun(book, session(40, learners=7), session(41, "iPads", 3))
    assert opening(book).endswith("12 learner attendances (the month before: 2 sessions, 10).")


def test_sessions_on_one_topic_are_one_line(book: Book) -> None:
    begun(book, session(6, "excel", 5), session(7, "iPads", 4))
    told = words(compose(book, EVA, TODAY, kind="detailed_report"), "wins")
    assert (
        told
        == "- Ann taught ‘Excel’ twice, with 17 attendances.\n- Ann taught ‘iPads’ to 4 colleagues on Mon 16 Nov."
    )


@pytest.mark.parametrize("kind", KINDS)
def test_how_many_members_there_are_is_no_target(book: Book, kind: Kind) -> None:
    begun(book, replace(book.community, target_members=15), Move(volunteer="ann", stage="core", on=ago(100)))
    body = compose(book, EVA, TODAY, kind=kind).body
    assert "15" not in body
    assert "at least 1 of 1 member" not in body  # everything held in ninety days was recorded
    assert "Since 26 Aug, 1 of 1 member has attended or contributed." in body


@pytest.mark.parametrize(("price", "roi"), [(40, "−60%"), (150, "50%")])
def test_what_was_saved_stands_beside_all_costs_and_says_what_it_leaves_out(
    book: Book, price: int, roi: str
) -> None:
    begun(
        book,
        Rate(since=ago(300), pay=Decimal(0), overhead=Decimal(1), hours=1),
        Cost(what="Room", amount=Decimal(100), on=ago(4)),
    )
    made = Contribution(
        id="c", volunteer="ann", kind="led_session", on=ago(3), topic="iPads", learners=5, minutes=0
    )
    fill(
        book,
        made,
        OutsideQuote(what="Course", price=Decimal(price), source="offer", quoted_on=ago(90), sessions=("c",)),
    )
    fill(book, replace(made, minutes=1), Budget(since=ago(300), until=ago(-30), amount=Decimal(500)))
    brief, report = (words(compose(book, EVA, TODAY, kind=kind), "cost") for kind in KINDS[:2])
    assert brief.startswith(
        f"One session replaced external training worth €{price}; costs in this period were €100"
    )
    assert f"worth €{price}, against total costs of €100 of a budget of €500" in report
    assert f"The ROI of {roi} counts only 1 of 3 sessions; other benefits are not included." in report
    assert report.count(f"€{price}") == 1


def test_trainer_time_is_only_said_to_be_in_the_costs_where_it_is(book: Book) -> None:
    begun(book, Cost(what="Room", amount=Decimal(100), on=ago(4)))
    told = words(compose(book, EVA, TODAY, kind="detailed_report"), "cost")
    assert told == "Costs in this period were €100: €8 per learner attendance."


def test_a_table_has_no_line_of_nothing(book: Book) -> None:
    begun(book, session(60), Cost(what="Room", amount=Decimal(100), on=ago(4)))
    told = words(compose(book, EVA, TODAY, since=ago(100), kind="detailed_report"), "participation").split("\n")
    assert told == [
        "- Sessions: Aug 0, Sep 1, Oct 0, Nov 1",
        "- Learner attendances: Aug 0, Sep 12, Oct 0, Nov 12",
        "- First-time trainers: 0, against 1 in the 101 days before (Aug 0, Sep 0, Oct 0, Nov 0)",
        "- Costs: €100, against €0 in the 101 days before (Aug €0, Sep €0, Oct €0, Nov €100)",
    ]


# -- taking turns ----------------------------------------------------------------------------------


def test_a_quote_is_told_once_and_benefits_take_turns(book: Book) -> None:
    from store.model.calendar import Ritual

    begun(book)
    for name in ("Lab", "Lunch"):
        fill(book, Ritual(id=name, name=name, start=ago(300), gain=f"More {name}"))
    gained, quoted = [], []
    for days in (60, 40, 20, 0):
        for name in ("Lab", "Lunch"):
            fill(
                book,
                Gathering(
                    name=name, ritual=name, on=ago(days + 1), state="held", attended=("ann",), quotes="Good."
                ),
            )
        draft = compose(book, EVA, ago(days), kind="detailed_report")
        gained.append(words(draft, "gains").rpartition(" ")[2])
        quoted.append(bool(words(draft, "feedback")))
        fill(book, sent(book, draft, ago(days)))
    assert gained == ["Lab.", "Lunch.", "Lab.", "Lunch."]
    assert quoted == [True, False, False, False]


def test_an_overview_has_one_voice_and_says_where_it_was_heard(book: Book) -> None:
    long = "very " * 30
    begun(
        book, Gathering(name="Lab", on=ago(3), state="held", quotes=f"Good.\n{long}long\nThat helped me at once.")
    )
    assert words(compose(book, EVA, TODAY), "feedback") == "“That helped me at once.” (at ‘Lab’)"


# -- readings that are due -------------------------------------------------------------------------


def test_a_reading_is_due_when_the_last_is_older_than_they_usually_lie_apart(book: Book) -> None:
    fill(book, EVA, CALLS, replace(CALLS, id="other"), reading(16, 100), reading(13, 50))
    [due] = readings_due(book, TODAY)  # no one watches the other
    assert (due.kpi.id, due.last, due.on, due.watchers) == ("calls", ago(50), ago(0), ("eva",))
    assert readings_due(book, ago(1)) == []
    fill(book, reading(12, 10))
    assert readings_due(book, TODAY) == []


def test_who_was_told_nothing_yet_remembers_nothing(book: Book) -> None:
    begun(book, Update(to=("other",), since=ago(9), until=ago(8), state="sent", sent_on=ago(8), text="Ann taught"))
    assert compose(book, EVA, TODAY).facts.since == ago(30)


@pytest.mark.parametrize("kind", KINDS)
def test_ratings_are_told_with_their_counts_once_and_after_a_voice_in_an_overview(book: Book, kind: Kind) -> None:
    given = {"answers": 12, "rating": Decimal("4.25"), "recommend": 12}
    begun(book, replace(session(3, "Word"), **given))
    draft = compose(book, EVA, TODAY, kind=kind)
    told = "rated 1 session 4.3 out of 5 on average, from 12 answers. All 12 people asked would recommend it."
    assert told in words(draft, "feedback")
    fill(book, Gathering(name="AMA", on=ago(2), state="held", quotes="I learned a lot"))
    assert (told in words(compose(book, EVA, TODAY, kind=kind), "feedback")) == (kind != "quick_overview")
