"""The time zone of a new book, wherever a system keeps it."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path, PurePosixPath
from types import SimpleNamespace

import pytest

from tui import locale as locales


@pytest.mark.parametrize(
    ("told", "zone"),
    [
        ("Europe/Vienna", "Europe/Vienna"), (":America/New_York", "America/New_York"),
        ("/usr/share/zoneinfo/Asia/Tokyo", "Asia/Tokyo"), ("CET-1CEST", ""), ("UTC", ""), ("Etc/UTC", ""), ("[/x]", ""),
    ],
)  # fmt: skip
def test_the_time_zone_is_asked_of_the_environment(told: str, zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", told)
    assert locales.time_zone() == zone


def test_the_time_zone_is_asked_of_unix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    link, named = tmp_path / "localtime", tmp_path / "timezone"
    monkeypatch.delenv("TZ", raising=False)
    monkeypatch.setattr(locales, "LOCALTIME", link)
    monkeypatch.setattr(locales, "ZONE_NAME", named)
    monkeypatch.setattr("sys.platform", "linux")
    assert locales.time_zone() == ""
    named.write_text("Europe/Lisbon\n", "ascii")
    assert locales.time_zone() == "Europe/Lisbon"
    linked = PurePosixPath("/var/db/timezone/zoneinfo/Europe/Vienna")
    monkeypatch.setattr(locales, "LOCALTIME", SimpleNamespace(readlink=lambda: linked))
    assert locales.time_zone() == "Europe/Vienna"


def test_the_time_zone_is_asked_of_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    registry = SimpleNamespace(
        HKEY_LOCAL_MACHINE=1,
        OpenKey=lambda *_: nullcontext(),
        QueryValueEx=lambda *_: ("W. Europe Standard Time", 1),
    )
    monkeypatch.delenv("TZ", raising=False)
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setitem(sys.modules, "winreg", registry)
    assert locales.time_zone() == "Europe/Berlin"
    monkeypatch.setitem(sys.modules, "winreg", None)
    assert locales.time_zone() == ""
