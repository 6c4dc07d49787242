"""Whose support there is, who answers for what, what is planned to be told, and one stakeholder's page."""

from __future__ import annotations

from datetime import timedelta

import pytest

from store.book.book import Book
from store.core.record import ORGANISER
from store.integrity.check import findings
from store.integrity.erasure import erase
from store.model.people import Ask, Contact, Volunteer
from store.model.recognition import Recognition
from store.model.stakeholders import Duty, Leg, Post, Stakeholder, Update
from store.profiles.stakeholder import page
from store.updates.stakeholder_map import balance, by_leg, power_grid, quadrant, shared, stance, to_win
from store.week.plan import plan
from tests.support.making import TODAY, ago, fill


def some(**legs: int) -> list[Stakeholder]:
    return [Stakeholder(name=f"{leg} {n}", leg=leg) for leg, count in legs.items() for n in range(count)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("legs", "told"),
    [
        ({}, "no stakeholders yet; aim for all 3 audiences"),
        (
            {"management": 2},
            "0 training, 2 management and 0 learners; not represented: training department and learners",
        ),
        (
            {"training": 1, "management": 1, "learners": 1},
            "1 training, 1 management and 1 learners: all 3 audiences are represented",
        ),
        (
            {"training": 1, "management": 3, "learners": 1},
            "1 training, 3 management and 1 learners: mostly management",
        ),
    ],
)
def test_the_balance_of_the_legs(book: Book, legs: dict[Leg, int], told: str) -> None:
    fill(book, *some(**legs)) if legs else None
    assert balance(book) == told
    assert {leg: len(found) for leg, found in by_leg(book).items()} == {
        "training": 0,
        "management": 0,
        "learners": 0,
    } | legs


@pytest.mark.parametrize(
    ("power", "interest", "place"),
    [
        ("high", "high", "key player"), ("high", "low", "keep satisfied"), ("low", "high", "keep informed"),
        ("low", "low", "minimal effort"), ("not_set", "high", "not assessed"), ("low", "not_set", "not assessed"),
    ],
)  # fmt: skip
def test_power_and_interest(book: Book, power: str, interest: str, place: str) -> None:
    who = Stakeholder(id="eva", name="Eva", power=power, interest=interest)  # type: ignore[arg-type]
    assert quadrant(who) == place
    fill(book, who)
    assert {name for name, found in power_grid(book).items() if found} == {place}


def test_where_somebody_stands_and_should() -> None:
    who = Stakeholder(name="Eva", engagement="neutral", wanted="supportive")
    assert (stance(who), to_win(who)) == ("neutral → supportive", True)
    assert (stance(Stakeholder(name="E", engagement="leading", wanted="neutral")), to_win(who)) == (
        "leading → neutral",
        True,
    )
    assert stance(Stakeholder(name="E", wanted="leading")) == "? → leading"
    assert stance(Stakeholder(name="E", engagement="neutral")) == "neutral"
    assert stance(Stakeholder(name="E")) == ""
    assert not to_win(Stakeholder(name="E", engagement="leading", wanted="neutral"))


def test_who_answers_for_what_and_the_gaps(book: Book) -> None:
    fill(
        book, Stakeholder(id="eva", name="Eva", leg="management"), Volunteer(id="ann", name="Ann"),
        Duty(phase="analyse", who=ORGANISER), Duty(phase="deliver", who="ann"), Duty(phase="deliver", who="eva"),
    )  # fmt: skip
    found = {one.phase: one for one in shared(book)}
    assert {phase: one.gap for phase, one in found.items()} == {
        "analyse": "you alone", "design": "no one", "develop": "no one", "deliver": "",
        "evaluate": "no one",
    }  # fmt: skip
    assert [duty.who for duty in found["deliver"].duties["learners"]] == ["ann"]
    assert [duty.who for duty in found["deliver"].duties["management"]] == ["eva"]
    assert [duty.who for duty in found["analyse"].duties["training"]] == [ORGANISER]


def test_whoever_is_erased_answers_for_nothing_and_owns_no_post(book: Book) -> None:
    fill(book, Volunteer(id="ann", name="Ann Zorn"), Duty(id="d", phase="deliver", who="ann"))
    fill(book, Post(id="p", what="How Ann Zorn began", on=TODAY, owner="ann", text="Zorn dared."))
    erase(book, book.volunteers["ann"])
    assert not book.duties
    assert (book.posts["p"].owner, book.posts["p"].what, book.posts["p"].text) == (
        "",
        "How someone began",
        "someone dared.",
    )
    assert list(findings(book)) == []


def test_a_stakeholders_page_holds_everything_about_them(book: Book) -> None:
    eva = Stakeholder(
        id="eva", name="Eva", job="COO", power="high", interest="low", manager="Ida", stake="less waste"
    )
    fill(
        book, eva, Contact(who="eva", on=ago(2), note="by the coffee"), Ask(who="eva", what="open the day", on=ago(20)),
        Recognition(to=("eva",), behaviour="speaks up for us", words="Thank you", on=ago(5)), Duty(phase="design", who="eva"),
        Update(id="u", to=("eva",), since=ago(9), until=ago(9), state="sent", sent_on=ago(9), subject="INFO: us"),
    )  # fmt: skip
    found = page(book, eva, TODAY)
    text = "\n".join(
        f"{s.title}|{line.mark}|{line.what}|{line.more}" for s in (*found.now, *found.history) for line in s.lines
    )
    for told in (
        "Updates|Frequency|monthly|", "Contact|Last contact|Sat 21 Nov|", "Requests · 1|Recently|1 request in 60 days, 1 open|",
        "Position|Position|keep satisfied|", "Contact|Manager|Ida|", "What they care about|What’s in it for them|less waste|",
        "Responsibilities|design|who designs the training|", "Requests · 1|Tue 3 Nov|open the day|open",
        "Contacts · 1|Sat 21 Nov|by the coffee|", "Thank-yous · 1|Wed 18 Nov|Thank you|", "Sent · 1 update|Sat 14 Nov|INFO: us|",
    ):  # fmt: skip
        assert told in text, text
    assert found.head[0][0] == ("Update due Mon 14 Dec", "strong")
    assert "not_set" not in text
    assert [act.name for act in plan(book, TODAY).acts if act.verb == "Remind"] == ["Eva"]
    assert plan(book, TODAY + timedelta(days=30)).acts
