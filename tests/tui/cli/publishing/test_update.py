"""``guildbook update``: the draft, where it is written, and what is never overwritten."""

from __future__ import annotations

import email
import stat
from datetime import date
from email import policy
from pathlib import Path

import pyperclip
import pytest
from msgspec.structs import replace

from store.book.book import Book
from store.core.dates import Clock
from store.model.stakeholders import Channel
from store.updates.compose import compose
from tests.support.making import fill
from tests.tui.cli.asking import TODAY, Ask, files_in, run


def test_update_is_the_draft(ask: Ask, sample: Path, clock: Clock, today: date) -> None:
    said = ask("update", "--for", "marta weiss", "--since", "1/11")
    with Book.open(sample, clock, write=False) as book:
        draft = compose(book, book.stakeholders["marta"], today, since=date(2026, 11, 1))
    assert said.status == 0
    assert said.out == draft.text
    assert [section.title for section in draft.unfilled] == []


@pytest.mark.parametrize(("channel", "form"), [("chat", "chat"), ("catch_up", "points"), ("email", "text")])
def test_the_channel_decides_the_form_unless_one_is_given(
    ask: Ask, sample: Path, clock: Clock, channel: Channel, form: str
) -> None:
    with Book.open(sample, clock) as book:
        fill(book, replace(book.stakeholders["marta"], channel=channel))
    said = ask("update", "--for", "marta")
    assert said.out == ask("update", "--for", "marta", "--format", form).out
    assert said.out.startswith({"chat": "*", "points": "1. Result: ", "text": "Subject: "}[form])


def test_update_names_what_is_still_without_words(ask: Ask) -> None:
    said = ask("update", "--for", "marta", "--since", "-2d")
    assert said.status == 0
    assert said.out.startswith("Subject: ")
    assert (said.err.count("\n"), "Lessons learned" in said.err) == (1, True)


def test_update_as_a_mail_draft(ask: Ask, tmp_path: Path) -> None:
    path = tmp_path / "marta.eml"
    said = ask("update", "--for", "marta", "--format", "eml", "--out", str(path))
    assert said.out == f"Saved the update for Márta Weiss to {path}.\n"
    message = email.message_from_bytes(path.read_bytes(), policy=policy.default)
    assert message["To"] == "Márta Weiss <marta@example.org>"
    assert message["X-Unsent"] == "1"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_mail_draft_keeps_its_line_ends_when_printed(sample: Path) -> None:
    done = run("-m", "tui", "--book", str(sample), *TODAY, "update", "--for", "mark bell", "--format", "eml")
    assert done.returncode == 0
    assert b"\r\n" in done.stdout
    assert b"\n" not in done.stdout.replace(b"\r\n", b"")
    assert b"email address" in done.stderr


@pytest.mark.parametrize("there", ["file", "link", "folder", "nowhere"])
def test_update_overwrites_nothing(ask: Ask, tmp_path: Path, there: str) -> None:
    path = tmp_path / "out.txt"
    if there == "file":
        path.write_text("mine")
    elif there == "link":
        path.symlink_to(tmp_path / "elsewhere")
    elif there == "folder":
        path.mkdir()
    else:
        path = tmp_path / "nowhere" / "out.txt"
    before = files_in(tmp_path)
    said = ask("update", "--for", "marta", "--out", str(path))
    assert (said.status, said.out) == (1, "")
    assert str(path) in said.err.splitlines()[0]
    assert files_in(tmp_path) == before
    assert not (tmp_path / "elsewhere").exists()


def test_what_is_copied_and_marked_sent_is_what_was_printed(
    ask: Ask, sample: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[str] = []
    monkeypatch.setattr(pyperclip, "copy", copied.append)
    for name in ("SSH_CONNECTION", "SSH_TTY"):
        monkeypatch.delenv(name, raising=False)
    said = ask("update", "--for", "marta", "--write", "lessons=Bring [x].", "--copy", "--mark-sent")
    assert said.status == 0, said.err
    with Book.open(sample, clock, write=False) as book:
        [sent] = book.updates.values()
    assert copied == [sent.text]
    assert "Bring [x]." in sent.text
    assert said.out.endswith(sent.text)
    assert "guildbook undo" in said.err
    assert ask("sent", "marta").status == 1
