"""Commands that screens are composed of: bindings and actions on whatever the screen has selected.

A screen lists them in ``ACTIONS`` and places their keys among its own by name; :class:`screens.common.screen.BookScreen`
makes one of each and leads an action it has not itself to the first that has it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType

from screens.common.host import Host
from screens.widgets.lists.option import Option
from store.book.book import Book
from store.core.fields import Field

S = TypeVar("S", bound=Host)


class Commands(Generic[S]):
    """What can be done on a screen, apart from what it shows. All they ask of it is in the protocol they name."""

    BINDINGS: ClassVar[list[Binding]] = []
    AT_ONCE: ClassVar[frozenset[str]] = frozenset()
    """Ids of the keys that change something at once: the palette runs none of them unseen from another screen."""

    def __init__(self, screen: S) -> None:
        self.screen = screen

    @property
    def book(self) -> Book:
        """The book of the screen."""
        return self.screen.book

    @property
    def today(self) -> date:
        """The day the screen speaks of."""
        return self.screen.today

    @classmethod
    def keys(cls, *actions: str) -> Iterable[BindingType]:
        """The bindings of these actions in this order, or all of them.

        Raises:
            KeyError: no binding of theirs is for that action.
        """
        by_action = {binding.action: binding for binding in cls.BINDINGS}
        return [by_action[action] for action in actions] if actions else cls.BINDINGS

    def options_for(self, field: Field) -> list[Option] | None:
        """What may be picked for a field, where that is another choice than anywhere else."""
        return None

    def show_added(self, key: str) -> bool:
        """Show the record that was just added, where no list has it; whether it could."""
        return False

    def holds_back(self) -> bool:
        """Whether esc has something of theirs to end before it leads back."""
        return False

    def let_go(self) -> bool:
        """End that; whether it was enough for one press of the key."""
        return False
