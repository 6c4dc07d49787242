"""The rows of an import that are not new people: those that need correcting, and those of people already in the book."""

from __future__ import annotations

from textual.binding import Binding

from screens.widgets.lists.list_view import Listing


class Staying(Listing):
    """The rows left out, each with its reason."""

    BINDINGS = [
        Binding(
            "enter",
            "screen.take",
            "Import",
            id="staying.take",
            tooltip="Import everyone not listed here, and the ticked updates",
        ),
        Binding(
            "space",
            "screen.tick",
            "Update",
            id="staying.tick",
            tooltip="Update this person from the list, or leave them unchanged",
        ),
        Binding(
            "a",
            "screen.tick_all",
            "Update all",
            id="staying.tick_all",
            tooltip="Update everyone in the book, or leave all unchanged",
        ),
        Binding("tab", "app.focus_next", "Path", id="staying.path", tooltip="Go back to the file path"),
    ]
