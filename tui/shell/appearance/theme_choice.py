"""The theme that is in force: from the start, and picked another one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from textual.app import App
from textual.theme import Theme

from tui.shell.appearance.themes import THEMES, WORDS, chosen, theme_of


class ThemeChoice:
    """Which of the themes the app wears, and the file that keeps it."""

    def __init__(self, app: App[None], kept_in: Path | None) -> None:
        """Have ours in the place of Textual's; nothing is read or kept without a file."""
        self._app, self._kept_in = app, kept_in
        others = [*app.available_themes]
        for theme in self._themes():
            app.register_theme(theme)
        self._start_with(theme_of(chosen(kept_in)))
        for name in others:
            app.unregister_theme(name)

    def _themes(self) -> Iterable[Theme]:
        """The themes, in the colours that the terminal has."""
        system = "none" if self._app.no_color else self._app.console.color_system
        if system in (None, "truecolor"):
            return THEMES
        from tui.shell.appearance.few_colours import adapted

        return [adapted(theme, system) for theme in THEMES]

    def _start_with(self, name: str) -> None:
        """Have these colours from the start: changing to them, as later on, reads all looks a second time."""
        app, theme = self._app, self._app.available_themes[name]
        app.set_reactive(App.theme, name)
        app.stylesheet.set_variables(app.get_css_variables())
        app.update_classes({f"-theme-{name}": True, "-dark-mode": theme.dark, "-light-mode": not theme.dark})

    def pick(self) -> None:
        """Pick other colours; they are kept for the next time."""
        from screens.widgets.lists.option import Option
        from screens.widgets.lists.picker import Picker

        now = self._app.theme.removeprefix(theme_of(""))
        options = [Option(word, label, "now" if word == now else "") for word, label in WORDS.items()]
        self._app.push_screen(Picker("Theme", options, picked=(now,)), self._apply)

    def _apply(self, picked: tuple[str, ...] | None) -> None:
        from tui.shell.appearance.themes import save

        if not picked:
            return
        self._app.theme = theme_of(picked[0])
        if self._kept_in:
            try:
                save(picked[0], self._kept_in)
            except OSError as error:
                self._app.notify(
                    f"Theme not saved: {self._kept_in} cannot be written ({error.strerror}). The theme lasts until you quit.",
                    severity="warning",
                )
