"""Which command opens a long text, as Unix and Windows write commands."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from screens.widgets.forms.external_editor import command_words, edited, editor
from store.core.errors import GuildbookError


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("code --wait", ["code", "--wait"]),
        (r'"C:\Program Files\VS\code.cmd" --wait', [r"C:\Program Files\VS\code.cmd", "--wait"]),
        (r"C:\x\edit.exe /a", [r"C:\x\edit.exe", "/a"]),
        (r'C:\"Program Files"\n.exe', [r"C:\Program Files\n.exe"]),
        (r'n.exe -o="a b" c', ["n.exe", "-o=a b", "c"]),
    ],
)
def test_a_command_of_windows(command: str, words: list[str]) -> None:
    assert command_words(command, windows=True) == words


def test_a_program_of_windows_with_blanks_and_no_quotation_marks(tmp_path: Path) -> None:
    program = tmp_path / "my editor.exe"
    program.touch()
    assert command_words(str(program), windows=True) == [str(program)]


def test_a_command_of_unix() -> None:
    assert command_words(r"'my editor' a\ b", windows=False) == ["my editor", "a b"]


@pytest.mark.parametrize("command", ['"', '""', 'x "y'])
@pytest.mark.parametrize("windows", [True, False])
def test_what_is_no_command(command: str, *, windows: bool) -> None:
    with pytest.raises(ValueError, match=r"^$|No closing"):
        command_words(command, windows=windows)
    with pytest.raises(GuildbookError):
        editor({"EDITOR": command})


def test_the_editor_is_looked_up_as_the_system_would(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "code"
    program.touch(mode=0o700)
    monkeypatch.setattr("shutil.which", {"code": f"{program}.cmd"}.get)
    assert editor({"VISUAL": "code --wait"}) == [f"{program}.cmd", "--wait"]
    assert editor({"EDITOR": "elsewhere x"}) == ["elsewhere", "x"]


def test_a_mark_that_notepad_puts_before_a_text_is_no_part_of_it() -> None:
    saves = "import sys; open(sys.argv[1], 'w', encoding='utf-8-sig').write('Größe')"
    assert edited("x", [sys.executable, "-c", saves]) == "Größe"
