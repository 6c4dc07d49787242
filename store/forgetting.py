"""Everything about one person: written out whole, or forgotten so that no byte of it is left beside the book."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from html import unescape
from pathlib import Path
from quopri import decodestring
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from store.backups import make_backup
from store.book import Book
from store.changes import Change
from store.errors import BookReadOnly, GuildbookError, SaveFailed
from store.files import backup_folder, followed, latest_backup, replace_safely, sweep
from store.people import Volunteer
from store.records import Field, Record, fields
from store.references import named_by, naming
from store.stakeholders import Stakeholder
from store.text import clean, counted, folded, one_line

if TYPE_CHECKING:
    from store.tables import Step
    from store.week import Snooze

SOMEBODY = "somebody"
"""What stands in texts where the name was."""
_TEXTS = ("text", "long", "list", "own", "rule", "other")
_NAMES = ("name", "title", "email")
"""Fields in which a single word of a name may as well be something else: «Sales», «Mark up»."""
_JSON_LETTER = re.compile(r"\\u([0-9a-fA-F]{4})")


# -- everything about one person -------------------------------------------------------------------


def everything(book: Book, volunteer: Volunteer) -> dict[str, Any]:
    """All that a book holds about a volunteer, as plain values: their record, what names it, texts that tell of them."""
    theirs: dict[str, dict[str, Record]] = {
        book.snoozes.name: {
            key: snooze for key, snooze in book.snoozes.items() if _puts_off(snooze, {volunteer.id})
        }
    }
    wanted = [volunteer.id]
    while wanted:  # what names them, and what belongs to that, as the items of their checklists
        found = [r for r in naming(book, *wanted) if r.id not in theirs.get(book.table_of(type(r)).name, {})]
        for record in found:
            theirs.setdefault(book.table_of(type(record)).name, {})[record.id] = record
        wanted = [record.id for record in found if _belongs(record, wanted)]
    needles = _Needles([volunteer], book)
    told = {
        name: {key: _plain(record) for key, record in table.items() if needles.in_record(record)}
        for name, table in book.tables.items()
        if table is not book.steps
    }
    known = {"volunteers": {volunteer.id}, **{name: {*rows} for name, rows in theirs.items()}}
    named = {n: {k: r for k, r in rows.items() if k not in known.get(n, ())} for n, rows in told.items()}
    return {
        "person": _plain(volunteer),
        "records": {n: [_plain(r) for _, r in sorted(rows.items())] for n, rows in sorted(theirs.items()) if rows},
        "told of them elsewhere": {name: list(rows.values()) for name, rows in sorted(named.items()) if rows},
        "what the names of others stand for": _names_in(book, theirs, volunteer.id),
        "can be undone": [_plain(step) for step in _steps_about(book, volunteer, needles)],
    }


def as_json(book: Book, volunteer: Volunteer) -> bytes:
    """:func:`everything` as a readable JSON file."""
    encoded = msgspec.json.encode(everything(book, volunteer))
    return msgspec.json.format(encoded, indent=2) + b"\n"


def _belongs(record: Record, to: Iterable[str]) -> bool:
    """Whether a record cannot be without the ones it names, so that what hangs on it is about the person too."""
    return any(field.needed and field.kind == "ref" and named in to for field, named in named_by(record))


def _names_in(book: Book, theirs: Mapping[str, Mapping[str, Record]], person: str) -> dict[str, str]:
    """Roles, rituals and the like that the records name by id; not other people, who have a right of their own."""
    found = {}
    for rows in theirs.values():
        for record in rows.values():
            for field, named in named_by(record):
                for table in field.ref.split("|"):
                    other = book.tables[table].get(named) if table in book.tables else None
                    if other and named != person and table not in ("volunteers", "stakeholders"):
                        found[named] = getattr(other, "name", "") or getattr(other, "title", "") or table
    return dict(sorted(found.items()))


def _steps_about(book: Book, volunteer: Volunteer, needles: _Needles) -> Iterator[Step]:
    for step in sorted(book.steps.values(), key=lambda step: step.number):
        plain = _plain(step)
        if volunteer.id in msgspec.json.encode(plain).decode() or needles.in_value(plain):
            yield step


def _plain(record: Record) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(record)
    return plain


# -- forgetting ------------------------------------------------------------------------------------


class Forgotten(Struct, frozen=True):
    """What was done to forget somebody."""

    removed: int
    """Records that were theirs alone."""
    changed: int
    """Records of others in which they are no longer named."""
    attended: int
    """Gatherings that count one person fewer."""
    backups: int
    """Backups that were cleaned."""
    deleted: tuple[Path, ...]
    """Copies and unreadable backups that were deleted."""
    shared: tuple[str, ...]
    """Names and addresses that stay, as somebody else in the book has them too."""
    left: tuple[Path, ...]
    """Files beside the book that are not Guildbook's and still name them."""

    @property
    def lines(self) -> list[str]:
        """What happened, in sentences."""
        came = counted(self.attended, "gathering counts", "gatherings count")
        return [
            f"{counted(self.removed, 'record')} went; {counted(self.changed, 'other record')} no longer "
            f"{'names' if self.changed == 1 else 'name'} them.",
            f"Where a text told of them it says «{SOMEBODY}» now; {came} one person fewer.",
            f"{counted(self.backups, 'backup')} cleaned, {counted(len(self.deleted), 'copied file')} deleted. "
            "What was done before cannot be undone any more.",
            *(f"«{name}» stays in texts, as somebody else in the book has it too." for name in self.shared),
            *(
                f"This file beside the book is not Guildbook's and still names them: {path.name}"
                for path in self.left
            ),
        ]


class _Needles:
    """The words by which somebody can be known, and how to take them out of texts."""

    def __init__(self, known: Iterable[Volunteer], book: Book) -> None:
        known = list(known)
        ids = {volunteer.id for volunteer in known}
        others = [v for v in book.volunteers.values() if v.id not in ids]
        people: list[Volunteer | Stakeholder] = [*others, *book.stakeholders.values()]
        kept = {one_line(other.name) for other in people} | {other.email for other in people}
        kept |= {book.community.organiser} - {""}
        whole = {one_line(v.name) for v in known} | {v.email for v in known} | {v.phone for v in known}
        self.ids = ids
        self.names = {folded(one_line(v.name)) for v in known}
        self.emails = {folded(v.email) for v in known if v.email}
        self.shared = sorted(word for word in whole if word and folded(word) in map(folded, kept))
        """What somebody else in the book is called too; it cannot be told apart and stays."""
        self._keep = kept
        common = {folded(word) for name in (*kept, *_places(book)) for word in _words(name)}
        parts = {word for v in known for word in _words(v.name) if folded(word) not in common}
        self._slugs = {slug for name in whole if name not in self.shared and len(slug := _slug(name)) > 2}
        self._whole = _pattern([w for w in whole if w and w not in self.shared], kept)
        self._parts = _pattern(parts, kept)

    def out_of(self, text: str, *, parts: bool) -> str:
        """A text without them."""
        for pattern in (self._whole, self._parts if parts else None):
            if pattern:
                text = pattern.sub(lambda match: match[0] if match[0] in self._keep else SOMEBODY, text)
        return text

    def in_text(self, text: str, *, parts: bool = True) -> bool:
        """Whether a text tells of them."""
        return self.out_of(text, parts=parts) != text

    def in_name(self, stem: str) -> bool:
        """Whether the name of a file tells of them, written as file names are."""
        return any(f"-{slug}-" in f"-{_slug(stem)}-" for slug in self._slugs)

    def in_value(self, value: Any) -> bool:
        """Whether any text within plain values tells of them."""
        match value:
            case str():
                return self.in_text(value)
            case dict():
                return any(self.in_value(part) for pair in value.items() for part in pair)
            case list() | tuple():
                return any(map(self.in_value, value))
        return False

    def in_record(self, record: Record) -> bool:
        """Whether a text of a record tells of them."""
        return self.cleaned(record) != record

    def cleaned(self, record: Record) -> Record:
        """The record with «somebody» in the place of their name."""
        return record if _is_person(record, self) else _replaced(record, self)

    def same(self, volunteer: Volunteer, still_here: Mapping[str, Volunteer]) -> bool:
        """Whether a record in an older copy is of this person: by its id, or as a second record that is gone now."""
        if volunteer.id in self.ids:
            return True
        alike = folded(one_line(volunteer.name)) in self.names or folded(volunteer.email) in self.emails
        return alike and volunteer.id not in still_here


def _is_person(record: Record, needles: _Needles) -> bool:
    return isinstance(record, Volunteer) and record.id in needles.ids


def _replaced(record: Record, needles: _Needles) -> Record:
    changed: dict[str, Any] = {}
    for field in fields(type(record)):
        value = getattr(record, field.name)
        if value and field.kind in _TEXTS and field.name != "id" and not field.ref:
            cleaned = _cleaned(value, needles, field)
            if cleaned != value:
                changed[field.name] = cleaned
    return msgspec.structs.replace(record, **changed) if changed else record


def _cleaned(value: Any, needles: _Needles, field: Field) -> Any:
    parts = field.name not in _NAMES
    match value:
        case str():
            return needles.out_of(value, parts=parts)
        case tuple():
            return tuple(_cleaned(part, needles, field) for part in value)
        case dict():
            return {key: _cleaned(part, needles, field) for key, part in value.items()}
    return value


def _slug(text: str) -> str:
    """Text as it stands in the name of a file: plain letters, digits and dashes."""
    return re.sub(r"[^a-z0-9]+", "-", folded(text)).strip("-")


def _words(name: str) -> list[str]:
    """The words of a name that are long enough to tell somebody."""
    return [word for word in re.split(r"[^\w'’-]+", name) if len(word) > 1]


def _places(book: Book) -> Iterator[str]:
    """Words that are names of other things: departments, roles, rituals."""
    for table in (book.departments, book.roles, book.rituals):
        yield from (record.name for record in table.values())


def _pattern(wholes: Iterable[str], keep: Iterable[str]) -> re.Pattern[str] | None:
    """What finds names and addresses in texts; the longest first, those to keep among them."""
    forms = [(len(whole), _form(whole)) for whole in wholes]
    if not forms:
        return None
    forms += [(len(name), re.escape(name)) for name in keep]
    return re.compile("|".join(form for _, form in sorted(forms, reverse=True)))


def _form(whole: str) -> str:
    """One name or address as it may be written: without its accents, and as file names write it (ana-ruiz).

    A single word counts only as it is written and as a word of its own: «Will» is not «will», nor «Ann» «Anna».
    """
    if "@" in whole:
        return rf"(?<![\w.+-])(?i:{re.escape(whole)})"
    words = whole.split()
    if len(words) > 1:
        spelled = {r"[\s._-]{1,3}".join(map(re.escape, form.split())) for form in (whole, folded(whole))}
        return f"(?i:{'|'.join(sorted(spelled))})"
    bare = folded(whole)
    spelled = {re.escape(whole), re.escape(bare.capitalize() if whole[:1].isupper() else bare)}
    cased = whole.lower() != whole.upper()  # other scripts write without blanks between words
    return rf"(?<!\w)(?:{'|'.join(sorted(spelled))})(?!\w)" if cased else "|".join(sorted(spelled))


def forget(book: Book, volunteer: Volunteer) -> Forgotten:
    """Take somebody out of the book, its undo log, its backups and its copies.

    Older copies are cleaned first and the book last, so that after a failure it can simply be done again.

    Raises:
        BookReadOnly, BookChanged, SaveFailed: the book or a backup cannot be written; the book is as it was.
    """
    if not book.writable:
        raise BookReadOnly(book.note or "The book is open for reading only.")
    path = book.storage.path
    sweep(path)
    needles = _Needles(_known_as(book, volunteer), book)
    change, removed, changed = _change_without(book, needles, book.volunteers)
    attended = sum(volunteer.id in gathering.attended for gathering in book.gatherings.values())
    cleaned, deleted = _clean_backups(book, needles)
    deleted += _clean_copies(path, needles)
    book.rewrite(change)
    with suppress(FileNotFoundError):
        latest_backup(path).unlink()  # the book as it was before this
    with suppress(OSError):
        make_backup(path, book.clock.now())
    return Forgotten(
        removed, changed, attended, cleaned, tuple(deleted), tuple(needles.shared), tuple(_others(path, needles))
    )


def _known_as(book: Book, volunteer: Volunteer) -> list[Volunteer]:
    """The person as they are and as they were: every earlier record the undo log and the backups hold."""
    known = {_key(volunteer): volunteer}
    for path in _backup_files(book.storage.path):
        with suppress(GuildbookError, ValueError), Book.open(path, book.clock, write=False) as old:
            known |= {_key(found): found for found in _versions(old, volunteer, book)}
    known |= {_key(found): found for found in _versions(book, volunteer, book)}
    return list(known.values())


def _key(volunteer: Volunteer) -> tuple[str, str, str, str]:
    return volunteer.id, volunteer.name, volunteer.email, volunteer.phone


def _versions(old: Book, volunteer: Volunteer, book: Book) -> Iterator[Volunteer]:
    images = (image for step in old.steps.values() for image in step.before.get("volunteers", {}).values())
    records = [*old.volunteers.values()]
    for image in images:
        with suppress(msgspec.ValidationError):
            records += [msgspec.convert(image, Volunteer)] if image else []
    mail, name = folded(volunteer.email), folded(one_line(volunteer.name))
    for found in records:
        alike = (mail and folded(found.email) == mail) or folded(one_line(found.name)) == name
        if found.id == volunteer.id or (alike and found.id not in book.volunteers):
            yield found


def _change_without(book: Book, needles: _Needles, still_here: Mapping[str, Volunteer]) -> tuple[Change, int, int]:
    """A change that takes the person out of a book, with how many records go and how many change."""
    change = Change(book)
    for gone in [v for v in book.volunteers.values() if needles.same(v, still_here)]:
        change.remove(gone)
    for name, table in change.tables.items():
        for record in list(table.values()) if name != book.steps.name else []:
            cleaned = needles.cleaned(record)
            if cleaned != record:
                change.pending.setdefault(name, {})[record.id] = cleaned
    for snooze in book.snoozes.values():
        if _puts_off(snooze, needles.ids):
            change.remove(snooze)
    rows = [record for table in change.pending.values() for record in table.values()]
    return change, sum(record is None for record in rows), sum(record is not None for record in rows)


def _puts_off(snooze: Snooze, ids: set[str]) -> bool:
    """Whether an act that was put off is about one of those people."""
    return not ids.isdisjoint(snooze.act.split(":"))


def _backup_files(path: Path) -> list[Path]:
    """Every copy of the book that Guildbook made: the backups, and what «keep both» kept beside it."""
    path, found = followed(path), []
    for folder, begins in ((backup_folder(path), ""), (path.parent, f"{path.stem} kept ")):
        with suppress(OSError):
            found += [file for file in folder.iterdir() if file.is_file() and file.name.startswith(begins)]
    return sorted(found)


def _clean_backups(book: Book, needles: _Needles) -> tuple[int, list[Path]]:
    """Every backup without the person; one that cannot be read is deleted, as it may hold them."""
    path, cleaned, deleted = book.storage.path, 0, []
    for backup in _backup_files(path):
        if backup == latest_backup(path):
            continue  # goes with the last save
        try:
            with Book.open(backup, book.clock, write=False) as old:
                change, *_ = _change_without(old, needles, book.volunteers)
                data = old.bytes_of(change)
        except (GuildbookError, ValueError):
            _delete(backup)
            deleted.append(backup)
            continue
        if data != backup.read_bytes():
            _put(backup, data)
            cleaned += 1
    return cleaned, deleted


def _put(path: Path, data: bytes) -> None:
    """Put new content in the place of a backup, which keeps its name and its day."""
    stamp = path.stat()
    beside = path.with_name(f".{path.name}.old")
    try:
        replace_safely(path, data, keep=beside, before=lambda: None)
    finally:
        beside.unlink(missing_ok=True)
    os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))


def _delete(path: Path) -> None:
    try:
        path.unlink()
    except OSError as error:
        raise SaveFailed(f"{path} could not be deleted: {error.strerror or error}.") from error


def _clean_copies(path: Path, needles: _Needles) -> list[Path]:
    """Delete whatever lies in the book's other folders, copies and drafts, and tells of the person."""
    deleted = []
    path = followed(path)
    for folder in sorted(path.parent.iterdir()):
        if not folder.is_dir() or f"{path.name}." not in folder.name or folder == backup_folder(path):
            continue
        for found in sorted(folder.rglob("*")):
            if found.is_file() and _tells(found, needles):
                _delete(found)
                deleted.append(found)
    return deleted


def _tells(path: Path, needles: _Needles) -> bool:
    try:
        text = path.read_bytes().decode("utf-8", errors="replace")
    except OSError:
        return False
    named = clean(path.stem)
    return (
        needles.in_name(named)
        or needles.in_text(named.replace("-", " "), parts=False)
        or any(map(needles.in_text, _readings(text)))
    )


def _readings(text: str) -> Iterator[str]:
    """A text as it stands, and as it reads to somebody who takes it for HTML, for Markdown or for the lines of a mail."""
    text = clean(text)
    yield text
    if "&" in text:
        yield clean(unescape(text))
    if "\\" in text:
        yield clean(_JSON_LETTER.sub(lambda match: chr(int(match[1], 16)), text))
        yield text.replace("\\", "")
    if "=" in text:
        yield clean(decodestring(text.encode()).decode("utf-8", "replace"))


def _others(path: Path, needles: _Needles) -> Iterator[Path]:
    """Files beside the book whose names begin like its own, as sync programs and «keep both» leave them."""
    path = followed(path)
    for found in sorted(path.parent.iterdir()):
        if found != path and found.is_file() and found.name.startswith(path.stem) and _tells(found, needles):
            yield found
