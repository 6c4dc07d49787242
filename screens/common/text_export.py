"""Getting a text out of a screen: copied, or saved as a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from screens.common.host import Host
from screens.common.messages import Copied
from screens.common.record_forms import open_form
from screens.widgets.lists.option import Option
from store.core.fields import Field
from store.core.text import clean

Forms = Mapping[str, Callable[[], bytes]]
"""What a text may be saved as: for each ending of a file name what writes its bytes."""


def copy_text(screen: Host, text: str, name: str, *, also: str = "", rich: bool = False) -> None:
    """Copy a text by every way there is, keep it beside the book, and say how it went.

    Args:
        screen: where it is copied.
        text: what is copied.
        name: what the kept file is called, before it is made fit for a file: a kind, a day, an id, never a person.
        also: what else was done, said behind it.
        rich: whether it is a page, to be pasted with its headings and lists where the system has a way.
    """
    text = clean(text)  # whatever it was made of, it steers no terminal that it is pasted into

    def copy() -> None:
        from screens.common import clipboard
        from store.persistence.book_paths import copies_folder

        way = clipboard.copy_rich(text) if rich else ""
        outcome = clipboard.copy(text, copies_folder(screen.book.path), name, way)
        if not way:  # the terminal would put plain text in the place of the page
            screen.app.call_from_thread(screen.app.copy_to_clipboard, text)
        screen.app.call_from_thread(screen.say, f"{outcome} {also}".strip())
        screen.app.call_from_thread(screen.post_message, Copied(name))

    screen.run_worker(copy, thread=True, exit_on_error=False)


def save_text(screen: Host, title: str, name: str, forms: Forms, *, intro: str = "", ending: str = "") -> None:
    """Ask for a format and a file that does not exist yet, and write the text.

    A known ending that was typed counts more than the format that is picked.

    Args:
        screen: where it is asked.
        title: what the dialog is called.
        name: what the file is about and for whom; it becomes the suggested name.
        forms: what it may be saved as.
        intro: what else is to be known of it.
        ending: the suggested format, where it is not the first of the forms.
    """
    from screens.common import clipboard

    def path_of(values: Mapping[str, str]) -> str:
        return clipboard.with_ending(values.get("path", ""), values.get("form") or first, forms)

    def save(values: dict[str, str]) -> None:
        screen.say(f"Saved to {clipboard.save_as(path_of(values), forms)}.")

    first = ending or next(iter(forms))
    options = [Option(one, *clipboard.format_told(one)) for one in forms]
    form = Field("form", "Format", "depends on where you will use it", "ref", False, "", False, (), "", str)
    path = Field("path", "File", "path to the new file", "text", True, "", False, (), "", str)
    open_form(
        screen,
        title,
        [form, path],
        {"form": first, "path": clipboard.suggested(name, forms)},
        save,
        intro=intro,
        enter_saves=True,
        options_for=lambda _: options,
        follow=lambda values: f"The file will be {path_of(values)}.",
    )
