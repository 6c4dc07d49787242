"""What ``record`` understands, refuses and says of a gathering."""

from __future__ import annotations

import pytest

from store.book.book import Book
from store.commands.plan import Plan
from store.commands.recording import RecordGathering
from store.core.errors import GuildbookError
from store.model.community import Community
from store.week.plan import plan
from tests.support.making import TODAY, ago, fill, gathering, held, members, ritual

WORDS = "Li sends the slides by 27 Nov"


@pytest.fixture
def club(book: Book) -> Book:
    """Five members who were at a book club each week; one of them is not recorded, and one is today."""
    came = ("ana", "bo", "cy", "di", "el")
    rule = ritual("club", "Book club", start=ago(14), preparation=("room", "Rolls", "tea"))
    first = held(14, *came, name="Book club", id=f"club-{ago(14):%Y%m%d}", ritual="club", due_on=ago(14), host="bo")
    fill(book, *members(*came), rule, first, gathering(-60, "Fair", id="fair"), gathering(-61, "Gala", id="gala"))
    fill(book, Community(organiser="Pat Quist"))
    return book


def planned(book: Book, name: str = "book club", **said: object) -> Plan:
    return RecordGathering(gathering=name, **said).plan(book, TODAY)  # type: ignore[arg-type]


def number_of(book: Book, words: str) -> str:
    week = plan(book, TODAY)
    return next(week.numbers[act.key] for act in week.all_acts if words in act.title)


@pytest.mark.parametrize(
    ("day", "said", "refused"),
    [
        (7, {"host": "ana"}, "--attendees usual (Ana, Bo, Cy and 2 more)"),
        (7, {"notes": "Good."}, "--attendees none"),
        (7, {"learners": 3}, "--attendees none"),
        (7, {"attendees": "none"}, ""),
        (0, {"host": "ana"}, ""),
        (0, {"attendees": "usual"}, ""),
        (-7, {"host": "ana"}, ""),
        (-7, {"attendees": "usual"}, "No gathering up to today"),
        (14, {"host": "ana"}, ""),
        (14, {"notes": "Good."}, ""),
    ],
)
def test_what_may_be_said_of_a_day(club: Book, day: int, said: dict[str, object], refused: str) -> None:
    name = f"book club {ago(day)}"
    if not refused:
        assert planned(club, name, **said).label
        return
    with pytest.raises(GuildbookError) as error:
        planned(club, name, **said)
    assert refused in str(error.value)


def test_what_lies_ahead_is_recorded_once_it_is_held(club: Book) -> None:
    fill(club, gathering(-3, "Open day", id="open"))
    number = number_of(club, "Open day")
    with pytest.raises(GuildbookError, match="Record it once it has been held"):
        planned(club, number, attendees="none")
    assert planned(club, number, host="me").label == "Arrange Open day"


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ({"prepared": ("ro",)}, "Prepare Book club"),
        ({"prepared": ("ro",), "host": "me"}, "Arrange Book club"),
        ({"host": "me"}, "Arrange Book club"),
        ({"cohosts": "ana"}, "Arrange Book club"),
        ({"attendees": "none", "host": "me"}, "Record Book club"),
        ({"attendees": "none", "links": ("https://example.org/deck.pdf",)}, "Record Book club"),
    ],
)
def test_how_undo_names_it(club: Book, said: dict[str, object], label: str) -> None:
    assert planned(club, f"book club {TODAY}", **said).label.startswith(label)


def test_a_day_two_months_ahead_can_be_arranged_and_none_beyond(club: Book) -> None:
    assert planned(club, "fair", host="me").told[1:] == ("- Host: you",)
    with pytest.raises(GuildbookError, match="No gathering matches"):
        planned(club, "gala", host="me")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"attendees": "ana and bo"}, "- Attendees: 2: Ana and Bo"),
        ({"attendees": "Ana; Bo, cy & ana"}, "- Attendees: 3: Ana, Bo and Cy"),
        ({"attendees": "none"}, "- Attendees: 0"),
        ({"attendees": " USUAL "}, "- Attendees: 5: Ana, Bo, Cy, Di and El"),
        ({"attendees": "none", "learners": 0}, "- Learners: 0"),
        ({"attendees": "none", "prepared": ("r",)}, "- Prepared: room and Rolls"),
        ({"attendees": "none", "prepared": ("all",)}, "- Prepared: room, Rolls and tea"),
        ({"attendees": "none", "host": "pat quist"}, "- Host: you"),
        ({"attendees": "none", "decisions": WORDS}, "- 1 request not added"),
    ],
)
def test_what_is_told_before_it_is_saved(club: Book, said: dict[str, object], told: str) -> None:
    fill(club, *members("li", "anton"))
    lines = planned(club, f"book club {ago(7)}", **said).told
    assert [line for line in lines if line.startswith(told)], lines


def test_requests_are_added_when_they_are_wanted(club: Book) -> None:
    fill(club, *members("li", "anton"))
    planned(club, f"book club {ago(7)}", attendees="none", decisions=WORDS).carry_out(club)
    assert not club.asks
    again = planned(club, f"book club {ago(7)}", requests=True)
    assert not [line for line in again.told if "not added" in line]
    again.carry_out(club)
    assert [(ask.who, ask.what) for ask in club.asks.values()] == [("li", "sends the slides")]


def test_a_number_is_that_of_a_to_do_about_one_gathering(club: Book) -> None:
    fill(club, gathering(3, "Open talk", id="talk"), *members("old", stage="onboarding", when=40))
    assert planned(club, number_of(club, "Open talk"), attendees="none").label == "Record Open talk"
    with pytest.raises(GuildbookError, match="not about one gathering"):
        planned(club, number_of(club, "Old"), attendees="none")


def test_lines_that_are_there_are_not_added_again(club: Book) -> None:
    day = f"book club {ago(14)}"
    for notes in ("One.\nTwo.", "Two.\nThree."):
        planned(club, day, notes=notes).carry_out(club)
    kept = club.gatherings[f"club-{ago(14):%Y%m%d}"]
    assert (kept.notes, kept.host, len(kept.attended)) == ("One.\nTwo.\nThree.", "bo", 5)


def test_what_is_skipped_has_not_been_held(club: Book) -> None:
    with pytest.raises(GuildbookError, match="already held"):
        planned(club, f"book club {ago(14)}", skipped=True)
    assert planned(club, f"book club {ago(7)}", skipped=True).label == "Skip Book club"
