"""Registry of every place where keys work, with its bindings.

The one source of what is printed, found in the palette and checked.

Apart from :mod:`tui.shell.app`, as asking this imports every screen there is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module

from msgspec import Struct
from textual.binding import Binding
from textual.dom import DOMNode

from screens.widgets.keys import written
from screens.widgets.textual_compat import keys_bound
from tui.keybindings.screen_registry import ROOMS

EVERYWHERE, EVERY_SCREEN = "Whole app", "All screens"
APP, SCREEN = "tui.shell.app:GuildbookApp", "screens.common.screen:BookScreen"
EVERY_LIST, FILTER_LINE, IDEA_LINE = "All lists", "Filter line", "idea line"
FORM, PICKER, PEOPLE_IMPORT, CALENDAR_IMPORT = "Form", "Choice list", "Import people", "Import calendar"
ATTENDANCE_IMPORT, FEEDBACK_IMPORT = "Import attendance", "Import feedback"
SURVEY_IMPORT, REQUEST_IMPORT = "Import survey", "Import training requests"
SHARED = {
    EVERY_LIST: "screens.widgets.lists.list_view:Listing",
    "Sections of a page": "screens.widgets.lists.section_list:SectionList",
    "All boards": "screens.widgets.lists.board:Board",
    "All tables": "screens.widgets.lists.cell_grid:CellGrid",
    "Month grid": "screens.widgets.lists.month_grid:Month",
    FILTER_LINE: "screens.widgets.lists.filter_bar:FilterLine",
}
"""What several screens are made of."""
PARTS = {
    "updates": {"stakeholders": "screens.updates.lists:Readers", "sections": "screens.updates.lists:FactList"},
    "departments": {"board": "screens.pipeline.departments:DepartmentBoard"},
    "support": {
        "power and interest": "screens.updates.power_grid:PowerGrid",
        "responsibilities": "screens.updates.stakeholder_map:Duties",
    },
    "facilitate": {
        "ideas": "screens.facilitate.timer:IdeaList",
        IDEA_LINE: "screens.facilitate.ideas:IdeaLine",
    },
}
"""By room: the parts of it with keys of their own."""
DIALOGS = {
    FORM: (
        "screens.widgets.forms.form:Form",
        "screens.widgets.forms.form_fields:FormLine",
        "screens.widgets.forms.form_fields:QuickLine",
        "screens.widgets.forms.form_fields:LongField",
        "screens.widgets.forms.form_fields:QuickText",
        "screens.widgets.forms.form_fields:PickField",
    ),
    "Window too small": ("tui.shell.too_small:TooSmall",),
    "Quick capture": (
        "screens.common.quick_capture:Capture",
        "screens.common.quick_capture:CaptureLine",
    ),
    PICKER: ("screens.widgets.lists.picker:Picker", "screens.widgets.lists.picker:PickList"),
    PEOPLE_IMPORT: (
        "screens.pipeline.import_dialog:BringIn",
        "screens.pipeline.import_dialog:PathLine",
        "screens.widgets.lists.column_picker:Columns",
        "screens.pipeline.import_rows:Staying",
    ),
    CALENDAR_IMPORT: (
        "screens.calendar.import_dialog:BringInCalendar",
        "screens.calendar.import_dialog:AskedLine",
        "screens.calendar.import_dialog:AskedPath",
        "screens.calendar.import_dialog:Events",
    ),
    ATTENDANCE_IMPORT: (
        "screens.common.attendance_dialog:BringInAttendance",
        "screens.common.attendance_dialog:ReportLine",
        "screens.common.attendance_dialog:People",
    ),
    FEEDBACK_IMPORT: (
        "screens.common.feedback_dialog:BringInFeedback",
        "screens.common.feedback_dialog:Answers",
    ),
    SURVEY_IMPORT: (
        "screens.launch.survey_import:BringInSurvey",
        "screens.launch.survey_import:SurveyLine",
        "screens.launch.survey_import:Topics",
    ),
    REQUEST_IMPORT: (
        "screens.calendar.training_requests.request_import:BringInRequests",
        "screens.calendar.training_requests.request_import:FormPath",
        "screens.calendar.training_requests.request_import:Answers",
    ),
    "Unsaved text": ("screens.common.recovery_dialog:Resuming",),
    "Welcome": ("screens.launch.welcome:Welcome",),
    "Missing book": ("screens.launch.missing_book:Missing",),
    "Help": ("tui.shell.help:Help", "tui.shell.help:Keys"),
}
"""The dialogs, each with the widgets in it that have keys of their own."""
TYPED_IN = (
    FORM,
    PICKER,
    PEOPLE_IMPORT,
    CALENDAR_IMPORT,
    ATTENDANCE_IMPORT,
    SURVEY_IMPORT,
    REQUEST_IMPORT,
    FILTER_LINE,
)
"""Where a letter is typed, and so cannot be a key."""


class Key(Struct, frozen=True):
    """One binding: its keys, its action, and what the action does."""

    id: str
    keys: tuple[str, ...]
    """As Textual names them."""
    shown_as: str
    """As they are shown: ‘ctrl+p, :’."""
    action: str
    does: str
    gained: str
    in_footer: bool
    at_once: bool
    """Whether it changes something at once, so that one should see what before."""


class Place(Struct, frozen=True):
    """Where keys work: the app, a screen, a part of one, or a dialog."""

    name: str
    room: str
    """The screen it is or belongs to; empty for other places."""
    kind: type[DOMNode]
    keys: tuple[Key, ...]
    """Its own keys, without those that it shares with every screen or list."""


def class_at(path: str) -> type[DOMNode]:
    """The class at ‘module:name’."""
    module, _, name = path.partition(":")
    found: type[DOMNode] = getattr(import_module(module), name)
    return found


def bindings(kind: type[DOMNode]) -> dict[str, list[Binding]]:
    """The bindings of a class with what it inherits, by id."""
    found: dict[str, list[Binding]] = {}
    for _, binding in keys_bound(kind):
        if binding.id and not binding.system:
            found.setdefault(binding.id, []).append(binding)
    return found


def _at_once(kind: type[DOMNode]) -> frozenset[str]:
    """The ids of keys that change something at once: those of a class, what it inherits and what it is composed of."""
    parts = [*kind.__mro__, *getattr(kind, "ACTIONS", ())]
    return frozenset[str]().union(*(getattr(part, "AT_ONCE", ()) for part in parts))


def _keys_of(kind: type[DOMNode], *without: type[DOMNode]) -> tuple[Key, ...]:
    """What is bound here, but for what those others bind as well."""
    left_out = {name for other in without for name in bindings(other)}
    at_once = _at_once(kind)
    return tuple(
        Key(
            name,
            tuple(binding.key for binding in found),
            ", ".join(written(binding.key) for binding in found),
            found[0].action,
            found[0].description,
            found[0].tooltip,
            found[0].show,
            name.endswith(".delete") or name in at_once,
        )
        for name, found in bindings(kind).items()
        if name not in left_out
    )


@cache
def places() -> tuple[Place, ...]:
    """Every place with keys of its own, in the order of the rooms."""
    app, screen = class_at(APP), class_at(SCREEN)
    shared = {name: class_at(path) for name, path in SHARED.items()}
    found = [Place(EVERYWHERE, "", app, _keys_of(app)), Place(EVERY_SCREEN, "", screen, _keys_of(screen))]
    for room, about in ROOMS.items():
        kind = class_at(f"{about.module}:{about.screen}")
        found.append(Place(about.title, room, kind, _keys_of(kind, screen)))
        for name, path in PARTS.get(room, {}).items():
            part = class_at(path)
            found.append(
                Place(f"{about.title}, {name}", room, part, _keys_of(part, *_above(part, shared.values())))
            )
    found += [
        Place(name, "", kind, _keys_of(kind, *_above(kind, shared.values()))) for name, kind in shared.items()
    ]
    for name, paths in DIALOGS.items():
        found += [
            Place(name, "", kind, _keys_of(kind, *_above(kind, shared.values()))) for kind in map(class_at, paths)
        ]
    return tuple(found)


def _above(kind: type[DOMNode], others: Iterable[type[DOMNode]]) -> Iterator[type[DOMNode]]:
    """Those of the others that a class is built on."""
    return (other for other in others if other is not kind and issubclass(kind, other))


def ids() -> dict[str, list[tuple[Place, Key]]]:
    """Every binding by its id, with each place that has it."""
    found: dict[str, list[tuple[Place, Key]]] = {}
    for place in places():
        for key in place.keys:
            found.setdefault(key.id, []).append((place, key))
    return found


def typed_in(place: Place) -> bool:
    """Whether letters are typed there."""
    return place.name in TYPED_IN or place.name.endswith(IDEA_LINE)
