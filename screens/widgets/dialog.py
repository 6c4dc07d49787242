"""The base of every dialog, which answers only once."""

from __future__ import annotations

from typing import Any

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen, Screen, ScreenResultType

from screens.widgets.textual_compat import Fitted


class Dialog(Fitted, ModalScreen[ScreenResultType]):
    """A screen over the others that is asked something.

    What comes after its answer, as the second click of two or a key that was on its way, finds it gone: Textual would take
    the screen below away as well, and a form would save twice.
    """

    _answered = False
    _waiting: tuple[ScreenResultType | None] | None = None
    """The answer, while something lies over it that has none yet."""

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Answer, and go once nothing lies over it any more.

        Only the first answer counts.
        """
        if self._gone:
            return AwaitComplete()
        self._answered = True
        if any(map(_stays, self.app.screen_stack[self.app.screen_stack.index(self) + 1 :])):
            self._waiting = (result,)
            return AwaitComplete()
        return super().dismiss(result)

    def on_screen_resume(self) -> None:
        """Go now, where what lay over it has gone."""
        if self._waiting:
            super().dismiss(*self._waiting)
            self._waiting = None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is done once it has answered."""
        return not self._gone and super().check_action(action, parameters)

    @property
    def is_open(self) -> bool:
        """Whether it was begun and has not gone, so that its widgets are there.

        A worker of it may end later than it.
        """
        return self.is_mounted and not self._gone

    @property
    def _gone(self) -> bool:
        """Whether it has answered, or was left behind by going to another screen."""
        return self._answered or self not in self.app.screen_stack


def _stays(over: Screen[Any]) -> bool:
    """Whether a screen would be taken away in the place of the dialog below it: one that is not about to go itself."""
    return not over._answered if isinstance(over, Dialog) else not over.is_modal
