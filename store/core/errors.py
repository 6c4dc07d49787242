"""Errors that the user can act on, each one clear line."""

from __future__ import annotations


class GuildbookError(Exception):
    """Problem the user can act on; its text is one line that says what."""


class BookUnreadable(GuildbookError):
    """File that is not a book this program reads; it was left as it is."""


class RecordUnreadable(BookUnreadable):
    """Record with a value its field cannot hold, in a file otherwise sound."""


class BookMissing(GuildbookError):
    """There is no file where a book was expected."""


class BookAway(BookMissing):
    """No file, though something beside it tells of a book; none was begun."""


class BookReadOnly(GuildbookError):
    """Book that is open read-only, as another window holds it."""


class BookChanged(GuildbookError):
    """File that another program changed; it was not overwritten."""


class SaveFailed(GuildbookError):
    """Step of saving that the system refused; disk and memory are unchanged."""


class Invalid(GuildbookError):
    """Values that make no record; ``errors`` has a sentence for each field."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__("; ".join(errors.values()))
        self.errors = errors


class Unusable(OSError):
    """File that cannot be what it should be; ``strerror`` says why."""
