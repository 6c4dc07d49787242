"""Redaction of a person in texts: certain names, and likely ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

import msgspec
from msgspec import Struct

from store.book.schema import Tables
from store.book.transaction import Change
from store.core.fields import Field, fields
from store.core.record import Record
from store.core.text import normalize, one_line
from store.model.people import Volunteer
from store.model.planner import Snooze
from store.model.stakeholders import Stakeholder

SOMEBODY = "someone"
"""What stands in texts where the name was."""
_TEXTS = ("text", "long", "list", "own", "rule", "currency", "colour", "other")
_NAMES = ("name", "title", "email")
"""Fields in which a single word of a name may as well be something else: ‘Sales’, ‘Mark up’."""
_BEGINS, _ENDS = r"(?<![^\W_])", r"(?![^\W_])"
"""Where a word begins and ends; an underscore is no letter, as names of files have it for a space."""
_NO_LETTER = r"(?![^\W\d_])"
_AROUND = 24
"""Characters shown on either side of what may be a name."""


class Likely(Struct, frozen=True):
    """Place in a text that may mention the person, for the user to decide."""

    record: Record
    label: str
    """The field it stands in."""
    word: str
    """What stands there."""
    around: str
    """The same with what is written around it."""


class Redactor:
    """Takes names and addresses of a person out of texts."""

    def __init__(self, known: Iterable[Volunteer], book: Tables) -> None:
        known = list(known)
        self.ids = {volunteer.id for volunteer in known}
        kept = _others_called(book, self.ids)
        whole = {word for v in known for word in (one_line(v.name), v.email, v.phone)}
        self.names = {normalize(one_line(v.name)) for v in known}
        self.emails = {normalize(v.email) for v in known if v.email}
        self.shared = sorted(word for word in whole if word and normalize(word) in map(normalize, kept))
        """What someone else in the book is called too; it cannot be told apart and stays."""
        self._keep = kept
        words = {word for v in known for word in _words(v.name)}
        own = _words_beside(words, (*kept, *_fixed(book)))
        parts = _words_beside(own, (ritual.name for ritual in book.rituals.values()))
        self._slugs = {slug for name in whole if name not in self.shared and len(slug := _slug(name)) > 2}
        told = {word: _form(word) for word in whole if word and word not in self.shared}
        self._whole = _pattern(told | {box: _mailbox(box) for box in _own_mailboxes(known)}, kept)
        self._parts = _pattern({part: _form(part) for part in parts}, kept)
        self._owned = _pattern({word: rf"(?:{_form(word)})(?=['’])" for word in own}, kept)
        self._likely = _likely_forms(known, words, {*kept, *_fixed(book)})

    def out_of(self, text: str, *, parts: bool) -> str:
        """Text without them.

        Args:
            text: the text.
            parts: whether a single word of their name is surely theirs; in a title it is only before an apostrophe.
        """
        for pattern in (self._whole, self._owned, self._parts if parts else None):
            if pattern:
                text = pattern.sub(lambda match: match[0] if match[0] in self._keep else SOMEBODY, text)
        return text

    def in_text(self, text: str, *, parts: bool = True) -> bool:
        """True if a text mentions them."""
        return self.out_of(text, parts=parts) != text

    def in_name(self, stem: str) -> bool:
        """True if a file name mentions them."""
        return any(f"-{slug}-" in f"-{_slug(stem)}-" for slug in self._slugs)

    def in_value(self, value: Any) -> bool:
        """True if any text within plain values mentions them."""
        match value:
            case str():
                return self.in_text(value)
            case dict():
                return any(self.in_value(part) for pair in value.items() for part in pair)
            case list() | tuple():
                return any(map(self.in_value, value))
        return False

    def in_record(self, record: Record) -> bool:
        """True if a text of a record mentions them."""
        return self.cleaned(record) != record

    def cleaned(self, record: Record) -> Record:
        """Record with ‘someone’ in the place of their name."""
        if isinstance(record, Volunteer) and record.id in self.ids:
            return record
        changed: dict[str, Any] = {}
        for field in _text_fields(record):
            value = getattr(record, field.name)
            cleaned = _each_text(value, partial(self.out_of, parts=field.name not in _NAMES))
            if cleaned != value:
                changed[field.name] = cleaned
        return msgspec.structs.replace(record, **changed) if changed else record

    def likely_in(self, record: Record) -> Iterator[Likely]:
        """Places where a record may mention them.

        That is a word of their name in other letters, half of it, or part of an address.
        """
        for field in _text_fields(record):
            for text in _texts_of(getattr(record, field.name)):
                for match in self._likely.finditer(text):
                    if not match["kept"]:
                        yield Likely(record, field.label, match[0], _around(text, *match.span()))

    def same(self, volunteer: Volunteer, still_here: Iterable[str]) -> bool:
        """True if a record of an older copy is this person.

        Its id tells, or it is a second record that is gone now.
        """
        if volunteer.id in self.ids:
            return True
        alike = normalize(one_line(volunteer.name)) in self.names or normalize(volunteer.email) in self.emails
        return alike and volunteer.id not in still_here


# -- taking a person out of the tables of a book ---------------------------------------------------


def change_without(book: Tables, redactor: Redactor, still_here: Iterable[str]) -> tuple[Change, int, int]:
    """Change that takes people out of a book; records removed and changed.

    Args:
        book: the book, or an older copy of it.
        redactor: how the person is known.
        still_here: ids of the volunteers who are in the book today and may be called alike.
    """
    change = Change(book)
    for gone in [v for v in book.volunteers.values() if redactor.same(v, still_here)]:
        change.remove(gone)
    for name, table in change.tables.items():
        for record in list(table.values()) if name != book.steps.name else []:
            cleaned = redactor.cleaned(record)
            if cleaned != record:
                change.pending.setdefault(name, {})[record.id] = cleaned
    for snooze in book.snoozes.values():
        if puts_off(snooze, redactor.ids):
            change.remove(snooze)
    rows = [record for table in change.pending.values() for record in table.values()]
    return change, sum(record is None for record in rows), sum(record is not None for record in rows)


def puts_off(snooze: Snooze, ids: set[str]) -> bool:
    """True if a snooze is about one of those people."""
    return not ids.isdisjoint(snooze.act.split(":"))


def versions(old: Tables, volunteer: Volunteer, still_here: Iterable[str]) -> Iterator[Volunteer]:
    """Versions of a person in a copy of the book and its undo log."""
    images = (image for step in old.steps.values() for image in step.before.get("volunteers", {}).values())
    records = [*old.volunteers.values()]
    for image in filter(None, images):
        try:
            records.append(msgspec.convert(image, Volunteer))
        except msgspec.ValidationError:
            continue
    mail, name = normalize(volunteer.email), normalize(one_line(volunteer.name))
    for person in records:
        alike = (mail and normalize(person.email) == mail) or normalize(one_line(person.name)) == name
        if person.id == volunteer.id or (alike and person.id not in still_here):
            yield person


# -- words -----------------------------------------------------------------------------------------


def _text_fields(record: Record) -> Iterator[Field]:
    for field in fields(type(record)):
        if field.kind in _TEXTS and field.name != "id" and not field.ref and getattr(record, field.name):
            yield field


def _each_text(value: Any, change: Callable[[str], str]) -> Any:
    match value:
        case str():
            return change(value)
        case tuple():
            return tuple(_each_text(part, change) for part in value)
        case dict():
            return {key: _each_text(part, change) for key, part in value.items()}
    return value


def _texts_of(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case tuple():
            for part in value:
                yield from _texts_of(part)
        case dict():
            yield from _texts_of(tuple(value.values()))


def _around(text: str, begin: int, end: int) -> str:
    """Match in a text, with a little of what is around it."""
    before, after = text[max(0, begin - _AROUND) : begin], text[end : end + _AROUND]
    dots = "…" if begin > _AROUND else "", "…" if len(text) > end + _AROUND else ""
    return one_line(f"{dots[0]}{before}{text[begin:end]}{after}{dots[1]}")


def _slug(text: str) -> str:
    """Text as file names have it: plain letters, digits and dashes."""
    return re.sub(r"[^a-z0-9]+", "-", normalize(text)).strip("-")


def _words(name: str) -> list[str]:
    """Words of a name that are long enough to identify someone."""
    return [word for word in re.split(r"[^\w'’-]+", name) if len(word) > 1]


def _others_called(book: Tables, ids: Collection[str]) -> set[str]:
    """Names and addresses of everyone in a book but these volunteers."""
    others = [v for v in book.volunteers.values() if v.id not in ids]
    people: list[Volunteer | Stakeholder] = [*others, *book.stakeholders.values()]
    called = {word for other in people for word in (one_line(other.name), other.email)}
    return (called | {book.community.organiser}) - {""}


def _words_beside(words: Iterable[str], names: Iterable[str]) -> set[str]:
    """Those words that none of the names has."""
    taken = {normalize(word) for name in names for word in _words(name)}
    return {word for word in words if normalize(word) not in taken}


def _fixed(book: Tables) -> Iterator[str]:
    """Names of departments and roles, which are not called after a person.

    Rituals, which may be, are left out.
    """
    for table in (book.departments, book.roles):
        yield from (record.name for record in table.values())


def _pattern(forms: Mapping[str, str], keep: Iterable[str]) -> re.Pattern[str] | None:
    """Pattern of names and addresses, longest first.

    Those to keep are among them.

    Args:
        forms: for each name or address how it may be written.
        keep: what someone else is called.
    """
    if not forms:
        return None
    patterns = [*forms.items(), *((name, re.escape(name)) for name in keep)]
    patterns.sort(key=lambda pair: (len(pair[0]), pair[1]), reverse=True)
    return re.compile("|".join(form for _, form in patterns))


def _form(whole: str) -> str:
    """Pattern of a name, address or telephone number as it may be written.

    A name is also found without its accents, and as file names have it.
    A single word counts only as it is written and as a word of its own: ‘Will’ is not ‘will’, nor ‘Ann’ ‘Anna’.
    """
    if "@" in whole:
        return rf"(?<![\w.+-])(?i:{re.escape(whole)})"
    digits = re.sub(r"\D", "", whole)
    if len(digits) > 5 and not re.search(r"[^\W\d_]", whole):
        return rf"(?<!\d){'[^0-9A-Za-z]{0,3}'.join(digits)}(?!\d)"
    begins = _BEGINS if whole[:1].lower() != whole[:1].upper() else ""
    words = whole.split()
    if len(words) > 1:
        spelled = {r"[\s._-]{1,3}".join(map(re.escape, form.split())) for form in (whole, normalize(whole))}
        return f"{begins}(?i:{'|'.join(sorted(spelled))})"
    bare = normalize(whole)
    spelled = {re.escape(whole), re.escape(bare.capitalize() if whole[:1].isupper() else bare)}
    cased = whole.lower() != whole.upper()  # other scripts write without blanks between words
    return rf"{_BEGINS}(?:{'|'.join(sorted(spelled))}){_ENDS}" if cased else "|".join(sorted(spelled))


def _own_mailboxes(known: Iterable[Volunteer]) -> Iterator[str]:
    """Local parts of their addresses that are made of their name: ‘zoe.q’.

    Plain words are left out.
    """
    for volunteer in known:
        box, at, _ = volunteer.email.partition("@")
        parts = re.split(r"[\W\d_]+", normalize(box))
        named = any(normalize(word) in parts for word in _words(volunteer.name))
        if at and named and len(parts) > 1 and len(box) > 4:
            yield box


def _mailbox(box: str) -> str:
    """Pattern of a local part in another address, a link or a text."""
    return rf"(?<![\w.+-])(?i:{re.escape(box)})(?![\w+-]|\.\w)"


def _likely_forms(known: Iterable[Volunteer], words: Iterable[str], keep: Iterable[str]) -> re.Pattern[str]:
    """Pattern of likely places; what is surely another is ``kept``."""
    sure = sorted(map(re.escape, filter(None, keep)), key=len, reverse=True)
    halves = {half for word in words for half in [word, *re.split(r"[-'’]", word)] if len(half) > 1}
    short = {re.escape(form) for half in halves if len(half) == 2 for form in (half, half.upper())}
    long = {re.escape(form) for half in halves if len(half) > 2 for form in (half, normalize(half))}
    long |= {re.escape(box) for v in known if len(box := v.email.partition("@")[0]) > 2}
    long |= {form for v in known for form in _run_together(v.name)}
    forms = "|".join(filter(None, ["|".join(sorted(short)), f"(?i:{'|'.join(sorted(long))})" if long else ""]))
    return re.compile(
        rf"(?P<kept>{_BEGINS}(?:{'|'.join(sure) or '(?!)'}){_ENDS})|{_BEGINS}(?:{forms or '(?!)'}){_NO_LETTER}"
    )


def _run_together(name: str) -> Iterator[str]:
    """First and last name in one word, as addresses have it: zquarrel."""
    words = [word for word in (re.sub(r"[\W\d_]", "", normalize(word)) for word in _words(name)) if word]
    if len(words) < 2 or not "".join(words).isascii():
        return
    first, last = words[0], words[-1]
    for one, other in ((first, last), (last, first), (first[0], last), (last, first[0]), (first, last[0])):
        if len(one) + len(other) > 4:
            yield rf"{one}[._-]?{other}"
