"""The to-do that someone means by its number, or by words of its title and reason."""

from collections.abc import Sequence
from datetime import date

from store.book.book import Book
from store.core.errors import GuildbookError
from store.core.text import join_words, normalize, one_line, quoted
from store.week.action import Act
from store.week.plan import Week, plan
from store.week.todo_numbers import SHORTEST, all_digits

_NAMED = 6


def find_todos(book: Book, words: Sequence[str], today: date) -> tuple[Act, ...]:
    """The to-dos that are meant: each number names one; anything else is words of one title.

    Raises:
        GuildbookError: none is meant, or more than one; the line names the choices with their numbers.
    """
    week = plan(book, today)
    if words and all(map(is_number, words)):
        return tuple(dict.fromkeys(_by_number(week, word) for word in words))
    return (_by_words(week, one_line(" ".join(words))),)


def is_number(word: str) -> bool:
    """Whether a word has the form of a to-do's number."""
    return word.isascii() and word.isdigit() and len(word) >= SHORTEST


def _by_number(week: Week, number: str) -> Act:
    found = [act for key, act in week.known.items() if all_digits(key).startswith(number)]
    if not found:
        raise GuildbookError(
            f"No to-do has the number {number}; it may be done already. To list them, run: guildbook week --all"
        )
    return _only(found, number, week)


def _by_words(week: Week, text: str) -> Act:
    found = _called([*week.known.values()], normalize(text))
    if not found:
        raise GuildbookError(f"No to-do is called {quoted(text)}. To list them, run: guildbook week --all")
    return _only(found, quoted(text), week)


def _only(found: Sequence[Act], meant: str, week: Week) -> Act:
    if len(found) == 1:
        return found[0]
    alike = len({act.title for act in found}) < len(found)
    choices = [
        f"{week.numbers[act.key]} {quoted(one_line(act.title))}{f' ({one_line(act.reason)})' if alike else ''}"
        for act in found
    ]
    raise GuildbookError(f"{meant} matches {join_words(choices, most=_NAMED)}. Enter the full number.")


def _called(acts: Sequence[Act], wanted: str) -> list[Act]:
    """Those with this title, else those that begin so, else those with all of its words.

    Behind a whole title may stand words of the reason, such as a day, which tell two of one title apart.
    """
    titles = [
        (normalize(one_line(act.title)), "" if act.members else normalize(one_line(act.reason)), act)
        for act in acts
    ]
    for fits in (
        lambda title, _: title == wanted,
        lambda title, _: title.startswith(wanted),
        lambda title, _: _all_in(wanted, title),
        lambda title, reason: wanted.startswith(f"{title} ") and _all_in(wanted[len(title) :], reason),
    ):
        if wanted and (found := [act for title, reason, act in titles if fits(title, reason)]):
            return found
    return []


def _all_in(words: str, text: str) -> bool:
    return all(word in text for word in words.split())
