"""The two lists of the composer: who reads, and the parts of what they read."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from screens.widgets.lists.list_view import Listing

ASKED = (
    "name", "job", "email", "leg", "level", "stake", "watches", "cadence", "channel", "kind", "address", "ask", "ask_by",
    "power", "interest", "engagement", "wanted", "manager", "notes",
)  # fmt: skip
"""What a form asks about a stakeholder, in this order."""


class Readers(Listing):
    """The stakeholders, the most urgent first."""

    AT_ONCE = frozenset({"readers.together"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Write", id="readers.open", tooltip="Go to this reader's update"),
        Binding(
            "space",
            "screen.together",
            "Together",
            id="readers.together",
            tooltip="Write one text to several of a kind",
        ),
        Binding("p", "screen.page", "Page", id="readers.page", tooltip="Everything about this stakeholder"),
        Binding("a", "screen.add", "Add", id="readers.add", tooltip="Add a stakeholder"),
        Binding("e", "screen.edit", "Edit", show=False, id="readers.edit", tooltip="Change this stakeholder"),
        Binding(
            "d",
            "screen.delete",
            "Delete",
            show=False,
            id="readers.delete",
            tooltip="Delete this stakeholder; undo brings them back",
        ),
        Binding(
            "n",
            "screen.contact",
            "Contact",
            show=False,
            id="readers.contact",
            tooltip="Note that you talked with them",
        ),
        Binding("t", "screen.thank", "Thank", show=False, id="readers.thank", tooltip="Thank this stakeholder"),
    ]


class FactList(Listing):
    """The parts of the update: what is taken in, and the figure of each."""

    AT_ONCE = frozenset({"facts.toggle", "facts.reset"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "space", "screen.strike", "In or out", id="facts.toggle", tooltip="Take this part in, or strike it"
        ),
        Binding("e", "screen.words", "Edit text", id="facts.words", tooltip="Say this part in your own words"),
        Binding("enter", "open", "Rows", id="facts.rows", tooltip="The records behind this figure"),
        Binding(
            "r", "screen.reset", "As counted", show=False, id="facts.reset", tooltip="Back to what the records say"
        ),
    ]
