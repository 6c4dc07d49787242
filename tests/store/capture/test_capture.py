"""One line understood: what it would save, what it asks, and that no word of it is lost in silence."""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import to_builtins

from store.book.book import Book
from store.capture import Proposal, read
from store.capture.context import NO_DAY
from store.capture.name_resolver import BY_NAME, NEW, NO_ONE
from store.core.fields import LONGEST_LINE
from store.core.record import ORGANISER, Record
from store.core.text import one_line
from store.core.validation import problems
from store.model.calendar import Gathering, Ritual
from store.model.community import DATE_ORDERS, Community
from store.model.finance import Cost
from store.model.people import Ask, Contact, Department, Need, Reminder, Volunteer
from store.model.recognition import Contribution, Recognition
from store.model.stages import Move
from store.model.stakeholders import Stakeholder
from store.model.training_requests import TrainingRequest
from tests.support.making import HOSTILE, TODAY, ago, fill

FRIDAY, YESTERDAY = date(2026, 11, 27), date(2026, 11, 22)


@pytest.fixture(scope="module")
def guild(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """A community with two Anas, a stakeholder, a name with accents and one that is hostile."""
    from store.core.dates import Clock

    book = Book.open(tmp_path_factory.mktemp("capture") / "book.json", Clock(TODAY), create=True)
    fill(
        book,
        Department(id="sales", name="Sales"),
        Volunteer(id="ana", name="Ana Ruiz", department="sales"),
        Volunteer(id="ana2", name="Ana Costa", job="Nurse"),
        Volunteer(id="priya", name="Priya Nair"),
        Volunteer(id="tom", name="Tom Okafor", department="sales"),
        Volunteer(id="elif", name="Elif Yıldız"),
        Volunteer(id="chloe", name="Chloé Martin"),
        Volunteer(id="ann", name=HOSTILE),
        Volunteer(id="mark", name="Mark Stone"),
        Stakeholder(id="marta", name="Marta Weiss", job="COO"),
        Contribution(id="led", volunteer="priya", kind="led_session", on=ago(3), topic="Feedback basics"),
        Ritual(id="ama", name="Ask me anything", kind="ask_me_anything", start=ago(12), rule="FREQ=WEEKLY"),
        Gathering(id="talk", name="Open talk", on=ago(2), at=time(14)),
        Gathering(id="past", name="Book club", on=ago(4), state="held", host="priya"),
        Cost(id="mug", what="Mugs", amount=Decimal(30), on=ago(40), bucket="other"),
    )
    return book


def said(proposal: Proposal) -> dict[str, str]:
    return dict(proposal.told)


def only(proposal: Proposal, kind: type[Record]) -> Any:
    assert proposal.ready, (proposal.missing, proposal.questions)
    (record,) = proposal.records
    assert isinstance(record, kind)
    assert problems(record) == {}
    return record


# -- the lines one would type ----------------------------------------------------------------------


def test_a_thank_you(guild: Book) -> None:
    proposal = read("thank Priya for the feedback session", guild, TODAY)
    thanks = only(proposal, Recognition)
    assert (thanks.to, thanks.on, thanks.contribution) == (("priya",), TODAY, "led")
    assert thanks.words == "Thank you, Priya, for the feedback session."
    assert thanks.behaviour == "shares knowledge"
    assert said(proposal)["When"] == "Mon 23 Nov 2026, today"
    assert said(proposal)["Contribution"] == "led a session ‘Feedback basics’, Fri 20 Nov"
    assert proposal.label == "Thank Priya Nair"


def test_a_day_in_the_reason_is_the_day_of_what_was_done(guild: Book) -> None:
    proposal = read("thank Tom for the talk yesterday", guild, TODAY)
    assert only(proposal, Recognition).on == TODAY
    assert said(proposal)["On"] == "Sun 22 Nov 2026, yesterday"
    assert (
        said(proposal)["Message"] == "Thank you, Tom, for the talk on Sun 22 Nov."
    )  # true for whoever reads it later
    proposal = read("thanked Tom yesterday for the talk", guild, TODAY)
    assert only(proposal, Recognition).on == YESTERDAY


def test_several_are_thanked_at_once_and_one_outside_the_book_by_name(guild: Book) -> None:
    line = "thanks to Tom, Priya and Zoe for the summer party"
    proposal = read(line, guild, TODAY)
    assert [question.key for question in proposal.questions] == ["unknown:zoe"]
    thanks = only(read(line, guild, TODAY, {"unknown:zoe": BY_NAME}), Recognition)
    assert (thanks.to, thanks.named) == (("tom", "priya"), ("Zoe",))
    assert thanks.words == "Thank you, Tom, Priya and Zoe, for the summer party."


@pytest.mark.parametrize(
    "day",
    [
        "20.11.26", "20/11/26", "20-11-26", "20. 11. 26", "2026.11.20", "20 Nov 26", "20 November '26", "20-Nov-26", "fri 20.11.26",
        "on Fri, the 20th of November 26", "on the 20th",
    ],
)  # fmt: skip
def test_a_day_is_understood_as_people_write_it(guild: Book, day: str) -> None:
    met = only(read(f"met Marta {day}, wants numbers", guild, TODAY), Contact)
    assert (met.on, met.note) == (ago(0) - timedelta(days=3), "Met: wants numbers")
    assert only(read(f"met Marta {day}", guild, TODAY), Contact).note == "Met"
    assert only(read(f"spent 40 cake {day}", guild, TODAY), Cost).on == met.on
    assert only(read(f"spent cake {day}, 40", guild, TODAY), Cost).amount == 40


def test_a_day_goes_on_behind_a_comma(guild: Book) -> None:
    met = only(read("met Marta on Fri, 13 Nov, wants numbers", guild, TODAY), Contact)
    assert (met.on, met.note) == (ago(0) - timedelta(days=10), "Met: wants numbers")


@pytest.mark.parametrize(
    ("line", "words", "days"),
    [
        ("met Marta 11/23/26, wants numbers", "11/23/26", ["2026-11-23", NO_DAY]),  # the other way round here
        ("met Marta 32.11.26", "32.11.26", [NO_DAY]),
        ("met Marta 31 Sept, wants numbers", "31 Sept", [NO_DAY]),
        ("met Marta tue 20.11.26", "tue 20.11.26", ["2026-11-20", "2026-11-17"]),  # a Friday
        ("met Marta 20 Nov 25 ideas", "20 Nov 25", ["2025-11-20", "2026-11-20"]),
        ("spent 40 cake 31.9.26", "31.9.26", [NO_DAY]),
        ("Priya led Excel 11/19/26", "11/19/26", ["2026-11-19", NO_DAY]),
        ("thank Tom 11/19/26 for the talk", "11/19/26", ["2026-11-19", NO_DAY]),
    ],
)
def test_what_only_looks_like_a_day_is_asked_about(guild: Book, line: str, words: str, days: list[str]) -> None:
    (question,) = [question for question in read(line, guild, TODAY).questions if question.key == f"day:{words}"]
    assert [choice.key for choice in question.choices] == days
    for key in days:
        proposal = read(line, guild, TODAY, {question.key: key, f"rest:{words}": "note"})
        assert proposal.ready, proposal
        on = next(getattr(record, "on", None) for record in proposal.records)
        assert on == (TODAY if key == NO_DAY else date.fromisoformat(key))
        kept = " ".join(word for word, part in proposal.parts if part == "text")
        assert (words in kept) == (key == NO_DAY)


@pytest.mark.parametrize(
    "line",
    [
        "met Marta, version 1.2.3 and 10-12 people",
        "met Marta at 10.30",
        "met Marta about the 3rd floor",
        "met Marta on the 3rd floor",
    ],
)
def test_numbers_that_are_no_days_stay_words_unasked(guild: Book, line: str) -> None:
    assert only(read(line, guild, TODAY), Contact).on == TODAY


def test_what_somebody_did(guild: Book) -> None:
    proposal = read("Priya led Excel with Tom 2h 14 people", guild, TODAY)
    made = only(proposal, Contribution)
    assert (made.volunteer, made.kind, made.topic, made.together) == ("priya", "led_session", "Excel", ("tom",))
    assert (made.minutes, made.learners, made.on) == (120, 14, TODAY)
    assert said(proposal)["Time taken"] == "2 h"


@pytest.mark.parametrize(
    ("time_said", "minutes"),
    [
        ("90 min", 90),
        ("1h30", 90),
        ("1.5 hours", 90),
        ("2hrs", 120),
        ("half an hour", 30),
        ("an hour", 60),
        ("45m", 45),
    ],
)
def test_lengths_of_time_as_people_write_them(guild: Book, time_said: str, minutes: int) -> None:
    made = only(read(f"Tom taught Excel {time_said} for 5 colleagues", guild, TODAY), Contribution)
    assert (made.minutes, made.learners, made.topic) == (minutes, 5, "Excel")


def test_a_gathering_of_the_calendar_is_asked_for_and_marked_held(guild: Book) -> None:
    line = "Priya led AMA 2h 14 people"
    proposal = read(line, guild, TODAY)
    (question,) = proposal.questions
    assert [choice.label for choice in question.choices] == [
        "Ask me anything, Wed 18 Nov",
        "Ask me anything, Wed 11 Nov",
        "None of these",
    ]
    held = only(read(line, guild, TODAY, {question.key: question.choices[0].key}), Gathering)
    assert (held.state, held.host, held.on, held.minutes, held.learners) == (
        "held",
        "priya",
        date(2026, 11, 18),
        120,
        14,
    )
    assert isinstance(read(line, guild, TODAY, {question.key: "own"}).records[0], Contribution)
    proposal = read("Priya led AMA last wed", guild, TODAY)  # the day says which one
    assert only(proposal, Gathering).id == held.id
    assert said(proposal)["When"] == "Wed 18 Nov 2026, 5 days ago"


def test_what_the_organiser_held_is_a_gathering(guild: Book) -> None:
    held = only(read("I and Tom led feedback basics yesterday 1h", guild, TODAY), Gathering)
    assert (held.name, held.host, held.cohosts, held.on) == ("feedback basics", ORGANISER, ("tom",), YESTERDAY)
    assert only(read("I hosted open talk sat", guild, TODAY), Gathering).id == "talk"


def test_what_the_calendar_tells_already_is_not_logged_again(guild: Book) -> None:
    proposal = read("Priya hosted book club 19/11", guild, TODAY)
    assert "already in the calendar" in proposal.missing
    assert not proposal.ready


def test_something_to_do(guild: Book) -> None:
    proposal = read("call Tom fri", guild, TODAY)
    reminder = only(proposal, Reminder)
    assert (reminder.what, reminder.who, reminder.on) == ("call Tom", "tom", FRIDAY)
    assert said(proposal)["When"] == "Fri 27 Nov 2026, in 4 days"
    assert only(read("remind me to send the deck to Marta next week", guild, TODAY), Reminder).on == date(
        2026, 11, 30
    )
    reminder = only(read("buy pens", guild, TODAY), Reminder)
    assert (reminder.what, reminder.who, reminder.on) == ("buy pens", "", TODAY)


def test_a_day_that_may_belong_to_what_is_to_be_done_is_asked(guild: Book) -> None:
    line = "book the room for 27/11"
    (question,) = read(line, guild, TODAY).questions
    assert question.text == "Is ‘for 27/11’ the day to do it?"
    for choice, day in zip(question.choices, (FRIDAY, TODAY), strict=True):
        reminder = only(read(line, guild, TODAY, {question.key: choice.key}), Reminder)
        assert (reminder.what, reminder.on) == ("book the room for 27/11", day)


def test_a_word_with_somebody(guild: Book) -> None:
    contact = only(read("met Marta today, wants numbers by fri", guild, TODAY), Contact)
    assert (contact.who, contact.on, contact.note) == ("marta", TODAY, "Met: wants numbers by fri")
    contact = only(read("talked to Tom fri: tired of webinars", guild, TODAY), Contact)
    assert (contact.on, contact.note) == (
        ago(3),
        "Talked: tired of webinars",
    )  # the last Friday, as it tells of what was
    assert {c.who for c in read("met Tom and Priya", guild, TODAY).records} == {"tom", "priya"}  # type: ignore[attr-defined]
    assert only(read("Marta, wants numbers", guild, TODAY), Contact).note == "wants numbers"


def test_an_ask_a_need_and_a_cost(guild: Book) -> None:
    ask = only(read("asked Tom to host the spotlight", guild, TODAY), Ask)
    assert (ask.who, ask.what, ask.on) == ("tom", "host the spotlight", TODAY)
    need = only(read("Tom needs a workshop on Excel", guild, TODAY), Need)
    assert (need.who, need.what, need.kind) == ("tom", "a workshop on Excel", "workshop")
    proposal = read("spent 40 cake yesterday", guild, TODAY)
    cost = only(proposal, Cost)
    assert (cost.what, cost.amount, cost.on, cost.state) == ("cake", Decimal(40), YESTERDAY, "spent")
    assert said(proposal)["Amount"] == "€40"
    assert only(read("paid €1,240.50 for mugs", guild, TODAY), Cost).bucket == "other"  # as the last time
    assert only(read("spend 40 EUR on cake fri", guild, TODAY), Cost).on == ago(3)
    assert only(read("spend 40 on cake tomorrow", guild, TODAY), Cost).state == "planned"
    assert "EUR" in read("spent 40 usd on cake", guild, TODAY).missing


def test_somebody_new(guild: Book) -> None:
    volunteer = only(read("Zoe van Dam, Sales, interested, zoe@example.org", guild, TODAY), Volunteer)
    assert (volunteer.name, volunteer.department, volunteer.met_on) == ("Zoe van Dam", "sales", TODAY)
    assert volunteer.email == "zoe@example.org"
    volunteer, moved = read("new Zoe, said yes, 20 nov", guild, TODAY).records
    assert isinstance(volunteer, Volunteer)
    assert isinstance(moved, Move)
    assert (volunteer.yes_on, moved.stage, moved.volunteer) == (ago(3), "said_yes", volunteer.id)


def test_a_yes_is_their_own_and_moves_them_on(guild: Book) -> None:
    volunteer, moved = read("Tom said yes fri", guild, TODAY).records
    assert isinstance(volunteer, Volunteer)
    assert isinstance(moved, Move)
    assert (volunteer.id, volunteer.yes_on, volunteer.yes_words) == ("tom", ago(3), "said yes")
    assert (moved.volunteer, moved.stage, moved.on) == ("tom", "said_yes", ago(3))
    assert [question.key for question in read("Ana said yes", guild, TODAY).questions] == ["which:ana"]
    assert read("Ana said yes", guild, TODAY, {"which:ana": "ana2"}).ready


def test_whom_somebody_mentored(guild: Book) -> None:
    made = only(read("Priya mentored Tom and Elif on Excel 1h", guild, TODAY), Contribution)
    assert (made.kind, made.together, made.topic, made.minutes) == (
        "mentored_trainer",
        ("tom", "elif"),
        "on Excel",
        60,
    )


def test_a_gathering_near_the_day_that_is_said_is_asked_for(guild: Book) -> None:
    (question,) = read("Priya led AMA 17/11", guild, TODAY).questions
    assert [choice.label for choice in question.choices] == ["Ask me anything, Wed 18 Nov", "None of these"]


def test_a_department_that_is_new_is_asked_about(guild: Book) -> None:
    line = "new Zoe, Kitchen"
    (question,) = read(line, guild, TODAY).questions
    assert question.text == "What is ‘Kitchen’?"
    department, volunteer = read(line, guild, TODAY, {question.key: "department"}).records
    assert isinstance(department, Department)
    assert isinstance(volunteer, Volunteer)
    assert (department.name, volunteer.department) == ("Kitchen", department.id)
    assert only(read(line, guild, TODAY, {question.key: "topic"}), Volunteer).topics == ("Kitchen",)
    assert only(read(line, guild, TODAY, {question.key: "note"}), Volunteer).notes == "Kitchen"


def test_somebody_who_is_in_the_book_does_not_come_in_twice_unasked(guild: Book) -> None:
    line = "Ana Ruiz, Sales, interested"
    (question,) = read(line, guild, TODAY).questions
    assert only(read(line, guild, TODAY, {question.key: "ana"}), Contact).who == "ana"
    assert only(read(line, guild, TODAY, {question.key: "another"}), Volunteer).name == "Ana Ruiz"


# -- names -----------------------------------------------------------------------------------------


def test_two_of_one_name_are_never_guessed(guild: Book) -> None:
    (question,) = read("thank ana for the cake", guild, TODAY).questions
    assert (question.key, question.text) == ("which:ana", "Which Ana?")
    assert [(choice.label, choice.detail) for choice in question.choices] == [
        ("Ana Costa", "Nurse"),
        ("Ana Ruiz", "Sales"),
    ]
    thanks = only(read("thank ana for the cake", guild, TODAY, {"which:ana": "ana2"}), Recognition)
    assert thanks.to == ("ana2",)
    assert only(read("thank ana ruiz for the cake", guild, TODAY), Recognition).to == ("ana",)


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("CHLOE", "chloe"), ("chloé martin", "chloe"), ("Martin", "chloe"), ("elif yıldız", "elif"), ("Ann", "ann"),
        (HOSTILE, "ann"), ("Weiss", "marta"), ("Tom's", "tom"),
    ],
)  # fmt: skip
def test_names_without_case_and_accents(guild: Book, typed: str, who: str) -> None:
    assert only(read(f"met {typed} yesterday", guild, TODAY), Contact).who == who


def test_an_unknown_name_is_asked_about_with_those_like_it_first(guild: Book) -> None:
    (question,) = read("met Tim today", guild, TODAY).questions
    assert question.text == "Who is ‘Tim’?"
    (question,) = read("call Chleo fri", guild, TODAY).questions
    assert question.choices[0].label == "Chloé Martin"
    fresh, contact = read("met Tim today", guild, TODAY, {"unknown:tim": NEW}).records
    assert isinstance(fresh, Volunteer)
    assert isinstance(contact, Contact)
    assert (fresh.name, contact.who) == ("Tim", fresh.id)
    reminder = only(read("call Chleo fri", guild, TODAY, {"unknown:chleo": NO_ONE}), Reminder)
    assert (reminder.what, reminder.who) == ("call Chleo", "")


# -- what is not understood ------------------------------------------------------------------------


def test_words_between_are_asked_about(guild: Book) -> None:
    line = "thank Tom blah blah for the cake"
    (question,) = read(line, guild, TODAY).questions
    assert question.text == "‘blah blah’ was not understood"
    kept = only(read(line, guild, TODAY, {question.key: "note"}), Recognition)
    assert kept.words.endswith("blah blah")
    assert "blah" not in only(read(line, guild, TODAY, {question.key: "out"}), Recognition).words


def test_a_line_that_says_nothing_of_itself_is_asked_what_it_is(guild: Book) -> None:
    (question,) = read("the projector is broken", guild, TODAY).questions
    assert question.text == "What kind of entry is this?"
    reminder = only(read("the projector is broken", guild, TODAY, {question.key: "to do"}), Reminder)
    assert reminder.what == "the projector is broken"
    need = only(read("Tom a new chair", guild, TODAY, {question.key: "need"}), Need)
    assert (need.who, need.what) == ("tom", "a new chair")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("thank", "Who?"),
        ("thank Tom", "What for?"),
        ("met", "Who with?"),
        ("asked Tom", "What for?"),
        ("spent cake", "How much?"),
        ("spent 40", "What for?"),
        ("I led", "What was it?"),
        ("new", "Who?"),
        ("Priya led Excel tomorrow", "in the future"),
        ("met Tom 2027-01-01", "in the future"),
        ("call Tom 1/11", "in the past"),
        ("x" * (LONGEST_LINE + 1), "longer than"),
    ],
)
def test_what_is_missing_is_said(guild: Book, line: str, words: str) -> None:
    proposal = read(line, guild, TODAY)
    assert words in proposal.missing
    assert not proposal.ready


def test_days_are_read_as_the_book_has_them(tmp_path: Any) -> None:
    from store.core.dates import Clock

    with Book.open(tmp_path / "us.json", Clock(TODAY), create=True) as book:
        fill(book, Community(date_order=DATE_ORDERS[1]), Volunteer(id="tom", name="Tom"))
        assert only(read("met Tom 11/10", book, TODAY), Contact).on == date(2026, 11, 10)


KNOWN = [
    "thank", "thanks", "met", "call", "asked", "spent", "led", "hosted", "needs", "new", "for", "to", "with",
    "and", "on", "by", "at", "about", "fri", "yesterday", "tomorrow", "27/11", "2h", "90", "min", "14", "people",
    "40", "EUR", "€12", "Ana", "Tom", "Priya", "Marta", "Zoe", "Ruiz,", "Sales,", "interested,", "said", "yes",
    "AMA", "cake", "[/x]", "Ann", "[Ops]", ",", ";", ":", "-", "«x»", "next", "week", "in", "2", "I", "we", "the",
    "wants", "teach", "can", "planned", "stakeholder", "finished", "onboarding", "did", "not", "take", "place", "1.5", "hours", "a", "half", "an", "hour", "remind", "me", "todo", "email", "who@x.org", "+2w", "last", "mentored"
]  # fmt: skip
LINES = st.lists(st.one_of(st.sampled_from(KNOWN), st.text(max_size=6)), max_size=12).map(" ".join)


@settings(max_examples=200)
@given(LINES, st.integers(0, 3))
def test_no_word_is_dropped_in_silence(guild: Book, line: str, picks: int) -> None:
    answers: dict[str, str] = {}
    proposal = read(line, guild, TODAY, answers)
    for _ in range(8):
        if not proposal.questions:
            break
        question = proposal.questions[0]
        answers[question.key] = question.choices[picks % len(question.choices)].key
        proposal = read(line, guild, TODAY, answers)
    assert [word for word, _ in proposal.parts] == one_line(line).split()
    if not proposal.ready:
        assert proposal.questions or proposal.missing or not line.strip()
        return
    assert all(part for _, part in proposal.parts), proposal.parts
    values = [value for record in proposal.records for value in to_builtins(record).values()]
    kept = " ".join(" ".join(value) if isinstance(value, tuple | list) else str(value) for value in values)
    for word, part in proposal.parts:
        if part in ("text", "who and text"):
            assert word.strip(" ,;:–—-.!") in kept, (word, kept)
    for record in proposal.records:
        assert problems(record) == {}


@given(st.text())
def test_any_text_is_read_without_a_crash(guild: Book, text: str) -> None:
    proposal = read(text, guild, TODAY)
    assert all("\n" not in value for _, value in proposal.told)


# -- whose need it is ------------------------------------------------------------------------------


def test_what_a_stakeholder_needs_is_noted_and_what_a_volunteer_needs_is_a_need(guild: Book) -> None:
    noted = only(read("Marta Weiss needs the numbers by Friday", guild, TODAY), Contact)
    assert (noted.who, noted.on) == ("marta", TODAY)
    assert "the numbers by Friday" in noted.note
    need = only(read("Ana Ruiz needs a workshop on Excel", guild, TODAY), Need)
    assert (need.who, need.what) == ("ana", "a workshop on Excel")


@pytest.mark.parametrize(("day", "meant"), [("14/11", "Wed 11 Nov"), ("15/11", "Wed 18 Nov")])
def test_a_gathering_three_days_off_may_be_the_one_meant(guild: Book, day: str, meant: str) -> None:
    (question,) = read(f"Priya led AMA {day}", guild, TODAY).questions
    assert [choice.label for choice in question.choices] == [f"Ask me anything, {meant}", "None of these"]


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("buy pens for Tom", "tom"),
        ("send the slides to Priya Nair fri", "priya"),
        ("buy pens for tom", ""),  # a single small word may be another
        ("buy a sign to mark the door", ""),
        ("buy the book that Mark wants", "mark"),
    ],
)
def test_whom_something_to_do_is_for_may_stand_anywhere(guild: Book, line: str, who: str) -> None:
    assert only(read(line, guild, TODAY), Reminder).who == who


@pytest.mark.parametrize(
    ("line", "name"),
    [("met Zoe van Dam", "Zoe van Dam"), ("met Zoe van today", "Zoe"), ("met Zoe de la Cruz", "Zoe de la Cruz")],
)
def test_a_small_word_belongs_to_a_name_that_goes_on(guild: Book, line: str, name: str) -> None:
    assert read(line, guild, TODAY).questions[0].text == f"Who is ‘{name}’?"


@pytest.mark.parametrize(
    ("day", "note"), [("2025-11-20", "Met: ideas"), ("2026-11-20", "Met: 25 ideas")], ids=["year", "number"]
)
def test_a_number_behind_a_day_is_its_year_or_stays_with_the_words(guild: Book, day: str, note: str) -> None:
    met = only(read("met Marta 20 Nov 25 ideas", guild, TODAY, {"day:20 Nov 25": day}), Contact)
    assert (met.on, met.note) == (date.fromisoformat(day), note)


# -- what a trainer says most ----------------------------------------------------------------------


def test_the_second_word_before_a_stage_is_a_department(guild: Book) -> None:
    proposal = read("Zoe, Kitchen, interested", guild, TODAY)
    assert said(proposal)["Department"] == "Kitchen (new)"
    department, volunteer = proposal.records
    assert isinstance(department, Department)
    assert isinstance(volunteer, Volunteer)
    assert (department.name, volunteer.department) == ("Kitchen", department.id)


@pytest.mark.parametrize(
    "line",
    [
        "Priya wants to teach Excel", "Priya would like to train Excel.", "Priya can teach Excel", "Priya Nair offers to teach Excel",
        "Priya wants to run a session on Excel",
    ],
)  # fmt: skip
def test_what_someone_wants_to_teach_is_a_topic_of_theirs(guild: Book, line: str) -> None:
    assert only(read(line, guild, TODAY), Volunteer).topics == ("Excel",)


def test_a_topic_may_be_that_of_someone_new_or_known_already(guild: Book) -> None:
    proposal = read("Zoe wants to teach Excel", guild, TODAY, {"unknown:zoe": NEW})
    (volunteer,) = {record.id: record for record in proposal.records}.values()
    assert isinstance(volunteer, Volunteer)
    assert (volunteer.name, volunteer.topics) == ("Zoe", ("Excel",))
    assert "What is needed?" not in read("Priya wants to teach", guild, TODAY).missing
    assert only(read("Tom wants to run the coffee", guild, TODAY), Need).what == "to run the coffee"


@pytest.mark.parametrize(
    ("line", "what", "on"),
    [
        ("planned 200 for 18/12", "Planned cost", date(2026, 12, 18)),
        ("planned 200 for the room on 18/12", "the room", date(2026, 12, 18)),
        ("budgeted €200 for prizes", "prizes", TODAY),
    ],
)
def test_a_cost_that_is_planned(guild: Book, line: str, what: str, on: date) -> None:
    cost = only(read(line, guild, TODAY), Cost)
    assert (cost.what, cost.on, cost.amount, cost.state) == (what, on, Decimal(200), "planned")


@pytest.mark.parametrize(
    ("line", "bucket"),
    [("spent 30 gift card", "other"), ("spent 30 vouchers for hosts", "other"), ("spent 30 room", "operational")],
)
def test_gifts_go_where_the_form_says(guild: Book, line: str, bucket: str) -> None:
    assert only(read(line, guild, TODAY), Cost).bucket == bucket


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Open talk did not take place", ""),
        ("the open talk didn’t happen because of the strike", "of the strike"),
        ("Open talk sat was cancelled", ""),
    ],
)
def test_a_gathering_that_did_not_take_place_is_skipped(guild: Book, line: str, why: str) -> None:
    skipped = only(read(line, guild, TODAY), Gathering)
    assert (skipped.id, skipped.state, skipped.why) == ("talk", "skipped", why)


def test_which_gathering_did_not_take_place_is_asked(guild: Book) -> None:
    (question,) = read("AMA was cancelled", guild, TODAY).questions
    assert [choice.label for choice in question.choices] == [
        "Ask me anything, Wed 18 Nov",
        "Ask me anything, Wed 11 Nov",
    ]
    assert read("AMA was cancelled", guild, TODAY, {question.key: question.choices[1].key}).ready
    coming = read("AMA is cancelled", guild, TODAY).questions[0].choices
    assert coming[0].label == "Ask me anything, Wed 25 Nov"
    (question,) = read("the delivery was cancelled", guild, TODAY).questions
    assert question.key == "kind"


def test_a_stakeholder(guild: Book) -> None:
    proposal = read("stakeholder Tomas Novak, head of sales, weekly by chat, t@x.org", guild, TODAY)
    who = only(proposal, Stakeholder)
    assert (who.name, who.job, who.cadence, who.channel, who.email) == (
        "Tomas Novak", "head of sales", "weekly", "chat", "t@x.org",
    )  # fmt: skip
    assert who.since == TODAY
    assert said(read("new stakeholder Tomas Novak, every two weeks", guild, TODAY))["Frequency"] == "fortnightly"
    assert "already a stakeholder" in read("stakeholder Marta Weiss, monthly", guild, TODAY).missing
    assert "Who?" in read("stakeholder", guild, TODAY).missing


def test_someone_finished_onboarding(tmp_path: Any) -> None:
    from store.core.dates import Clock
    from store.people.stages import move, stage_of

    with Book.open(tmp_path / "new.json", Clock(TODAY), create=True) as book:
        fill(book, Volunteer(id="grace", name="Grace Ito", yes_on=ago(9)), Volunteer(id="tom", name="Tom"))
        with book.change("Onboard") as change:
            move(book, change, book.volunteers["grace"], "onboarding", ago(9))
        proposal = read("Grace finished onboarding", book, TODAY)
        assert said(proposal)["Checklist"] == "6 open items ticked"
        fill(book, *proposal.records)
        assert all(task.done_on == TODAY for task in book.tasks.values())
        assert stage_of(book, book.volunteers["grace"], TODAY).stage == "newcomer"
        assert "no onboarding in progress" in read("Grace has completed her onboarding", book, TODAY).missing
        assert "no onboarding in progress" in read("Tom is done with onboarding", book, TODAY).missing


@pytest.mark.parametrize("length", ["1.5 hours", "1.5 h", "2.5 days", "1.5 min"])
def test_a_length_of_time_is_no_day(guild: Book, length: str) -> None:
    met = only(read(f"met Marta {length}", guild, TODAY), Contact)
    assert (met.on, met.note) == (TODAY, f"Met: {length}")
    assert only(read("met Marta 1.11", guild, TODAY), Contact).on == date(2026, 11, 1)


# -- training requests -----------------------------------------------------------------------------

JANUARY = date(2027, 1, 31)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Sales wants Excel in January, 12 people", ("Excel", 12, JANUARY, "")),
        ("Sales wants a session on Excel in January, about 12 people", ("Excel", 12, JANUARY, "")),
        ("The Sales needs Excel training in Jan 2028, ~12", ("Excel", 12, date(2028, 1, 31), "")),
        ("Sales asked for help with pivot tables by 15 Jan", ("pivot tables", None, date(2027, 1, 15), "")),
        (
            "sales would like to learn Power BI in November for 8 colleagues",
            ("Power BI", 8, date(2026, 11, 30), ""),
        ),
        ("Sales wants [/x] Excel next month", ("[/x] Excel", None, date(2026, 12, 31), "")),
        ("Ana Ruiz wants Excel in January", ("Excel", None, JANUARY, "ana")),
        ("Tom from Sales wants Excel for 5 people", ("Excel", 5, None, "tom")),
        ("Marta wants Excel, 12 people", ("Excel", 12, None, "marta")),
    ],
)
def test_what_a_department_wants(guild: Book, line: str, said: tuple[object, ...]) -> None:
    request = only(read(line, guild, TODAY), TrainingRequest)
    assert (request.topic, request.size, request.needed_by, request.asked_by) == said
    assert request.department == ("" if request.asked_by == "marta" else "sales")
    assert request.on == TODAY


def test_a_department_that_is_not_in_the_book_comes_with_its_request(guild: Book) -> None:
    for line in ("Legal wants Excel in January, 12 people", "Legal wants a session on Excel"):
        department, request = read(line, guild, TODAY).records
        assert isinstance(department, Department)
        assert isinstance(request, TrainingRequest)
        assert (department.name, request.department, request.topic) == ("Legal", department.id, "Excel")
    assert ("Department", "Legal (new)") in read("Legal wants Excel in May", guild, TODAY).told


def test_a_department_that_is_spelt_nearly_like_one_is_asked_about(guild: Book) -> None:
    line = "Slaes wants Excel in January"
    (question,) = read(line, guild, TODAY).questions
    request = only(read(line, guild, TODAY, {question.key: "sales"}), TrainingRequest)
    assert request.department == "sales"
    another = read(line, guild, TODAY, {question.key: question.choices[-1].key}).records
    assert [type(record) for record in another] == [Department, TrainingRequest]


@pytest.mark.parametrize("line", ["Tom wants to teach Excel", "Tom needs a projector", "Xavier needs a projector"])
def test_what_is_no_training_request(guild: Book, line: str) -> None:
    assert read(line, guild, TODAY).title != "Training request"
