"""What the documents say: links lead somewhere, commands are understood, the README stays short and quotes what is written."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from tui.cli.parser import parse
from tui.cli.registry import COMMANDS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = sorted((*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "tests").rglob("*.md")))
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`")
TEST_COMMAND = re.compile(r"^python3 .*-m pytest$", re.MULTILINE)
START_COMMAND = re.compile(r"^python3 .*guildbook demo$", re.MULTILINE)
QUOTED_UPDATE = ROOT / "tests/golden/test_texts/update-marta-quick-overview.txt"


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def prose(text: str) -> str:
    """The text without its blocks of code."""
    return FENCE.sub("", text)


def anchors(text: str) -> set[str]:
    """What its headings are linked by, as GitHub and GitLab make it."""
    headings = re.findall(r"^#+ (.+)$", prose(text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def broken_links(path: Path, text: str) -> Iterator[str]:
    for link in LINK.findall(prose(text)):
        if re.match(r"\w+:", link):
            continue
        file, _, anchor = link.partition("#")
        target = path.parent / unquote(file) if file else path
        if not target.exists() or (anchor and anchor not in anchors(text_of(target))):
            yield f"{name_of(path)}: {link}"


def commands(text: str) -> Iterator[str]:
    """Every ``guildbook …`` that a document shows, in a block or within a sentence."""
    for language, block in FENCE.findall(text):
        if language == "sh":
            for line in block.splitlines():
                yield from re.findall(r"^guildbook\b.*", line.partition("  #")[0].partition(" && ")[0])
    yield from (code for code in CODE.findall(prose(text)) if code.split()[0] == "guildbook")


def test_the_readme_has_a_thousand_words_at_most() -> None:
    assert len(README.split()) <= 1000


def test_every_relative_link_leads_to_a_file_and_a_heading() -> None:
    assert [link for path in DOCUMENTS for link in broken_links(path, text_of(path))] == []


def test_a_link_to_no_file_and_one_to_no_heading_are_seen() -> None:
    text = "[a](README.md) [b](nowhere.md) [c](#changes) [d](#nothing) [e](https://example.org)\n"
    assert list(broken_links(ROOT / "CHANGELOG.md", text)) == ["CHANGELOG.md: nowhere.md", "CHANGELOG.md: #nothing"]


def test_every_document_is_reached_from_the_readme() -> None:
    reached, waiting = set[Path](), [ROOT / "README.md"]
    while waiting:
        path = waiting.pop()
        if path not in reached:
            reached.add(path)
            links = (unquote(link.partition("#")[0]) for link in LINK.findall(prose(text_of(path))))
            waiting += [
                to for link in links if (to := (path.parent / link).resolve()).suffix == ".md" and to.exists()
            ]
    assert {name_of(path) for path in DOCUMENTS} - {name_of(path) for path in reached} == set()


def test_every_test_that_shows_a_guarantee_is_there() -> None:
    rows = [line for line in text_of(ROOT / "docs/guarantees.md").splitlines() if line.startswith("| ")]
    shown = [re.findall(r"`(tests/[^`]+)`", row) for row in rows if "---" not in row and "shown by" not in row]
    assert len(shown) > 20
    assert all(shown)
    assert [path for paths in shown for path in paths if not (ROOT / path).is_file()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_command_is_understood(document: Path) -> None:
    for command in commands(text_of(document)):
        words = shlex.split(command)[1:]
        if len(words) == 1 and not words[0].startswith("-"):  # a command that is only mentioned
            assert words[0] in COMMANDS
        elif not {"…", "--help", "--version"} & {*words}:
            parse(words)


def test_the_commands_of_the_readme_are_seen() -> None:
    assert sum(command.startswith("guildbook ") for command in commands(README)) >= 6


def test_the_two_commands_to_begin_with_are_told_once_and_the_same_in_both_places() -> None:
    installation = text_of(ROOT / "docs/installation.md")
    for pattern in (TEST_COMMAND, START_COMMAND):
        (command,) = pattern.findall(README)
        assert f"`{command}`" in installation


def test_the_update_that_is_quoted_is_the_one_that_is_written(pytestconfig: pytest.Config) -> None:
    """Renewed, after the golden texts, by ``python -m pytest tests/test_documents.py --snapshot-update``."""
    (quoted,) = (block for language, block in FENCE.findall(README) if language == "text")
    written = text_of(QUOTED_UPDATE)
    if pytestconfig.option.update_snapshots and quoted != written:
        (ROOT / "README.md").write_text(README.replace(quoted, written), encoding="utf-8")
    else:
        assert quoted == written
