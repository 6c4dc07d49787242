"""People named by a command."""

import re
from collections.abc import Iterator

from store.book.book import Book
from store.core.errors import GuildbookError
from store.core.record import ORGANISER
from store.core.text import normalize, one_line
from store.people.stages import who_may_host
from store.profiles.person import find

_BETWEEN = re.compile(r"\s*[,;\n]\s*|\s+(?:and|&)\s+")
_ME = ("me", "i", "you", "myself")


def find_several(book: Book, names: str) -> Iterator[str]:
    """The ids of volunteers whose names stand in a line, with commas or ‘and’ between; each once, however often named.

    Raises:
        GuildbookError: no one, or more than one, is called so.
    """
    wanted = filter(None, map(str.strip, _BETWEEN.split(names)))
    yield from dict.fromkeys(find(book, name).id for name in wanted)


def find_owner(book: Book, name: str) -> str:
    """The id of a volunteer, or of the organiser, who calls themselves ‘me’.

    Raises:
        GuildbookError: no one, or more than one, is called so.
    """
    me = (*_ME, normalize(one_line(book.community.organiser)))
    return ORGANISER if normalize(one_line(name)) in me else find(book, name).id


def find_host(book: Book, name: str) -> str:
    """The same, of those who may host or hold a role.

    Raises:
        GuildbookError: no one, or more than one, is called so; or they have not consented, or have left.
    """
    who = find_owner(book, name)
    if who != ORGANISER and who not in {volunteer.id for volunteer in who_may_host(book)}:
        raise GuildbookError(
            f"{one_line(book.volunteers[who].name)} has not said yes, or has left. Choose a current volunteer."
        )
    return who
