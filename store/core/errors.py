"""What can go wrong, as one clear line each."""

from __future__ import annotations


class GuildbookError(Exception):
    """A problem the user can do something about; its text is one line saying what."""


class BookUnreadable(GuildbookError):
    """The file is not a book this program can read; nothing was touched."""


class RecordUnreadable(BookUnreadable):
    """A record of the book holds what no field of its kind can; the file as a whole is sound."""


class BookMissing(GuildbookError):
    """There is no file where a book was expected."""


class BookAway(BookMissing):
    """There is no file, but something beside it tells of the book that was there; nothing was begun in its place."""


class BookReadOnly(GuildbookError):
    """The book may be looked at but not written to, for instance as another window holds it."""


class BookChanged(GuildbookError):
    """The file was changed by somebody else since it was read; it was not overwritten."""


class SaveFailed(GuildbookError):
    """The system refused a step of saving; disk and memory hold what they held before."""


class Invalid(GuildbookError):
    """Values that do not make a record: ``errors`` has one sentence for each field at fault."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__("; ".join(errors.values()))
        self.errors = errors
