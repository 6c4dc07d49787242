"""``snooze`` and ``dismiss``: to-dos set aside by their numbers or words."""

from datetime import date

from msgspec import Struct

from store.book.book import Book
from store.book.transaction import Change
from store.commands.plan import Plan
from store.core.dates import format_day
from store.core.text import join_words, one_line, quoted
from store.week.action import Act
from store.week.snoozing import back_on, dismiss, next_week, snooze
from store.week.todo_search import find_todos

_NAMED = 3


class Snooze(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="command", tag="snooze"):
    """Snooze to-dos until next week."""

    todos: tuple[str, ...]
    """Numbers of to-dos, or words of the title of one."""

    def plan(self, book: Book, today: date) -> Plan:
        """What is snoozed, and until when.

        Raises:
            GuildbookError: it is not clear which to-do is meant.
        """
        acts, until = find_todos(book, self.todos, today), next_week(book, today)

        def put(change: Change) -> None:
            for act in acts:
                snooze(book, change, act, today)

        return Plan(f"Snooze {_titles(acts)}", put, f"Snoozed {_titles(acts)} until {format_day(until, today)}.")


class Dismiss(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="command", tag="dismiss"):
    """Dismiss to-dos for this time."""

    todos: tuple[str, ...]
    """Numbers of to-dos, or words of the title of one."""

    def plan(self, book: Book, today: date) -> Plan:
        """What is dismissed, and when the first of it returns.

        Raises:
            GuildbookError: it is not clear which to-do is meant.
        """
        acts = find_todos(book, self.todos, today)
        days = [day for act in acts for single in act.singles if (day := back_on(single, today))]
        how = f"until {format_day(min(days), today)}" if days else "this time only"

        def put(change: Change) -> None:
            for act in acts:
                dismiss(book, change, act, today)

        return Plan(f"Dismiss {_titles(acts)}", put, f"Dismissed {_titles(acts)} {how}.")


def _titles(acts: tuple[Act, ...]) -> str:
    return join_words([quoted(one_line(act.title)) for act in acts], most=_NAMED)
