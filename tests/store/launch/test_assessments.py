"""Check-ups: the elements, dated answers, what comes after the nine, reviews on Week, steps lit by the book."""

from __future__ import annotations

from datetime import timedelta

import pytest

from store.book.book import Book
from store.core.errors import Invalid
from store.core.record import Record
from store.launch.assessments import about, answers, canvas_shown, element, latest, next_step, points, reviews, word
from store.launch.frameworks import CANVAS, FACETS, TOGETHER
from store.launch.get_together import steps
from store.model.assessments import Agreement, Score, Word
from store.model.calendar import Ritual
from store.model.community import Community
from store.model.people import Contact, Need, Volunteer
from store.model.recognition import Contribution
from store.model.training import Readiness
from store.people.needs import all_needs, check_settled, stands, waiting
from store.profiles.person import page
from store.week.plan import plan
from tests.support.making import TODAY, ago, fill, held, members, thanks


def test_the_frameworks_have_the_elements_their_authors_gave_them() -> None:
    assert [theme.title for theme in CANVAS if theme.part == "Identity"] == [
        "Purpose", "Member identity", "Values", "Success definition", "Brand",
    ]  # fmt: skip
    assert [theme.title for theme in CANVAS if theme.part == "Experience"] == [
        "Selection", "Transition", "Shared experiences", "Rituals", "Content", "Rules", "Roles",
    ]  # fmt: skip
    assert [theme.title for theme in CANVAS if theme.part == "Structure"] == [
        "Organization", "Governance", "Financing", "Channels & platforms", "Data management",
    ]  # fmt: skip
    assert [theme.title for theme in CANVAS if theme.first] == [
        "Purpose", "Member identity", "Values", "Success definition", "Shared experiences", "Rules", "Roles",
        "Governance", "Channels & platforms",
    ]  # fmt: skip
    assert (len(FACETS), len(TOGETHER)) == (8, 9)
    assert [sum(step.part == part for step in TOGETHER) for part in dict.fromkeys(s.part for s in TOGETHER)] == [
        3,
        3,
        3,
    ]
    everything = (*CANVAS, *FACETS, *TOGETHER)
    assert all(of.question and of.hint and of.hint.endswith((".", "?")) for of in everything)
    assert len({of.question for of in everything}) == len(everything)


def test_the_nine_come_first_then_all_seventeen(book: Book) -> None:
    nine = [theme for theme in CANVAS if theme.first]
    assert canvas_shown(latest(book)) == tuple(nine)
    assert canvas_shown(latest(book), everything=True) == CANVAS
    fill(book, Agreement(theme="brand", answer="Green", on=ago(3)))
    assert [theme.key for theme in canvas_shown(latest(book)) if not theme.first] == [
        "brand"
    ]  # what is answered stays
    for theme in nine:
        fill(book, Agreement(theme=theme.key, answer="Yes", on=ago(2)))
    assert canvas_shown(latest(book)) == CANVAS


def test_answers_stay_beside_each_other_and_the_latest_counts(book: Book) -> None:
    fill(
        book,
        Score(id="b", facet="vision", score="steady", evidence="five of six", on=ago(10)),
        Score(id="a", facet="vision", score="tried", evidence="no one knew", on=ago(100)),
        Score(facet="measurement", score="not_started", evidence="none", on=ago(5)),
    )
    assert points(book, "vision") == [1, 3]
    assert points(book, "governance") == []
    assert [answer.id for answer in answers(book, "facet:vision")] == ["b", "a"]
    last = latest(book)["facet:vision"]
    assert isinstance(last, Score)
    assert last.points == 3


def test_of_two_on_one_day_the_later_counts(book: Book) -> None:
    fill(book, Word(id="z", about="together:talk", on=TODAY))
    fill(
        book, Word(id="a", about="together:talk", on=TODAY, stands="not_yet", step=next_step(book, "together:talk"))
    )
    assert word(latest(book), "together:talk") is None
    assert [answer.id for answer in answers(book, "together:talk")] == ["a", "z"]


def test_every_answer_says_what_it_is_about() -> None:
    assert about(Agreement(theme="purpose", answer="x", on=TODAY)) == "canvas:purpose"
    assert about(Score(facet="vision", evidence="x", on=TODAY)) == "facet:vision"
    assert about(Word(about="together:people", on=TODAY)) == "together:people"
    assert element("together:people") is TOGETHER[0]
    assert element("roadmap:agreed") is None
    assert element("") is None


def test_a_review_is_on_week_when_its_day_comes_until_it_is_answered_anew(book: Book) -> None:
    sunday = TODAY + timedelta(days=6)
    fill(
        book,
        Agreement(id="due", theme="purpose", answer="To teach", on=ago(180), review_on=sunday),
        Agreement(theme="rules", answer="Few", on=ago(180), review_on=sunday + timedelta(days=1)),
        Agreement(theme="values", answer="Old", on=ago(180), review_on=ago(3)),
        Agreement(theme="values", answer="New", on=ago(1), review_on=ago(-90)),
    )
    assert [review.key for review in reviews(book, sunday)] == ["canvas:purpose"]
    (act,) = [act for act in plan(book, TODAY).acts if act.verb == "Review"]
    assert (act.subject, act.name, act.reason) == ("canvas:purpose", "Purpose", "review due Sun 29 Nov")
    fill(book, Agreement(theme="purpose", answer="To teach", on=TODAY, review_on=ago(-180)))
    assert not [act for act in plan(book, TODAY).acts if act.verb == "Review"]


# -- Get Together: what lights each step ---------------------------------------------------------


def lit(book: Book) -> set[str]:
    return {step.element.key for step in steps(book, TODAY) if step.lit}


LIGHTS: list[tuple[str, list[Record]]] = [
    ("people", members("ann", "bo", "cy")),
    ("do", [held(201, "x", "y", "z")]),
    ("talk", [Contribution(volunteer="ann", kind="answered_question", on=ago(9))]),
    ("talk", [Ritual(id="f", name="Forum", kind="forum", start=ago(60)), held(9, ritual="f")]),
    ("attract", [Volunteer(name="New", met_on=ago(20))]),
    ("identity", [Community(purpose="To teach"), Ritual(name="Cake", start=ago(300), meaning="We pause")]),
    ("celebrate", [Ritual(id="m", name="Cake", kind="milestone", start=ago(300)), held(100, ritual="m")]),
    ("celebrate", [
        thanks(n, "ann", words="Thanks", public=True) for n in range(3)
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("key", "records"), LIGHTS)
def test_the_book_lights_a_step(book: Book, key: str, records: list[Record]) -> None:
    assert lit(book) == set()
    fill(book, *records)
    assert lit(book) == {key}


def test_who_keeps_showing_up_wants_to_be_noticed(book: Book) -> None:
    fill(book, *members("ann", "bo"), *(held(10 + n, attended=("ann",)) for n in range(3)))
    assert "attention" not in lit(book)
    fill(book, Contact(who="ann", on=ago(1)))
    assert "attention" in lit(book)


def test_other_hosts_are_leaders_and_whoever_is_seen_teaching_is_supercharged(book: Book) -> None:
    fill(book, *members("ann", "bo"), held(9, host="ann"), held(8, host="organiser"))
    assert not {"leaders", "supercharge"} & lit(book)
    fill(book, held(7, host="bo"))
    assert "leaders" in lit(book)
    fill(book, Readiness(volunteer="bo", topic="Excel", level="co_delivered", on=ago(5)))
    assert "supercharge" in lit(book)


def test_your_word_lights_what_the_book_cannot_tell_and_can_be_taken_back(book: Book) -> None:
    fill(book, Word(about="together:talk", note="the channel runs", on=ago(3)))
    assert lit(book) == {"talk"}
    assert word(latest(book), "together:talk")
    fill(book, Word(about="together:talk", stands="not_yet", on=ago(1)))
    assert lit(book) == set()


# -- needs -----------------------------------------------------------------------------------------


def test_needs_wait_on_week_until_something_is_done(book: Book) -> None:
    fill(
        book,
        *members("ann"),
        Need(id="old", what="a microphone", kind="tools", who="ann", on=ago(15)),
        Need(id="young", what="a room", kind="tools", on=ago(14)),
        Need(id="met", what="a workshop", who="ann", on=ago(90), status="met", done="went there", done_on=ago(60)),
    )
    assert [need.id for need in all_needs(book)] == ["old", "young", "met"]
    assert [need.id for need in waiting(book, TODAY)] == ["old"]
    (act,) = [act for act in plan(book, TODAY).acts if act.verb == "Answer"]
    assert (act.subject, act.name, act.reason) == ("old", "a microphone", "tools, requested 15 days ago")
    assert stands(book.needs["met"]) == "met 24 Sep: went there"


def test_needs_stand_on_the_persons_page(book: Book) -> None:
    fill(book, *members("ann"), Need(id="n", what="a microphone", who="ann", on=ago(15)))
    sections = {section.title: section.lines for section in page(book, book.volunteers["ann"], TODAY).now}
    (line,) = sections["Needs · 1"]
    assert (line.what, line.more, line.record) == ("a microphone", "open", book.needs["n"])


def test_what_is_settled_says_how() -> None:
    with pytest.raises(Invalid, match="the action taken"):
        check_settled(Need(what="x", on=TODAY, status="met", done="  "))
    check_settled(Need(what="x", on=TODAY, status="in_progress"))
    check_settled(Need(what="x", on=TODAY, status="not_possible", done="no money"))


def test_who_leaves_the_book_leaves_the_need(book: Book) -> None:
    fill(book, *members("ann"), Need(id="n", what="a microphone", who="ann", on=ago(15)))
    with book.change("Delete") as change:
        change.remove(book.volunteers["ann"])
    assert book.needs["n"].who == ""
