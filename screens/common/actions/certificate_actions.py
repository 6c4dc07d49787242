"""Certificates and thank-you cards of those who are selected, saved as a page to print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.binding import Binding

from screens.common.actions.commands import Commands
from screens.common.host import Host, highlighted_volunteer
from screens.common.record_forms import open_form
from screens.widgets.lists.option import Option
from store.core.dates import FIRST_YEAR, LAST_YEAR
from store.core.errors import Invalid
from store.core.fields import Field
from store.core.text import join_words, pluralize
from store.model.people import Volunteer

MOST_NAMED = 5


class CertificateCommands(Commands[Host]):
    """Certificates of the selected person."""

    BINDINGS: ClassVar[list[Binding]] = [
        Binding(
            "x", "export", "Certificate", show=False, id="person.export", tooltip="Save a certificate or card to print"
        ),
    ]  # fmt: skip

    def action_export(self) -> None:
        """Save a certificate or a card of the selected person."""
        if volunteer := highlighted_volunteer(self.screen):
            self.save([volunteer])

    def save(self, people: Sequence[Volunteer]) -> None:
        """Ask what is to be printed, for which year and where, and write one page for all of them."""
        from screens.common import clipboard
        from store.publish.certificates import SHEETS, certificates

        def write(values: dict[str, Any]) -> None:
            page, empty = certificates(
                self.book, people, self.today, year=_year(values["year"]), sheet=values["sheet"] or "certificate"
            )
            path = clipboard.with_ending(values["path"], ".html", [".html"])
            saved = clipboard.save_as(path, {".html": page.encode})
            without = f" No contributions, so no sheet: {join_words(empty, most=MOST_NAMED)}." if empty else ""
            self.screen.say(f"Saved to {saved}. Print it from a browser.{without}")

        options = [Option(key, *told) for key, told in SHEETS.items()]
        asked = [
            Field("sheet", "Kind", "certificate or thank-you card", "ref", False, "", False, (), "", str),
            Field("year", "Year", "leave empty for all years", "text", False, "", False, (), "", str),
            Field("path", "File", "path to the new file", "text", True, "", False, (), "", str),
        ]
        who = people[0].name if len(people) == 1 else pluralize(len(people), "person", "people")
        path = clipboard.suggested(f"certificates {self.today}", [".html"], written=True)
        open_form(
            self.screen,
            f"Save certificate for {who}",
            asked,
            {"sheet": "certificate", "year": str(self.today.year), "path": path},
            write,
            intro="One A4 page per person: contributions, hours, attendances and thank-yous.",
            enter_saves=True,
            options_for=lambda _: options,
        )


def _year(typed: str) -> int | None:
    """The year that was typed; None for all.

    Raises:
        Invalid: it is none.
    """
    if not typed.strip():
        return None
    if typed.strip().isdecimal() and FIRST_YEAR <= int(typed) <= LAST_YEAR:
        return int(typed)
    raise Invalid({"year": f"‘{typed}’ is not a year. Enter a year such as 2026, or leave it empty for all years."})
