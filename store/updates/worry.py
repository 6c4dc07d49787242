"""What the records give the organiser reason to worry about, for a meeting with someone who can help."""

from datetime import date

from store.book.book import Book
from store.texts import channels as texts
from store.training.coverage import coverage
from store.updates.narrative.context import Context


def worry(context: Context) -> str:
    """Topics that rest on one trainer each, unless the recipients were told of as many; nothing where there are none."""
    at_risk = context.book.cached_query(_at_risk, context.facts.until)
    if not at_risk:
        return ""
    words = texts.single_trainer_topics(at_risk)
    return "" if context.told.times(words.rstrip(".")) else words


def _at_risk(book: Book, until: date) -> int:
    return len(coverage(book, until).at_risk())
