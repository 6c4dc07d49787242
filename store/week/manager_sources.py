"""To-dos about managers: to thank each, once a quarter, for what their people did in the last one."""

from collections.abc import Iterator
from datetime import date, timedelta

from store.book.book import Book
from store.core.dates import date_range
from store.core.text import join_words
from store.recognition.teams import to_thank
from store.week.action import Act, OpenScreen


def _managers(book: Book, today: date) -> Iterator[Act]:
    for one in to_thank(book, today):
        names = join_words([volunteer.name for volunteer in one.people], most=3)
        first = one.people[0].id
        reason = f"{len(one.people):,} of their people contributed last quarter"
        why = f"{names}, {date_range(one.since, one.until)}. Send a note that sums up what they did and thanks them for their time."
        yield Act(
            f"manager:{first}:{one.until}", "thank_manager", first, one.manager, reason, why,
            OpenScreen("updates", f"manager:{first}"), since=one.until + timedelta(days=1), to="open the note",
        )  # fmt: skip


MANAGER_SOURCES = (_managers,)
