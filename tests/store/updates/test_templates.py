"""Templates: what stands where is the community's own to say, and a broken template does no harm."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from store.book.book import Book
from store.core.fields import LONGEST_TEXT
from store.exchange.template_files import keep_template, layout_for, template_text
from store.model.community import Community
from store.model.stakeholders import Kind, Stakeholder
from store.persistence.book_paths import template_path
from store.texts.update_results import launch_stands, what_is_to_be_won
from store.updates.compose import compose, keep
from store.updates.templates import PLACES, TITLES, BrokenTemplate, Place, built_in, built_in_layout, read_layout
from tests.support.making import TODAY, fill

EVA = Stakeholder(id="eva", name="Eva [/x] $progress", stake="fewer errors")
OWN = """\
% For us alone.
Subject: $mail from $community

Dear $reader,

$opening

# How $community goes
$progress
# Learned
$lessons

Costs $$5 and a smile.

$closing
"""


@pytest.mark.parametrize("kind", get_args(Kind))
def test_the_built_in_templates_place_every_part_once(kind: Kind) -> None:
    names = [place.name for place in built_in_layout(kind).places]
    assert sorted(names) == sorted(PLACES)
    headed = {place.name: place.heading for place in built_in_layout(kind).places if place.heading}
    wanted = {"lessons", "next", "ask"} if kind == "quick_overview" else {*TITLES} - {"opening"}
    assert headed == {name: TITLES[name] for name in wanted}


def test_a_template_is_understood() -> None:
    layout = read_layout(OWN)
    assert layout.subject == "$mail from $community"
    assert layout.places == (
        Place("", "", "Dear $reader,"),
        Place("opening"),
        Place("progress", "How $community goes"),
        Place("lessons", "Learned"),
        Place("", "", "Costs $$5 and a smile."),
        Place("closing"),
    )


@pytest.mark.parametrize(
    ("before", "after", "line", "told"),
    [
        ("$progress", "$progres", 9, "did you mean $progress?"),
        ("$progress", "$xyzzy", 9, "$xyzzy is unknown"),
        ("Dear $reader,", "Dear $redaer,", 4, "did you mean $reader?"),
        ("Dear $reader,", "Dear $opening,", 4, "$opening needs a line of its own"),
        ("$$5", "$5", 13, "write $$ for a dollar sign"),
        ("$$5", "${community", 13, "write $$ for a dollar sign"),
        ("Subject: $mail from $community", "Hello", 2, "the first line must be the subject"),
        ("Subject: $mail from", "Subject: $nobody from", 2, "$nobody is unknown"),
        ("$lessons", "", 15, "$lessons is missing"),
        ("# Learned", "# Learned by $job and $jobs", 10, "$jobs is unknown"),
    ],
)
def test_a_broken_template_says_which_line(before: str, after: str, line: int, told: str) -> None:
    with pytest.raises(BrokenTemplate) as wrong:
        read_layout(OWN.replace(before, after))
    assert wrong.value.line == line
    assert str(wrong.value).startswith(f"line {line}: ")
    assert told in str(wrong.value)


def test_an_update_follows_the_communitys_template(book: Book) -> None:
    fill(book, EVA, Community(name="Guild {0} %s", organiser="Ida"))
    layout = read_layout(OWN)
    draft = compose(book, EVA, TODAY, layout=layout)
    fill(book, keep(book, draft, words={"lessons": "Begin earlier."}))
    assert compose(book, EVA, TODAY, layout=layout).text == (
        "Subject: INFO from Guild {0} %s\n\n"
        "Dear Eva [/x] $progress,\n\n"  # a name is never read as a template
        f"{launch_stands('Guild {0} %s', 1)} {what_is_to_be_won(EVA.stake)}\n\n"
        "Learned\nBegin earlier.\n\n"  # nothing to tell of progress: its heading goes with it
        "Costs $5 and a smile.\n\n"
        "Best wishes,\nIda\n"
    )
    wins = draft.section("wins")
    assert wins
    assert (wins.placed, wins.taken, wins.figure) == (False, False, "not in the template")


def test_its_file_is_kept_read_and_let_go(book: Book) -> None:
    path = template_path(book.path, "charts")
    assert template_text(book.path, "charts") == built_in("charts")
    assert layout_for(book.path, "charts") == (built_in_layout("charts"), "")
    assert keep_template(book.path, "charts", OWN) == path
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert layout_for(book.path, "charts") == (read_layout(OWN), "")
    assert layout_for(book.path, "quick_overview")[0] == built_in_layout("quick_overview")
    with pytest.raises(BrokenTemplate):
        keep_template(book.path, "charts", "Subject: x\n$opening\n")
    assert template_text(book.path, "charts") == OWN  # the broken one was not written
    assert keep_template(book.path, "charts", " ") is None
    assert not path.exists()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (
            OWN.replace("$closing", "$closign").encode(),
            "charts.txt, line 15: $closign is unknown",
        ),
        (b"Subject: x\n\n\xff\n", "charts.txt, line 3: not UTF-8. Save the file as UTF-8 text."),
        (b"", "charts.txt, line 1: the first line must be the subject"),
        (b"x" * 90_000, "charts.txt, line 1: it is longer than"),
    ],
    ids=["unknown", "not text", "empty", "too long"],
)
def test_a_broken_file_falls_back_to_the_built_in_one(book: Book, data: bytes, told: str) -> None:
    path = template_path(book.path, "charts")
    path.parent.mkdir()
    path.write_bytes(data)
    layout, problem = layout_for(book.path, "charts")
    assert layout == built_in_layout("charts")
    assert problem.startswith(told)
    assert problem.endswith("The built-in template is used.")


def test_a_file_saved_by_notepad_is_read(book: Book) -> None:
    path = template_path(book.path, "quick_overview")
    path.parent.mkdir()
    path.write_bytes(b"\xef\xbb\xbf" + OWN.replace("\n", "\r\n").encode())
    assert layout_for(book.path, "quick_overview") == (read_layout(OWN), "")


def test_a_folder_in_its_place_does_no_harm(book: Book) -> None:
    Path(template_path(book.path, "quick_overview")).mkdir(parents=True)
    layout, problem = layout_for(book.path, "quick_overview")
    assert layout == built_in_layout("quick_overview")
    assert "cannot be read" in problem


def test_a_template_may_be_as_long_as_a_text(book: Book) -> None:
    longest = OWN + "%" * (LONGEST_TEXT - len(OWN) - 1) + "\n"
    assert read_layout(longest) == read_layout(OWN)
    with pytest.raises(BrokenTemplate, match="longer than"):
        read_layout(longest + "%")
