"""What every dialog shares: it answers once, and does nothing any more once it has."""

from __future__ import annotations

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen, ScreenResultType

from screens.widgets.containers import Fitted


class Dialog(Fitted, ModalScreen[ScreenResultType]):
    """A screen over the others that is asked something.

    What comes after its answer, as the second click of two or a key that was on its way, finds it gone: Textual would take
    the screen below away as well, and a form would save twice.
    """

    _answered = False

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Answer, and go; only the first answer counts."""
        if self._gone:
            return AwaitComplete()
        self._answered = True
        return super().dismiss(result)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is done once it has answered."""
        return not self._gone and super().check_action(action, parameters)

    @property
    def _gone(self) -> bool:
        """Whether it has answered, or was left behind by going to another screen."""
        return self._answered or self not in self.app.screen_stack
