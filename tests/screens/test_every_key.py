"""Every key of every place, and of the states that one more key leads to, in a book full of hostile words.

With ``GUILDBOOK_LONG`` every key is pressed in every state that two keys reach, which takes an hour or two.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import LONG
from tests.screens.test_hostile import hostile_file
from tests.support.forms import faults_of_forms
from tests.support.harness import PLACES
from tests.support.walks.walking import Walk

__all__ = ["hostile_file"]


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is saved or copied stays here."""
    for variable in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(variable, str(tmp_path))
    monkeypatch.setattr("screens.common.clipboard._native", lambda _: "")
    monkeypatch.setattr("screens.common.clipboard._tmux", lambda _: "")


@pytest.mark.parametrize("place", PLACES)
async def test_no_key_is_silent_and_none_does_harm(
    hostile_file: Path, tmp_path: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    long_forms = faults_of_forms(monkeypatch)
    async with Walk(hostile_file, tmp_path, PLACES[place], short=not LONG) as walk:
        await walk.everything()
    assert not walk.silent, walk.silent
    assert len(walk.pressed) > 5
    assert not long_forms, long_forms
