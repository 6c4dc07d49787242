"""One person's page: everything the book holds about them, on one screen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from screens.doing import PERSON_KEYS
from screens.readying import READY_KEY, ReadyingScreen
from screens.widgets.listing import Column, Listing, Row
from store.adoption import Move, stage_of
from store.dates import short, shown
from store.people import Contact, Tenure, Volunteer, department_of
from store.readiness import Readiness, Teaching, notes_of
from store.recognition import Contribution, Recognition
from store.records import Record, fields, written
from store.rituals import Gathering
from store.text import counted

FACTS = (
    "met_on", "yes_on", "yes_words", "email", "job", "phone", "manager", "topics", "delivery", "tags", "quiet_until", "notes",
)  # fmt: skip


class VolunteerScreen(ReadyingScreen):
    """Everything about one volunteer."""

    ROOM = "pipeline"
    BINDINGS: ClassVar[list[BindingType]] = [
        *PERSON_KEYS,
        READY_KEY,
        Binding(
            "greater_than_sign",
            "move(1)",
            "Next stage",
            key_display=">",
            id="volunteer.next",
            tooltip="Move this person one stage on",
        ),
        Binding(
            "less_than_sign",
            "move(-1)",
            "Back a stage",
            key_display="<",
            id="volunteer.back",
            show=False,
            tooltip="Move this person one stage back",
        ),
        Binding(
            "e", "edit", "Edit", id="volunteer.edit", tooltip="Change what is highlighted, or the person's facts"
        ),
        Binding(
            "d",
            "delete",
            "Delete",
            id="volunteer.delete",
            tooltip="Delete the highlighted line; undo brings it back",
        ),
        Binding("escape,backspace", "leave", "Back", id="volunteer.leave", tooltip="Back to where you came from"),
    ]
    CSS = "VolunteerScreen Listing { height: 1fr; }"

    _id = ""

    def body(self) -> ComposeResult:
        """One list with everything in it."""
        yield Listing(Column(16), Column(share=2), Column(share=3), id="page")

    def arrive(self, key: str) -> None:
        """Show this volunteer."""
        self._id = key
        if self.is_mounted:
            self.fill()

    def person(self) -> str:
        """The volunteer of this page."""
        return self._id

    def fill(self) -> None:
        """List everything about them."""
        volunteer = self.book.volunteers.get(self._id)
        if volunteer is None:
            self.call_later(self.action_leave)
            return
        standing = stage_of(self.book, volunteer, self.today)
        listing = self.query_one(Listing)
        where = ", ".join(filter(None, [standing.stage, department_of(self.book, volunteer)]))
        listing.titled(f"{volunteer.name} · {where}", f"{standing.stage} for {counted(standing.days, 'day')}")
        self._records: dict[str, Record] = {}
        rows: list[Row] = [Row("", ("Facts",), heading=True), *self._facts(volunteer), *self._readiness(volunteer)]
        for title, records in self._groups(volunteer):
            if records:
                rows.append(Row("", (f"{title} · {len(records)}",), heading=True))
                rows += [self._row(record) for record in records]
        listing.show(rows)

    def _facts(self, volunteer: Volunteer) -> Iterator[Row]:
        known = {field.name: field for field in fields(Volunteer)}
        for name in FACTS:
            if text := written(known[name], getattr(volunteer, name), self.today):
                yield Row(name, ((known[name].label, "dim"), text))

    def _readiness(self, volunteer: Volunteer) -> Iterator[Row]:
        """What they may teach alone, how far they are with the rest, and how well they teach."""
        notes = notes_of(self.book, volunteer, self.today)
        if notes:
            yield Row("", ("Readiness",), heading=True)
        for number, note in enumerate(notes):
            if note.record:
                self._records[note.record.id] = note.record
            look = "warn" if note.warn else ""
            when = short(note.when, self.today) if note.when else ""
            cells = ((when, "dim"), (note.what, look), (note.more, look or "dim"))
            yield Row(note.record.id if note.record else f"readiness-{number}", cells)

    def _groups(self, volunteer: Volunteer) -> Iterator[tuple[str, list[Record]]]:
        """What the book holds, by kind, the newest first."""
        book, person = self.book, volunteer.id
        yield "Moves", self._newest(move for move in book.moves.values() if move.volunteer == person)
        yield "Roles", self._newest(tenure for tenure in book.tenures.values() if tenure.volunteer == person)
        yield (
            "Gatherings",
            self._newest(
                g
                for g in book.gatherings.values()
                if g.state == "held" and person in (*g.attended, g.host, *g.cohosts)
            ),
        )
        yield (
            "Contributions",
            self._newest(made for made in book.contributions.values() if made.volunteer == person),
        )
        yield "Thanks", self._newest(thanks for thanks in book.recognitions.values() if person in thanks.to)
        yield "Contacts", self._newest(contact for contact in book.contacts.values() if contact.who == person)

    @staticmethod
    def _newest(records: Iterator[Record]) -> list[Record]:
        return sorted(
            records, key=lambda record: (_day(record), getattr(record, "step", 0), record.id), reverse=True
        )

    def _row(self, record: Record) -> Row:
        self._records[record.id] = record
        what, more = self._told(record)
        return Row(record.id, ((short(_day(record), self.today), "dim"), what, (more, "dim")))

    def _told(self, record: Record) -> tuple[str, str]:
        match record:
            case Move():
                return record.stage, record.note
            case Tenure():
                role = self.book.roles.get(record.role)
                until = f"until {shown(record.until, self.today)}" if record.until else "holds it now"
                return role.name if role else "", f"{record.chosen}, {until}"
            case Gathering():
                part = "hosted" if self._id in (record.host, *record.cohosts) else "came"
                return record.name, part
            case Contribution():
                reached = counted(record.learners, "learner") if record.learners else ""
                return f"{record.kind}{f' «{record.topic}»' if record.topic else ''}", reached
            case Recognition():
                return record.words, f"{record.behaviour} · {record.form}"
            case Contact():
                return record.note or "a word", ""
            case Readiness():
                return f"{record.topic}: {record.level}", record.note
            case Teaching():
                return f"{record.skill}: {record.grade}", record.note
        return "", ""

    # -- keys ------------------------------------------------------------------------------------

    def action_move(self, step: int) -> None:
        """One stage on or back."""
        self.move_by(step)

    @on(Listing.Opened)
    def action_edit(self) -> None:
        """Change the highlighted record, or the person's facts."""
        record = self._records.get(self.query_one(Listing).key)
        if record is None:
            if volunteer := self.volunteer():
                self.ask_record(volunteer.name, Volunteer, lambda v: f"Edit {v.name}", base=volunteer)
            return
        what, _ = self._told(record)
        self.ask_record(what or "Change this", type(record), lambda _: f"Edit «{what}»", base=record)

    def action_delete(self) -> None:
        """Delete the highlighted record; a gathering stays, as it is not this person's alone."""
        record = self._records.get(self.query_one(Listing).key)
        if record is None:
            self.say("Highlight a dated line to delete it; the person is deleted on the board.", problem=True)
        elif isinstance(record, Gathering):
            self.say("A gathering is deleted in the calendar.", problem=True)
        else:
            self.delete(record, f"«{self._told(record)[0]}»")

    def action_leave(self) -> None:
        """Back to where this page was opened."""
        if self.is_current:
            self.app.pop_screen()


def _day(record: Record) -> date:
    """The day a record is about."""
    match record:
        case Tenure():
            return record.since
        case Move() | Gathering() | Contribution() | Recognition() | Contact():
            return record.on
    raise TypeError(f"{type(record).__name__} has no day")
