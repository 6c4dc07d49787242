"""Who did something and was not thanked: the rules of counting."""

from __future__ import annotations

from typing import get_args

import pytest

from store.book.book import Book
from store.core.record import ORGANISER
from store.model.calendar import Gathering
from store.model.community import Community
from store.model.people import Volunteer
from store.model.recognition import Contribution, ContributionKind
from store.recognition.recognition import (
    BEHAVIOUR_OF,
    THANKS_WITHIN,
    Deed,
    counted_already,
    deeds,
    first_sentence,
    guessed,
    last_thanks,
    sessions,
    unthanked,
)
from tests.support.making import TODAY, ago, fill, led, thanks

ANN, IDA = Volunteer(id="ann", name="[/x] Ann [Ops]"), Volunteer(id="ida", name="Ida")


def waiting(book: Book) -> dict[str, int]:
    return {found.volunteer.id: len(found.deeds) for found in unthanked(book, TODAY)}


@pytest.mark.parametrize(
    ("done", "thanked", "left"),
    [
        ([5], [], 1),
        ([0], [], 1),
        ([THANKS_WITHIN], [], 1),
        ([THANKS_WITHIN + 1], [], 0),
        ([-1], [], 0),  # not done yet
        ([5], [5], 0),  # thanked the same day
        ([5], [4], 0),
        ([5], [6], 1),  # thanked before
        ([9, 5, 1], [5], 1),
        ([9, 5, 1], [10], 3),
        ([9, 5, 1], [1], 0),
        ([9, 5, 1], [9, 7], 2),
        ([5, 5], [], 2),
    ],
)
def test_what_was_done_after_the_last_thanks_waits(
    book: Book, done: list[int], thanked: list[int], left: int
) -> None:
    fill(book, ANN, *(led(days) for days in done), *(thanks(days, "ann") for days in thanked))
    assert waiting(book) == ({"ann": left} if left else {})


def test_thanks_answer_for_those_they_name_only(book: Book) -> None:
    fill(book, ANN, IDA, led(5), led(5, "ida"), thanks(3, "ida"))
    assert waiting(book) == {"ann": 1}
    fill(book, thanks(2, "ann", "ida"))
    assert waiting(book) == {}
    assert last_thanks(book) == {"ann": ago(2), "ida": ago(2)}


def test_hosting_marked_in_the_calendar_counts_by_itself(book: Book) -> None:
    fill(
        book,
        ANN,
        IDA,
        Gathering(id="g", name="AMA", on=ago(3), state="held", host="ann", cohosts=("ida", "ann"), minutes=45),
        Gathering(name="Planned", on=ago(2), host="ann"),
        Gathering(name="Skipped", on=ago(2), host="ann", state="skipped"),
        Gathering(name="Mine", on=ago(2), host=ORGANISER, state="held"),
        Gathering(name="No one's", on=ago(2), state="held", attended=("ann",)),
    )
    assert waiting(book) == {"ann": 1, "ida": 1}
    assert Deed("ann", ago(3), "hosted_ritual", "AMA", 45, 0, "g") in list(deeds(book))


def test_most_deeds_come_first_then_the_longest_wait(book: Book) -> None:
    raj = Volunteer(id="raj", name="Raj")
    fill(book, ANN, IDA, raj, led(2), led(3, "ida"), led(4, "raj"), led(1, "raj"))
    found = unthanked(book, TODAY)
    assert [(who.volunteer.id, who.days) for who in found] == [("raj", 4), ("ida", 3), ("ann", 2)]
    assert [deed.on for deed in found[0].deeds] == [ago(4), ago(1)]


def test_why_says_what_waits_for_thanks(book: Book) -> None:
    kinds: list[ContributionKind] = ["brought_idea", "brought_idea", "shared_material", "shared_material"]
    fill(book, ANN, led(9), led(8), *(Contribution(volunteer="ann", kind=kind, on=ago(2)) for kind in kinds[:2]))
    assert unthanked(book, TODAY)[0].why == "led 2 sessions and brought 2 ideas"
    fill(book, *(Contribution(volunteer="ann", kind=kind, on=ago(1)) for kind in kinds[2:]))
    assert unthanked(book, TODAY)[0].why == "led 2 sessions, brought 2 ideas and 1 more"
    fill(book, thanks(2, "ann"))
    assert unthanked(book, TODAY)[0].why == "shared material (2×)"
    assert unthanked(book, TODAY)[0].last_thanked == ago(2)


def test_somebody_no_longer_in_the_book_waits_for_nothing(book: Book) -> None:
    fill(book, ANN, led(2))
    with book.change("Remove") as change:
        change.remove(ANN)
    assert unthanked(book, TODAY) == []


def test_every_kind_of_contribution_has_its_behaviour_and_its_sentence() -> None:
    for kind in get_args(ContributionKind):
        assert kind in BEHAVIOUR_OF
        said = first_sentence("[/x] Ann", (Deed("ann", TODAY, kind, "‘Excel’", 0, 0, "c"),))
        assert said.startswith("Thank you, [/x], for ")
        assert said.endswith(".")


def test_the_first_sentence_tells_the_last_deed_and_its_reach() -> None:
    done = Deed("ann", TODAY, "led_session", "Excel", 90, 12, "c")
    said = first_sentence("Ann Lee", (done,))
    assert said.startswith("Thank you, Ann, for ")
    assert "‘Excel’" in said
    assert "12 colleagues" in said
    assert first_sentence("Ann Lee", ()) == "Thank you, Ann, for "


# -- with whom, and what the calendar tells by itself ----------------------------------------------


def told(book: Book) -> list[tuple[str, str, str]]:
    return sorted((deed.volunteer, deed.kind, deed.source) for deed in deeds(book))


def test_whoever_did_it_together_is_not_logged_twice(book: Book) -> None:
    fill(book, ANN, IDA, led(5, id="c", topic="Excel", together=("ida", "ann"), learners=9))
    assert told(book) == [("ann", "led_session", "c"), ("ida", "co_led_session", "c")]
    assert waiting(book) == {"ann": 1, "ida": 1}
    [session] = sessions(book, ago(9), TODAY)
    assert (session.leaders, session.learners, session.made) == (("ann", "ida"), 9, ("c",))
    fill(book, Contribution(id="own", volunteer="ida", kind="co_led_session", on=ago(5), topic="EXCEL"))
    assert told(book) == [("ann", "led_session", "c"), ("ida", "co_led_session", "own")]


@pytest.mark.parametrize(
    ("kind", "partner"),
    [("shared_material", "shared_material"), ("hosted_ritual", "hosted_ritual"), ("mentored_trainer", "")],
)
def test_how_it_counts_for_the_others(book: Book, kind: ContributionKind, partner: str) -> None:
    fill(book, ANN, IDA, Contribution(id="c", volunteer="ann", kind=kind, on=ago(5), together=("ida",)))
    assert [what for who, what, _ in told(book) if who == "ida"] == ([partner] if partner else [])


def test_leading_marked_in_the_calendar_is_a_session_by_itself(book: Book) -> None:
    taught = {"name": "Lab", "topic": "Excel", "on": ago(3), "state": "held", "learners": 7}
    fill(book, ANN, IDA, Gathering(id="g", host="ann", cohosts=("ida",), **taught))  # type: ignore[arg-type]
    assert told(book) == [("ann", "led_session", "g"), ("ida", "co_led_session", "g")]
    [session] = sessions(book, ago(9), TODAY)
    assert (session.id, session.leaders, session.topic, session.learners) == ("g", ("ann", "ida"), "Excel", 7)
    assert session.made == ()
    fill(book, led(3, id="c", topic="excel"))  # logged by hand as well: still one
    assert told(book) == [("ann", "led_session", "c"), ("ida", "co_led_session", "g")]
    assert len(sessions(book, ago(9), TODAY)) == 1


@pytest.mark.parametrize(
    ("kind", "more", "already"),
    [
        ("hosted_ritual", {}, True),
        ("hosted_ritual", {"topic": "AMA"}, True),
        ("hosted_ritual", {"topic": "other"}, False),
        ("hosted_ritual", {"gathering": "g", "topic": "other"}, True),
        ("led_session", {}, False),
        ("shared_material", {"gathering": "g"}, False),
        ("hosted_ritual", {"volunteer": "ida"}, False),
        ("hosted_ritual", {"on": ago(4)}, False),
    ],
)
def test_what_counts_by_itself_is_not_logged_again(
    book: Book, kind: ContributionKind, more: dict[str, object], already: bool
) -> None:
    fill(book, ANN, IDA, Gathering(id="g", name="AMA", on=ago(3), state="held", host="ann"))
    made = Contribution(**{"volunteer": "ann", "kind": kind, "on": ago(3), **more})  # type: ignore[arg-type]
    assert (counted_already(book, made) is not None) == already
    fill(book, made)
    assert len(told(book)) == (1 if already else 2)


def test_when_thanks_are_a_task_is_set_in_the_settings(book: Book) -> None:
    fill(book, ANN, IDA, led(5), led(40, "ida"))
    assert waiting(book) == {"ida": 1, "ann": 1}
    fill(book, Community(thank_after=7))
    assert waiting(book) == {"ida": 1}
    fill(book, Community(thank_within=30))
    assert waiting(book) == {"ann": 1}


def test_the_behaviour_is_guessed_out_of_those_that_are_wanted(book: Book) -> None:
    assert guessed(book, "mentored_trainer") == "helps others"
    fill(book, Community(behaviours=("is brave", "shares knowledge")))
    assert guessed(book, "mentored_trainer") == "is brave"
    assert guessed(book) == "shares knowledge"


@pytest.mark.parametrize(
    ("kind", "topic", "told"),
    [
        ("co_led_session", "EXCEL", True),
        ("led_session", "excel", True),  # leading and co-leading are one thing told in two ways
        ("led_session", "Word", False),
        ("shared_material", "Excel", False),
    ],
)
def test_who_did_it_together_counts_once_where_they_logged_it_too(
    book: Book, kind: ContributionKind, topic: str, told: bool
) -> None:
    own = Contribution(id="own", volunteer="ida", kind=kind, on=ago(3), topic=topic)
    fill(book, ANN, IDA, led(3, id="anns", topic="Excel", together=("ida", "ann", "ida")), own)
    found = sorted((deed.volunteer, deed.source) for deed in deeds(book))
    assert found == [("ann", "anns"), *([] if told else [("ida", "anns")]), ("ida", "own")]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"topic": "Excel", "minutes": 90, "learners": 4, "note": "x\ny"}, ("Excel", 90, 4)), ({"note": "At noon\nin the hall"}, ("At noon", 0, 0)), ({}, ("", 0, 0)),
    ],
)  # fmt: skip
def test_what_a_contribution_tells(book: Book, more: dict[str, object], told: tuple[str, int, int]) -> None:
    fill(book, ANN, led(3, **more))
    [deed] = deeds(book, ago(3), ago(3))
    assert (deed.what, deed.minutes, deed.learners) == told


@pytest.mark.parametrize(
    ("host", "cohosts", "topic", "told"),
    [
        ("ann", (), "", [("ann", "hosted_ritual")]), ("ann", ("ida",), "Excel", [("ann", "led_session"), ("ida", "co_led_session")]), ("", ("ida",), "Excel", [("ida", "co_led_session")]),
        (ORGANISER, ("ida", ORGANISER), "", [("ida", "hosted_ritual")]), ("ann", ("ann",), "Excel", [("ann", "led_session")]), ("", (), "Excel", []),
    ],
)  # fmt: skip
def test_what_the_calendar_tells_of_hosts(
    book: Book, host: str, cohosts: tuple[str, ...], topic: str, told: list[tuple[str, str]]
) -> None:
    fill(
        book,
        ANN,
        IDA,
        Gathering(id="g", name="Lab", on=ago(3), state="held", host=host, cohosts=cohosts, topic=topic),
    )
    found = [*deeds(book, ago(3), ago(3))]
    assert [(deed.volunteer, deed.kind) for deed in found] == told
    assert {(deed.what, deed.minutes, deed.learners) for deed in found} == (
        {(topic or "Lab", 0, 0)} if told else set()
    )


@pytest.mark.parametrize(
    ("made", "counted"),
    [
        (led(3, topic="excel"), True), (led(3), True), (led(3, topic="Word"), False), (led(4, topic="Excel"), False), (led(4, topic="Word", gathering="g"), True), (led(3, "ida", topic="Excel"), False),
        (led(3, topic="Excel", kind="shared_material"), False),
    ],
)  # fmt: skip
def test_what_the_calendar_counts_already(book: Book, made: Contribution, counted: bool) -> None:
    fill(
        book,
        ANN,
        IDA,
        Gathering(id="g", name="Lab", topic="Excel", on=ago(3), state="held", host="ann"),
        Gathering(id="p", name="Lab", topic="Word", on=ago(3), host="ann"),
    )
    assert bool(counted_already(book, made)) == counted


def test_a_session_of_several_has_the_most_learners_and_those_who_led_first(book: Book) -> None:
    fill(
        book,
        ANN,
        IDA,
        led(3, "ida", id="b", kind="co_led_session", topic="Excel", learners=9),
        led(3, id="a", topic="excel", learners=4),
        led(3, id="c"),
        led(3, "ida", id="d", kind="co_led_session", topic="Word"),
    )
    found = {session.id: session for session in sessions(book, ago(3), ago(3))}
    assert (found["a"].leaders, found["a"].learners, found["a"].made, found["a"].helped_only) == (
        ("ann", "ida"),
        9,
        ("a", "b"),
        False,
    )
    assert (found["c"].learners, found["c"].topic, found["c"].helped_only, found["d"].helped_only) == (
        0,
        "",
        False,
        True,
    )


@pytest.mark.parametrize(
    ("after", "within", "days", "asked"),
    [(3, 30, 3, True), (3, 30, 2, False), (0, 30, 30, True), (0, 30, 31, False)],
)
def test_when_thanks_are_due_is_said_in_the_settings(
    book: Book, after: int, within: int, days: int, asked: bool
) -> None:
    fill(book, ANN, led(days), Community(thank_after=after, thank_within=within))
    assert bool(unthanked(book, TODAY)) == asked
