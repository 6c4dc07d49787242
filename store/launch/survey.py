"""The survey: topics that matter to people, who raised them, how many want them, and where they were taken up."""

from datetime import date

from store.book.book import Book
from store.core.text import normalize, one_line
from store.model.agreement import Wish
from store.people.directory import department_of, full_name_of
from store.texts import survey as texts

MOST_VOTES = 99_999
"""More than a community has people."""


def ranked(book: Book) -> list[Wish]:
    """The topics still open, then those taken up; the most wanted first in both."""
    return sorted(
        book.wishes.values(),
        key=lambda wish: (bool(wish.gathering), -wish.votes, normalize(wish.title), wish.id),
    )


def raised_by(book: Book, wish: Wish) -> str:
    """Who raised a topic, or nothing."""
    return full_name_of(book, wish.by) if wish.by else ""


def raised_in(book: Book, wish: Wish) -> str:
    """The department a topic comes from: the one that was named, or that of the person who raised it."""
    if wish.department:
        return book.departments[wish.department].name if wish.department in book.departments else ""
    raiser = book.volunteers.get(wish.by)
    return department_of(book, raiser) if raiser else ""


def taken_up(book: Book, wish: Wish, today: date) -> str:
    """At which gathering a topic was or will be taken up, or nothing."""
    gathering = book.gatherings.get(wish.gathering)
    return texts.gathering(gathering.name, gathering.on, today) if gathering else ""


def as_text(book: Book, today: date) -> str:
    """The survey as plain lines, the most wanted topic first."""
    lines = [texts.TITLE, ""]
    for wish in ranked(book):
        home, where = raised_in(book, wish), taken_up(book, wish, today)
        lines.append(texts.topic(one_line(wish.title), wish.votes, one_line(home), one_line(where)))
    return "\n".join(lines) + "\n"
