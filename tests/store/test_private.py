"""What is for the organiser alone: no score of the Orbit model ever leaves the house."""

from __future__ import annotations

import re

import pytest

from store.book.book import Book
from store.exchange import gathering_formats, round_up, year_report
from store.exchange import thanks_formats as notes
from store.exchange import update_formats as letters
from store.exchange.csv_export import as_csv
from store.exchange.csv_tables import TABLES
from store.exchange.readable.kept_data import kept_about
from store.exchange.text_forms import FORMS
from store.insights.orbit import Orbit
from store.integrity import erasure as forgetting
from store.model.calendar import Gathering
from store.model.people import Volunteer
from store.model.recognition import Contribution, Recognition
from store.model.stages import Move
from store.model.stakeholders import Kind, Stakeholder
from store.profiles import person
from store.recognition.teams import team_quarters
from store.updates import compose as update
from store.updates.year import year_of
from store.week import plan as week
from tests.support.making import TODAY, ago, fill

KINDS: tuple[Kind, ...] = ("quick_overview", "detailed_report", "charts")
WORDS = (
    "Orbit",
    "Love",
    "love",
    "Reach",
    "Gravity",
    "gravity",
    "Exploring",
    "Participating",
    "Contributing",
    "Leading",
)
"""By what a score would be known wherever it stood."""


@pytest.fixture
def town(book: Book) -> Book:
    for who in ("ann", "bo"):
        fill(
            book,
            Volunteer(
                id=who,
                name=who.title(),
                yes_on=ago(200),
                met_on=ago(200),
                email=f"{who}@example.org",
                manager="Vic Lang",
            ),
        )
        fill(book, Move(volunteer=who, stage="newcomer", on=ago(100)))
    fill(
        book,
        Contribution(volunteer="bo", kind="shared_material", on=ago(100)),
        Contribution(id="c", volunteer="ann", kind="led_session", on=ago(9), topic="Excel", together=("bo",)),
        Gathering(name="AMA", on=ago(8), state="held", host="ann", attended=("ann", "bo"), quotes="Very good"),
        Recognition(to=("bo",), behaviour="helps others", words="Thank you, Bo", on=ago(1), public=True),
        Stakeholder(id="eva", name="Eva", stake="fewer outside trainers"),
    )
    return book


def leaving_the_house(book: Book) -> list[str]:
    """Every text and file that is made to be given to others."""
    reader, thanks = book.stakeholders["eva"], next(iter(book.recognitions.values()))
    texts = [notes.note(thanks), notes.note_as_eml(book, thanks).decode()]
    texts += [notes.wall_as_text(book, TODAY), notes.wall_as_html(book, TODAY)]
    for kind in KINDS:
        draft = update.compose(book, reader, TODAY, kind=kind)
        texts += [letters.in_form(draft, form, "Ida").decode() for form in FORMS]
    monthly = round_up.round_up(book, TODAY, TODAY)
    texts += [round_up.round_up_in(monthly, form) for form in round_up.ROUND_UP_FORMS]
    for team in team_quarters(book, TODAY):
        texts += [write().decode() for write in round_up.note_forms(book, team).values()]
    for gathering in book.gatherings.values():
        for purpose in gathering_formats.purposes(gathering, TODAY):
            written = gathering_formats.forms(book, gathering, purpose, TODAY)
            texts += [write().decode() for write in written.values()]
    ann = book.volunteers["ann"]
    texts += [as_csv(book, what, TODAY).decode() for what in TABLES]
    texts += [person.as_text(book, ann, TODAY), forgetting.as_json(book, ann).decode()]
    if year := year_of(book, TODAY.year, TODAY):
        texts += [write().decode() for write in year_report.forms(book, year).values()]
    texts += [letters.in_form(kept_about(book, ann, TODAY), "html", "").decode()]
    return [re.sub(r"=====+\d+==", "", text) for text in texts]  # what parts a mail is drawn by chance


def test_scores_exist(town: Book) -> None:
    assert [score.figure for score in Orbit(town, TODAY).scores("ann")] == ["19.0", "Leading (core)", "11.0"]


def test_whatever_leaves_the_house_is_made_without_reckoning_a_score(
    town: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = leaving_the_house(town)
    assert len(before) == 42 + len(TABLES)

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a score was reckoned for something that leaves the house")

    for method in ("__init__", "love", "level", "connections", "scores", "gravity", "suggestion"):
        monkeypatch.setattr(Orbit, method, refuse)
    assert leaving_the_house(town) == before
    with pytest.raises(AssertionError):
        week.plan(town, TODAY)  # the refusal works: the week does ask, as it is the organiser's own


def test_no_word_of_a_score_stands_in_what_leaves_the_house(town: Book) -> None:
    for text in leaving_the_house(town):
        assert not [word for word in WORDS if word in text]


def test_the_suggestion_on_week_says_what_was_done_and_no_score(town: Book) -> None:
    text = week.as_text(town, week.plan(town, TODAY), TODAY)
    assert (
        "Ask Ann: ready for ‘active’? 2 contributions in 90 days, most recently: hosted a ritual ‘AMA’ on 15 Nov"
        in text
    )
    assert not [word for word in WORDS if word in text]
