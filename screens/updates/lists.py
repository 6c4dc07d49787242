"""The two lists of the composer: stakeholders, and the sections of their update."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from screens.common.actions.general_actions import View
from screens.widgets.lists.list_view import Listing
from screens.widgets.lists.noted_list import NotedList

ASKED = (
    "name", "job", "email", "department", "leg", "stake", "cadence", "channel", "kind",
    "watches", "address", "ask", "ask_by",
    "level", "manager", "notes",
)  # fmt: skip
"""What a form asks about a stakeholder, in this order."""
STANCE = ("power", "interest", "engagement", "wanted")
"""What belongs to the stakeholder map."""

VIEWS = (
    View("updates", "Updates", "updates due and their text"),
    View("sent", "Sent updates", "updates as they were sent"),
    View("posts", "Comms plan", "planned posts"),
    View("support", "Stakeholder map", "power and interest"),
)
"""The views of Updates."""


class Readers(NotedList):
    """The stakeholders, the most urgent first; below each what they receive."""

    AT_ONCE = frozenset({"readers.together"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Write", id="readers.open", tooltip="Write this recipient’s update"),
        Binding(
            "space",
            "screen.together",
            "Together",
            id="readers.together",
            tooltip="Write one text for several recipients",
        ),
        Binding("p", "screen.page", "Page", id="readers.page", tooltip="Open this stakeholder’s page"),
        Binding("a", "screen.add", "Add", id="readers.add", tooltip="Add a stakeholder"),
        Binding("e", "screen.edit", "Edit", show=False, id="readers.edit", tooltip="Edit this stakeholder"),
        Binding(
            "d",
            "screen.delete",
            "Delete",
            show=False,
            id="readers.delete",
            tooltip="Delete this stakeholder (can be undone)",
        ),
        Binding(
            "n",
            "screen.contact",
            "Contact",
            show=False,
            id="readers.contact",
            tooltip="Record contact with this stakeholder",
        ),
        Binding("t", "screen.thank", "Thank", show=False, id="readers.thank", tooltip="Thank this stakeholder"),
    ]


class FactList(Listing):
    """The sections of the update, each included or left out, with its figure."""

    AT_ONCE = frozenset({"facts.toggle", "facts.reset"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "space", "screen.strike", "Include", id="facts.toggle", tooltip="Include this section, or leave it out"
        ),
        Binding("e", "screen.words", "Edit text", id="facts.words", tooltip="Write this section yourself"),
        Binding("enter", "open", "Records", id="facts.rows", tooltip="Show the records behind this figure"),
        Binding(
            "d",
            "screen.reset",
            "Delete text",
            show=False,
            id="facts.reset",
            tooltip="Replace your own text with the text from the book",
        ),
    ]
