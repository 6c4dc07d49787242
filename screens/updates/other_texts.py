"""Texts for other readers than stakeholders: the round-up for members, and the note to a manager."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from textual.binding import Binding

from screens.common.actions.commands import Commands
from screens.common.host import Host
from screens.common.text_export import copy_text, save_text
from screens.widgets.lists.option import Option
from store.core.dates import date_range, month_start
from store.core.text import join_words, pluralize
from store.exchange.text_forms import FORMS
from store.model.recognition import Recognition
from store.recognition.recognition import guessed
from store.recognition.teams import TeamQuarter, team_quarters

MANAGER = "manager:"
"""Before the id of one of a manager's people, where a to-do opens the note to them."""
ROUND_UP, MONTH_BEFORE = "round-up", "round-up before"
COPY, SAVE, RECORD = "copy", "save", "record"
_FIRST_WEEK = 7


class OtherTextCommands(Commands[Host]):
    """Copying and saving the round-up for members and the notes to managers."""

    BINDINGS: ClassVar[list[Binding]] = [
        Binding(
            "A",
            "other_text",
            "Other texts",
            show=False,
            id="updates.other_text",
            tooltip="Write the round-up for members, or a note to a manager",
        ),
    ]

    def action_other_text(self) -> None:
        """Choose the round-up for members, or the note to one of the managers whose people contributed."""
        from screens.widgets.lists.picker import Picker

        months = [Option(ROUND_UP, "Round-up for members", "this month")]
        before = Option(MONTH_BEFORE, "Round-up for members", "last month")
        months = [before, *months] if self.today.day <= _FIRST_WEEK else [*months, before]
        teams = team_quarters(self.book, self.today)
        notes = [Option(f"{MANAGER}{one.people[0].id}", f"Note to {one.manager}", _detail(one)) for one in teams]

        def chosen(picked: tuple[str, ...] | None) -> None:
            if picked and picked[0].startswith(MANAGER):
                self.offer_note(picked[0])
            elif picked:
                self._offer_round_up(before=picked[0] == MONTH_BEFORE)

        self.screen.app.push_screen(Picker("Other texts", [*months, *notes]), chosen)

    def _offer_round_up(self, *, before: bool) -> None:
        """Copy the round-up in one of its forms, or save it."""
        from screens.widgets.lists.picker import Picker
        from store.exchange.round_up import ROUND_UP_FORMS, round_up, round_up_in

        month = month_start(self.today) - timedelta(days=1) if before else self.today
        document = round_up(self.book, month, self.today)
        options = [Option(form, f"Copy: {FORMS[form].title}", FORMS[form].purpose) for form in ROUND_UP_FORMS]

        def chosen(picked: tuple[str, ...] | None) -> None:
            if picked == (SAVE,):
                forms = {FORMS[form].ending: round_up_in(document, form).encode for form in ROUND_UP_FORMS}
                save_text(self.screen, "Save round-up as", f"round-up {month:%Y-%m}", forms)
            elif picked:
                copy_text(
                    self.screen,
                    round_up_in(document, picked[0]),
                    f"round-up {month:%Y-%m} {picked[0]}",
                    rich=picked[0] == "html",
                )

        self.screen.app.push_screen(Picker(document.subject, [*options, Option(SAVE, "Save as…")]), chosen)

    def offer_note(self, key: str) -> None:
        """Copy or save the note to a manager, or record it as a thank-you.

        Args:
            key: :data:`MANAGER` and the id of one of their people.
        """
        from screens.widgets.lists.picker import Picker
        from store.exchange.round_up import note_forms, note_to

        who = key.removeprefix(MANAGER)
        one = next((t for t in team_quarters(self.book, self.today) if who in [v.id for v in t.people]), None)
        if one is None:
            self.screen.say("This manager’s team made no contributions last quarter.", problem=True)
            return
        options = [
            Option(COPY, "Copy note", _detail(one)),
            Option(SAVE, "Save note as…", "a text or an email draft"),
            Option(RECORD, "Record as a thank-you", "if you have sent the note"),
        ]

        def chosen(picked: tuple[str, ...] | None) -> None:
            match picked:
                case ("copy",):
                    copy_text(
                        self.screen, note_to(self.book, one)[1], f"manager note {one.until} {one.people[0].id}"
                    )
                case ("save",):
                    name = f"note {one.manager} {one.until}"
                    save_text(self.screen, "Save note as", name, note_forms(self.book, one))
                case ("record",):
                    self._record(one, note_to(self.book, one)[1])

        title = f"Note to {one.manager}, {date_range(one.since, one.until)}"
        self.screen.app.push_screen(Picker(title, options), chosen)

    def _record(self, one: TeamQuarter, words: str) -> None:
        thanks = Recognition(
            to=(one.person,) if one.person else (),
            named=() if one.person else (one.manager,),
            behaviour=guessed(self.book),
            words=words,
            on=self.today,
        )
        self.screen.attempt(f"Thank {one.manager}", lambda change: change.put(thanks))


def _detail(one: TeamQuarter) -> str:
    names = join_words([volunteer.name for volunteer in one.people], most=2)
    return f"{names}: {pluralize(one.sessions, 'session')}"
