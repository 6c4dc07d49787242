"""What dialogs and commands ask of the screen they belong to: its book, who is selected, and to write and say.

A protocol, so that none of them knows the screen, which knows them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import Any, Generic, Protocol, TypedDict, TypeVar, Unpack, overload

from textual.app import App
from textual.message import Message
from textual.widget import Widget

from screens.widgets.lists.option import Option
from store.book.book import Book
from store.book.transaction import Change
from store.core.dates import Clock
from store.core.fields import Field
from store.core.record import R, Record
from store.model.people import Volunteer

W = TypeVar("W", bound=Widget)
Follow = Callable[[Mapping[str, Any]], str]
"""A sentence about the values of a form that hold so far, by name; nothing where there is none."""
Implies = Callable[[Mapping[str, Any]], Mapping[str, Any]]
"""Values of other fields that follow from those of a form so far, by name."""


class RecordForm(TypedDict, Generic[R], total=False):
    """What a form for one record may be told besides its title, its kind and its label."""

    base: R | None
    """The record to change; a new one without it."""
    preset: Mapping[str, Any] | None
    """Values a new one starts with, also for fields that are not asked."""
    names: Sequence[str]
    """The fields to ask, in order; all of them otherwise."""
    also: Callable[[Change, R], object]
    """What else belongs to the same change."""
    intro: str
    """A line above the fields."""
    enter_saves: bool
    """Enter saves from any field."""
    follow: Follow
    """What the values typed so far come to, said while they are typed."""
    begin: str
    """The field to begin in, where not the first."""
    implies: Implies
    """What the values picked so far mean for other fields that are picked, until someone picks there."""
    doubt: Follow
    """What speaks against saving them; it is said once, and saving again does it all the same."""


class Host(Protocol):
    """A screen on a book, as its dialogs and commands know it."""

    book: Book
    clock: Clock

    @property
    def app(self) -> App[Any]:
        """The app, which shows dialogs."""

    @property
    def today(self) -> date:
        """The day the screen speaks of."""

    def person(self) -> str:
        """The id of the volunteer or stakeholder that is selected."""

    def fill(self) -> None:
        """Show what the book holds now."""

    def post_message(self, message: Message) -> bool:
        """Ask something of the app."""

    def call_after_refresh(self, callback: Callable[..., Any], *args: Any) -> bool:
        """Do something once what was changed is shown."""

    def run_worker(self, work: Any, *, thread: bool = ..., exit_on_error: bool = ...) -> Any:
        """Do something beside the screen."""

    def say(self, text: str, *, problem: bool = False) -> None:
        """Tell the user something in passing."""

    def may_write(self) -> bool:
        """Whether the book can be changed; where not, say why."""

    def changing(self, label: str) -> AbstractContextManager[Change]:
        """One change of the book."""

    def attempt(self, label: str, work: Callable[[Change], object], done: str = "") -> bool:
        """Do one change and say how it went."""

    def ask_record(
        self, title: str, kind: type[R], label: Callable[[R], str], **options: Unpack[RecordForm[R]]
    ) -> None:
        """A form for one record."""

    def options_for(self, field: Field) -> list[Option]:
        """What may be picked for a field."""

    def delete(self, record: Record | None, name: str) -> None:
        """Delete a record."""


class WidgetHost(Host, Protocol):
    """A screen whose widgets its commands work on as well."""

    @property
    def focused(self) -> Widget | None:
        """The widget that has the keys."""

    def query(self, selector: Any = ..., /) -> Any:
        """Its widgets that fit."""

    @overload
    def query_one(self, selector: str) -> Widget: ...

    @overload
    def query_one(self, selector: type[W]) -> W: ...

    @overload
    def query_one(self, selector: str, expect_type: type[W]) -> W: ...

    def query_one(self, selector: str | type[W], expect_type: type[W] | None = None) -> Widget | W:
        """Its one widget that fits."""

    def mount(self, widget: Widget, /, *, before: Any = ...) -> Any:
        """Put a widget on it."""

    def set_focus(self, widget: Widget | None) -> None:
        """Let a widget have the keys."""


def highlighted_volunteer(screen: Host) -> Volunteer | None:
    """The selected volunteer, or None with a word about it."""
    volunteer = screen.book.volunteers.get(screen.person())
    if volunteer is None:
        screen.say("Select a volunteer first.", problem=True)
    return volunteer
