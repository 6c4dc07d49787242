"""Forms for records: their options, opening one, saving what was typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Unpack

from screens.common.host import Follow, Host, Implies, RecordForm
from screens.common.outcome import done
from screens.widgets.lists.option import NEW, Option
from store.book.book import Book
from store.book.transaction import Change
from store.core.dates import format_day
from store.core.fields import Field, fields
from store.core.record import ORGANISER, R, Record
from store.core.text import normalize, quoted
from store.core.validation import build
from store.launch.community import with_behaviours
from store.model.calendar import Gathering
from store.model.people import Department, Volunteer
from store.people.absences import away_today
from store.people.directory import by_name, department_of, find_department
from store.people.stages import who_may_host

if TYPE_CHECKING:
    from screens.widgets.forms.form_fields import PickField
    from store.persistence.unsaved_drafts import Keeper, Typed


def options_for(book: Book, field: Field, today: date) -> list[Option]:
    """The options of a field that refers to records or takes new words.

    Where only people are offered who take part, those who are away today stand last, with the day until which they are.
    """
    found: list[Option] = []
    if field.kind == "own" and not field.choices:
        return [Option(behaviour, behaviour) for behaviour in book.community.behaviours]
    if field.kind == "own":
        tables = [t for kind, t in book.kinds() if field in fields(kind)]
        used = {getattr(record, field.name) for table in tables for record in table.values()}
        return [Option(word, field.label_of(word)) for word in dict.fromkeys([*field.choices, *sorted(used)])]
    for table in filter(None, field.ref.split("|")):
        if table == ORGANISER:
            found.insert(0, Option(ORGANISER, "you", "the organiser"))
        elif table == "volunteers":
            people = _who_takes_part(book, field) if field.takes_part else by_name(book.volunteers.values())
            away = {v.id: away_today(book, v.id, today) for v in people} if field.takes_part else {}
            people = sorted(people, key=lambda v: bool(away.get(v.id)))
            found += [Option(v.id, v.name, away.get(v.id) or department_of(book, v), v.email) for v in people]
        elif table == "stakeholders":
            found += [Option(s.id, s.name, s.job) for s in book.stakeholders.values()]
        else:
            named = [
                Option(r.id, getattr(r, "name", "") or getattr(r, "title", r.id))
                for r in book.tables[table].values()
            ]
            found += sorted(named, key=lambda option: normalize(option.label))
    return found


def _who_takes_part(book: Book, field: Field) -> list[Volunteer]:
    """Those who may be picked for what only people do who take part, and those who stand there already."""
    there = who_may_host(book)
    records = [record for kind, table in book.kinds() if field in fields(kind) for record in table.values()]
    values = [getattr(record, field.name) for record in records]
    named = {who for value in values for who in (value if isinstance(value, tuple) else (value,))}
    left = named & book.volunteers.keys() - {volunteer.id for volunteer in there}
    return [*there, *by_name(book.volunteers[who] for who in left)]


def open_form(
    screen: Host,
    title: str,
    asked: Sequence[Field],
    values: Mapping[str, Any],
    save: Callable[[dict[str, Any]], None],
    *,
    intro: str = "",
    enter_saves: bool = False,
    options_for: Callable[[Field], Sequence[Option]] | None = None,
    then: Callable[[], None] | None = None,
    lines: int = 0,
    about: str = "",
    keeper: Keeper | None = None,
    follow: Follow | None = None,
    doubt: Follow | None = None,
    implies: Implies | None = None,
    begin: str = "",
) -> None:
    """Open a form for whatever is asked.

    It begins with what stood in it when the program was ended, if that was never saved.

    Args:
        screen: the screen it lies over.
        title: what the form does.
        asked: its fields.
        values: what they begin with, by name.
        save: gets what was typed, and may raise a GuildbookError.
        intro: a line above the fields.
        enter_saves: enter saves from any field.
        options_for: what may be picked, where not what the screen offers.
        then: runs once it was saved.
        lines: the height of a long text, where the window has so many; 0 for the usual.
        about: the id of the record that the form changes.
        keeper: keeps the text of the one field as it is typed.
        follow: what the values typed so far come to, said while they are typed.
        doubt: what speaks against saving them, said once before they are saved.
        implies: what the values picked so far mean for other fields that are picked.
        begin: the field to begin in, where not the first.
    """
    from screens.widgets.forms.form import Form
    from store.persistence.unsaved_drafts import drop_form, kept_form

    written = keeper.kept() if keeper else None
    filled = None if keeper else kept_form(screen.book.path, title, about)
    name = asked[0].name
    typed: Mapping[str, Typed] = {name: written.text} if written else filled.typed if filled else {}

    half = written or filled
    form = Form(
        title,
        asked,
        values,
        save,
        today=screen.today,
        options_for=lambda field: _with_picked(screen, field, (options_for or screen.options_for)(field), values),
        intro=f"Restored what you typed on {format_day(half.at.date(), screen.today)}." if half else intro,
        about=about,
        enter_saves=enter_saves,
        amounts=screen.book.community.amounts,
        day_first=screen.book.community.day_first,
        lines=lines,
        typed=typed,
        rule_field=_rule_field,
        follow=follow,
        doubt=doubt,
        implies=implies,
        begin=begin,
        kept=(lambda typed: keeper.keep(typed[name], screen.clock.now())) if keeper else None,
    )

    def left(saved: bool | None) -> None:
        if keeper:
            keeper.drop()
        elif filled:
            drop_form(screen.book.path, filled)
        if saved and then:
            then()

    screen.app.push_screen(form, left)


def _with_picked(
    screen: Host, field: Field, offered: Sequence[Option], values: Mapping[str, Any]
) -> Sequence[Option]:
    """The options of a field, with what stood in it at first where a screen offers only some: it has a name, too."""
    value = values.get(field.name)
    picked = set(value if isinstance(value, tuple) else (value,)) - {option.key for option in offered}
    if not field.ref or not picked - {"", None}:
        return offered
    return [*offered, *(o for o in options_for(screen.book, field, screen.today) if o.key in picked)]


def ask_record(
    screen: Host,
    title: str,
    kind: type[R],
    label: Callable[[R], str],
    **options: Unpack[RecordForm[R]],
) -> None:
    """A form for one record: a new one, or the ``base`` of the options changed.

    Args:
        screen: the screen it lies over.
        title: what the form does.
        kind: the kind of record.
        label: how undo will name the change.
        options: all else, see :class:`RecordForm`.
    """
    if not screen.may_write():
        return
    base, preset, names, also = (
        options.get("base"), options.get("preset"), options.get("names"), options.get("also"),
    )  # fmt: skip
    known = {field.name: field for field in fields(kind)}
    asked = [known[name] for name in names] if names else [f for f in known.values() if not f.hidden]
    first = {name: _with_named(field, base) for name, field in known.items()} if base else {}
    first |= dict(preset or {})

    def save(values: dict[str, Any]) -> None:
        record = build(kind, {**(preset or {}), **_plain(known, values)}, base)
        named = label(record)  # by what the book holds before
        with screen.changing(named) as change:
            record = _with_departments(screen.book, change, record, values)
            change.put(record)
            _with_behaviours(screen.book, change, [f for f in asked if values[f.name] != first.get(f.name)], values)
            if also:
                also(change, record)
        screen.say(done(named))

    about = base.id if base and base.id in screen.book.table_of(kind) else ""
    open_form(
        screen,
        title,
        asked,
        first,
        save,
        intro=options.get("intro", ""),
        enter_saves=options.get("enter_saves", False),
        about=about,
        follow=options.get("follow"),
        implies=options.get("implies"),
        begin=options.get("begin", ""),
        doubt=options.get("doubt") or (None if base else lambda values: _same_name(screen.book, kind, values)),
    )


def _same_name(book: Book, kind: type[Record], values: Mapping[str, Any]) -> str:
    """That another record goes by the name already; gatherings share the name of their ritual."""
    wanted = normalize(values.get("name") or "")
    if not wanted or kind is Gathering:
        return ""
    names = (getattr(record, "name", "") for record in book.table_of(kind).values())
    return next((f"{quoted(name)} is already in the book." for name in names if normalize(name) == wanted), "")


def _with_named(field: Field, base: Record) -> Any:
    """A record's value as its form shows it: people who are known by name only stand among the others."""
    value = getattr(base, field.name)
    return (*value, *(NEW + name for name in getattr(base, field.or_named))) if field.or_named else value


def _plain(known: Mapping[str, Field], values: Mapping[str, Any]) -> dict[str, Any]:
    """What was picked and typed, as a record holds it: without what is not in the book yet, names as names."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        if known[name].or_named:
            found[name] = tuple(key for key in value if not key.startswith(NEW))
            found[known[name].or_named] = tuple(key.removeprefix(NEW) for key in value if key.startswith(NEW))
        elif isinstance(value, str) and value.startswith(NEW):
            found[name] = ""
        else:
            found[name] = value
    return found


def _with_behaviours(book: Book, change: Change, asked: Sequence[Field], values: Mapping[str, Any]) -> None:
    """Put behaviours that were typed anew on the community's list."""
    typed = [values[field.name] for field in asked if field.kind == "own" and not field.choices]
    if typed:
        change.put(with_behaviours(book.community, typed))


def _with_departments(book: Book, change: Change, record: R, values: Mapping[str, Any]) -> R:
    """Start the departments that were typed anew, and put their ids in."""
    known = {field.name: field for field in fields(type(record))}
    for name, value in values.items():
        if known[name].ref == "departments" and isinstance(value, str) and value.startswith(NEW):
            typed = value.removeprefix(NEW)
            department = find_department(book, typed) or change.put(Department(name=typed))
            record = build(type(record), {name: department.id}, record)
    return record


def _rule_field(*asked: Any) -> PickField:
    from screens.widgets.forms.recurrence_field import RuleField

    return RuleField(*asked)
