"""Before the first gathering: where the launch stands, and who has said yes."""

from __future__ import annotations

from collections import Counter
from datetime import date

from store.book.book import Book
from store.calendar.rituals import held
from store.core.text import join_words
from store.people.stages import MEMBERS, latest_moves
from store.recognition.recognition import sessions
from store.texts import update_results as texts

MOST_DEPARTMENTS = 4
WITH_US = ("said_yes", "onboarding", *MEMBERS)
"""The stages of those who have said yes and not left."""


def before_the_first(book: Book, until: date) -> bool:
    """Whether nothing was held or taught by a day."""
    return not held(book, date.min, until) and not sessions(book, date.min, until)


def stands(book: Book, until: date) -> tuple[str, str]:
    """Where the launch stands and who has said yes, in sentences; and in short, for the subject."""
    from store.launch.roadmap import roadmap  # of use to a new community alone

    here = roadmap(book, until).here
    yes = _said_yes(book, until)
    told = [texts.launch_stands(book.community.name, here.number)] if here else []
    if yes:
        places = Counter(book.departments[key].name for key in yes.values() if key in book.departments)
        names = sorted(places, key=lambda name: (-places[name], name))
        told.append(texts.have_said_yes(len(yes), join_words(names, most=MOST_DEPARTMENTS)))
    return " ".join(told), texts.launch_stands_in_short(here.number) if here else ""


def _said_yes(book: Book, until: date) -> dict[str, str]:
    """Those who have said yes and not left, each with their department."""
    moves = latest_moves(book, until)
    return {
        who.id: who.department
        for who in book.volunteers.values()
        if who.yes_on and who.yes_on <= until and (who.id not in moves or moves[who.id].stage in WITH_US)
    }
