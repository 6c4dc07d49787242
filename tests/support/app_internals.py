"""What tests ask of Guildbook's own screens and app that has no public way, each in one place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from random import Random
from typing import Any
from unittest.mock import patch

from textual.app import App
from textual.widget import Widget
from textual.widgets import Input, TextArea

from screens.common import clipboard
from screens.facilitate.timer import FacilitateScreen
from screens.launch.welcome import Welcome
from screens.recognition.log_views import VIEWS
from screens.recognition.recognition import RecognitionScreen
from screens.widgets.forms.field_values import to_keep
from screens.widgets.forms.form import Form
from screens.widgets.forms.form_fields import PickField
from screens.widgets.line_widget import Drawn
from store.book.book import Book
from store.persistence.unsaved_drafts import Typed
from tests.support.harness import HOSTILE
from tests.support.textual_internals import beats
from tui.cli.commands import serve
from tui.shell.app import GuildbookApp
from tui.shell.background import SpareTime
from tui.shell.palette.command_palette import Entry, Palette
from tui.shell.phase_timer import Alarm

VALUES = {"date": ("today", "+1w", "-2w"), "money": ("12", "1200.50"), "number": ("3", "40"), "time": ("9:30",)}


# -- forms -----------------------------------------------------------------------------------------


def widget_of(form: Form, name: str) -> Widget:
    """The widget of a field."""
    return form._widgets[name]


def is_composed(form: Form) -> bool:
    """Whether a form has its fields already."""
    return bool(form._widgets) and form.is_mounted


def field_in(form: Form) -> str:
    """The name of the field that has the focus."""
    return next(name for name, widget in form._widgets.items() if widget is form.focused)


def raw(form: Form) -> dict[str, Any]:
    """What stands in the fields of a form, as it was typed."""
    return form._raw()


def typed_in(form: Form, *names: str) -> Mapping[str, Typed]:
    """What stands in some of its fields, as it is kept when the program is ended."""
    return {name: to_keep(form._widgets[name]) for name in names}


def fill_in(form: Form, chance: Random) -> None:
    """Put something into fields of a form: into those that need it, and into some that do not."""
    for field in form._fields:
        widget = form._widgets[field.name]
        if isinstance(widget, PickField):
            keys = [option.key for option in widget._options()]
            if keys and (not widget.picked or chance.random() < 0.3):
                widget._take((chance.choice(keys),))
        elif isinstance(widget, Input) and (not widget.value or chance.random() < 0.2):
            widget.value = chance.choice(VALUES.get(field.kind, (f"{HOSTILE} {chance.randint(0, 9)}",)))
        elif isinstance(widget, TextArea) and (field.needed or chance.random() < 0.5):
            widget.text = f"{HOSTILE}\nsays {chance.randint(0, 9)}"


# -- painting --------------------------------------------------------------------------------------


def stale_lines(widget: Drawn) -> list[tuple[object, object]]:
    """The lines that a widget would draw otherwise than they stand on the screen: as they stand, and as drawn."""
    seen = range(widget.scrollable_content_region.height)
    lines = ((widget._painted.get(y), widget.draw_line(y)) for y in seen)
    return [(painted, drawn) for painted, drawn in lines if painted != drawn]


def redraw_now(widget: Drawn, lines: Iterable[int] | None = None) -> None:
    """Look now, and not in a moment, which lines look different: all, or these."""
    if lines is None:
        widget._redraw_all()
    else:
        widget._refresh_changed(lines)


# -- screens ---------------------------------------------------------------------------------------


def show_view(screen: RecognitionScreen, view: str) -> None:
    """Show a view without pressing keys for it."""
    screen._view = VIEWS.index(view)
    screen.fill()


def counts_down(screen: FacilitateScreen) -> bool:
    """Whether the digits of the timer follow the clock."""
    return beats(screen._beat)


def ask_first_questions(screen: Welcome) -> None:
    """Open the form with which a book begins."""
    screen._ask()


# -- the palette -----------------------------------------------------------------------------------


def offered(palette: Palette) -> list[Entry]:
    """What the palette offers for what is typed."""
    return list(palette._offered.values())


def commands_elsewhere(palette: Palette) -> list[Entry]:
    """The commands of other screens that it knows."""
    return palette._elsewhere


def record_entries(palette: Palette) -> list[Entry]:
    """The records that it knows."""
    return palette._records


def all_entries(palette: Palette) -> list[Entry]:
    """All that it looks through."""
    return palette._in_order()


def empty_line(palette: Palette) -> None:
    """Take out what was typed, without looking for anything."""
    palette._typed = ""


async def look_elsewhere(palette: Palette) -> None:
    """Look up the commands of other screens, as it does beside what is typed."""
    await Palette._look_elsewhere.__wrapped__(palette)  # type: ignore[attr-defined]


# -- the app ---------------------------------------------------------------------------------------


def the(app: App[Any]) -> GuildbookApp:
    """The app as ours."""
    assert isinstance(app, GuildbookApp)
    return app


def alarm(app: App[Any]) -> Alarm:
    """What wakes the app when a phase of a talk ends."""
    found = the(app)._alarm
    assert found
    return found


def will_wake(app: App[Any]) -> bool:
    """Whether the app is to be woken."""
    return alarm(app)._wait is not None


def write_controls_to(app: App[Any], write: Callable[[str], None]) -> None:
    """Have control characters written elsewhere than to the terminal."""
    the(app)._control = write  # type: ignore[method-assign]


def asks_what_became_of_the_book(app: GuildbookApp) -> bool:
    """Whether the app is started on a book that is missing."""
    return app._traces is not None


def claim_now(app: App[Any]) -> None:
    """Do what comes half a second after the first screen."""
    the(app).startup._greet()


def spare_time(app: App[Any]) -> SpareTime:
    """The time in which other screens are got ready."""
    return the(app).startup._spare


def spare_from(app: App[Any]) -> tuple[float, float]:
    """When other screens are got ready, and when the book is claimed."""
    startup = the(app).startup
    return startup._spare._from, startup.pause._from


def is_at_rest(app: App[Any]) -> bool:
    """Whether a key that is typed ahead would act now."""
    return the(app)._ahead._at_rest()


def remembered(book: Book, name: str) -> set[object]:
    """What a book has worked out and kept of one question."""
    return {key for key in book._queries.answers if key[0].__name__ == name}


def keep_copy(text: str, folder: Any, name: str) -> None:
    """Keep a text as copying it does, while there is no clipboard."""
    with patch.object(clipboard, "_native", return_value=""), patch.object(clipboard, "_tmux", return_value=""):
        clipboard.copy(text, folder, name)


# -- serving ---------------------------------------------------------------------------------------


async def served(words: list[str], port: int) -> Any:
    """What answers a browser."""
    return await serve._server(words, port)._make_app()


def look_whether_free(port: int) -> None:
    """Refuse a port that someone listens at."""
    serve._look_whether_free(port)
