"""The reference pages in ``docs`` are what the program says; ``--snapshot-update`` writes them anew."""

from __future__ import annotations

import pytest

from tests.support import reference
from tui.cli.registry import COMMANDS
from tui.keybindings.registry import ids


@pytest.mark.parametrize("name", reference.PAGES)
def test_a_page_is_what_the_program_says(name: str, pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption("update_snapshots"):
        reference.write()
    kept = (reference.DOCS / name).read_text("utf-8")
    assert kept == reference.PAGES[name](), f"renew docs/{name} with: python -m tests.support.reference"


def test_every_command_and_every_key_is_on_its_page() -> None:
    told = reference.command_line()
    assert all(f"## guildbook {command}\n" in told for command in COMMANDS)
    assert "### guildbook import people\n" in told
    told = reference.keys()
    assert all(f"`{name}` |\n" in told for name in ids())
