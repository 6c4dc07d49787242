"""Command lines, how each ends, and the facts it tells: one table, which a new command gets its lines in."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.tui.cli.asking import HOSTILE, Ask, in_order

MARK, BELLINI, MARTA = "Mark Bell (Sales)", "Mark Bellini", "Márta Weiss (COO)"
DONE, BAD, WRONG_USAGE = 0, 1, 2

LINES: list[tuple[str, int, tuple[str, ...]]] = [
    # the week, the people, the calendar
    ("week", DONE, ("23 Nov 2026", "Wed 25 Nov 12:30", "Ask me anything", "Fri 27 Nov", "Kick-off")),
    ("week --all", DONE, ("To-dos: 11", "First step", " Update Mark Bell: step 5 of 5", "Updates", "Settings", " Review the time zone: not set")),
    ("week --today 2026-11-30", DONE, ("30 Nov 2026", "Wed 2 Dec 12:30", "Ask me anything")),
    ("people", DONE, (
        "Interested: 2", "Eve␛[2J␛]0;x␇ �klof", "1 day", "22 Nov", "Tom Okafor", "21 days", "2 Nov",
        "Onboarding: 1", HOSTILE, "9 days", "14 Nov", "Core: 1", "Ána Ruiz", "4 people", "1 member",
    )),
    ("people --stage onboarding", DONE, ("Onboarding: 1", HOSTILE, "9 days", "14 Nov", "1 person")),
    ("people --stage ONB", DONE, ("Onboarding: 1", HOSTILE, "1 person")),
    ("calendar", DONE, (
        "23 Nov", "21 Dec 2026", "Wed 25 Nov 12:30", "Ask me anything", "Fri 27 Nov", "Kick-off", "Wed 2 Dec 12:30",
        "Wed 9 Dec 12:30", "Wed 16 Dec 12:30", "5 gatherings", "4 without",
    )),
    ("calendar --from -2w --to 22/11", DONE, (
        "Wed 11 Nov 12:30", "Thu 19 Nov", "Ána Ruiz", "held", "2 attendees", "Wed 18 Nov", "Fri 20 Nov", "Café", "skipped",
        "no one could", "3 gatherings",
    )),
    ("calendar --from 2026-01-01 --to 2026-01-31", DONE, ("1", "31 Jan 2026")),
    ("calendar --from someday", WRONG_USAGE, ("--from", "someday")),
    ("calendar --from fri --to yesterday", WRONG_USAGE, ("2026-11-22", "2026-11-27")),
    ("people --stage bored", WRONG_USAGE, ("bored",)),
    # an update: for whom, of which kind, in which form
    ("update --for 'MÁRTA WEISS'", DONE, ("Márta",)),
    ("update --for mart", DONE, ("Márta",)),
    ("update --for 'Mark Bell'", DONE, ("Mark",)),
    ("update --for 'mark belli'", DONE, ("Mark",)),
    ("update --for marta --kind report", DONE, ("Márta", "\nParticipation\n")),
    ("update --for marta --kind charts", DONE, ("Márta", "\nParticipation\n")),
    ("update --for marta --kind picture", DONE, ("Márta", "\nParticipation\n")),
    ("update --for marta --format text", DONE, ("Subject: ", "Márta")),
    ("update --for marta --format markdown", DONE, ("# ", "Márta")),
    ("update --for marta --format html", DONE, ("<!DOCTYPE html>", "Márta")),
    ("update --for marta --format slack", DONE, ("for information", "Márta")),
    ("update --for mar", BAD, (MARK, BELLINI, MARTA)),
    ("update --for zoe", BAD, ("zoe", MARK, BELLINI, MARTA)),
    ("update --for ''", BAD, (MARK, BELLINI, MARTA)),
    ("update --for '\x1b[2J'", BAD, ("␛[2J",)),
    ("update", WRONG_USAGE, ("--for",)),
    ("update --for marta --kind poem", WRONG_USAGE, ("poem",)),
    ("update --for marta --format pdf", WRONG_USAGE, ("pdf",)),
    ("update --for marta --since someday", WRONG_USAGE, ("--since", "someday")),
    ("update --for marta --since 2026-11-24", WRONG_USAGE, ("--since",)),
    # other readers
    ("round-up", DONE, ("November", "What you made happen")),
    ("round-up --last-month --format markdown", DONE, ("# ", "October")),
    ("round-up --format pdf", WRONG_USAGE, ("pdf",)),
    ("note zoe", BAD, ("quarter",)),
    ("note", WRONG_USAGE, ("NAME",)),
    # what members are told of a gathering
    ("gathering 'kick-off'", DONE, ("Subject: ", "Kick-off", "Hello all,")),
    ("gathering ask --text invitation", DONE, ("Invitation", "Ask me anything", "Wed 25 Nov, 12:30")),
    ("gathering ask --format ics", DONE, ("BEGIN:VCALENDAR", "Ask me anything")),
    ("gathering 'Café 20/11'", DONE, ("Cancelled", "no one could")),
    ("gathering 'ask 19/11'", DONE, ("Follow-up", "Ask me anything")),
    ("gathering 'ask 19/11' --text reminder", BAD, ("Ask me anything", "follow-up")),
    ("gathering zoe", BAD, ("zoe",)),
    ("gathering", WRONG_USAGE, ("NAME",)),
    ("gathering ask --text poem", WRONG_USAGE, ("poem",)),
    # a line to be noted, where something stays open
    ("add 'thank Mark for cake'", BAD, ("Mark Bell", "Mark Bellini")),
    ("add 'spent cake'", BAD, ("?",)),
    ("add 'met Zoe'", BAD, ("Zoe",)),
    ("add '\x1b[2J led it'", BAD, ("␛[2J",)),
    ("add --dry-run 'buy pens fri'", DONE, ("buy pens", "Fri 27 Nov 2026")),
    ("add 'thank Mark for cake' --as 'Mark Bellini' --dry-run", DONE, ("Mark Bellini", "Nothing was saved")),
    ("add 'thank Mark for cake' --as 3 --dry-run", BAD, ("3", "1 Mark Bell")),
    # gatherings recorded, updates sent
    ("record 'ask 18/11'", BAD, ("18/11",)),
    ("record kick-off --attendees tom", BAD, ("kick-off",)),
    ("record kick-off --host ána --dry-run", DONE, ("Kick-off, Fri 27 Nov", "Host: Ána Ruiz", "Nothing was saved")),
    ("record kick-off --host zoe", BAD, ("zoe",)),
    ("record kick-off --reason rain", WRONG_USAGE, ("--skipped",)),
    ("record café --skipped", BAD, ("already skipped",)),
    ("sent marta --leave-out lessons --dry-run", DONE, ("Update to Márta Weiss", "Nothing was saved")),
    ("sent mar", BAD, (MARK, BELLINI, MARTA)),
    ("sent marta --write lessons", WRONG_USAGE, ("SECTION=TEXT",)),
    ("update --for mark --mark-sent", BAD, (MARK, BELLINI)),
    ("assign 'the time zone' --to ána", BAD, ("‘Review the time zone’",)),
    ("assign 'find a host for ask me anything wed 25 nov' --to tom --dry-run", BAD, ("Tom Okafor",)),
    ("assign 'find a host for ask me anything wed 25 nov' --to ána --dry-run", DONE, ("Nothing was saved",)),
    ("assign 'find a host'", WRONG_USAGE, ("--to",)),
    # to-dos set aside, and the last changes
    ("snooze update", BAD, ("‘Update Mark Bell’", "‘Update Márta Weiss’")),
    ("snooze 100", BAD, ("100", "week --all")),
    ("dismiss", WRONG_USAGE, ("TODO",)),
    ("undo --redo", BAD, ("nothing to redo",)),
    ("log", DONE, ("Changes: 1", "Mon 23 Nov", "Set up")),
    ("log --last 0", WRONG_USAGE, ("0",)),
    # other commands
    ("pitch --depth endless", WRONG_USAGE, ("endless",)),
    ("pitch --format slack", WRONG_USAGE, ("slack",)),
    ("person ana --yes", WRONG_USAGE, ("--yes",)),
    ("person ana --erase --export x", WRONG_USAGE, ("--export", "--erase")),
    ("person zoe", BAD, ("zoe",)),
    ("demo --volunteers 0", WRONG_USAGE, ("--volunteers", "1", "5000")),
    ("demo --months x", WRONG_USAGE, ("--months", "x")),
    ("import", WRONG_USAGE, ("COMMAND",)),
    ("import people", WRONG_USAGE, ("FILE",)),
    ("import people x.csv --map nonsense", WRONG_USAGE, ("nonsense",)),
    ("restore --list", DONE, ("sample.json",)),
    ("restore --y", WRONG_USAGE, ("--y",)),
    # no command, and the options that every command takes
    ("weak", WRONG_USAGE, ("weak",)),
    ("week '\x1b[2J'", WRONG_USAGE, ("␛[2J",)),
    ("--today 23/11/2026", WRONG_USAGE, ("23/11/2026",)),
    ("week --today 1600-01-01", WRONG_USAGE, ("1600-01-01",)),
    ("--book ''", WRONG_USAGE, ("--book",)),
    ("--book 'a\0b'", WRONG_USAGE, ("--book",)),
]  # fmt: skip
"""What is typed; how it ends; what it tells, in this order: on its output where it worked, else in the one line that says why."""


@pytest.mark.parametrize(("line", "status", "facts"), LINES, ids=[repr(line) for line, _, _ in LINES])
def test_what_is_typed_ends_so_and_tells_that(
    line: str, status: int, facts: tuple[str, ...], ask: Ask, sample: Path
) -> None:
    before = sample.read_bytes()
    answer = ask(*shlex.split(line))
    assert answer.status == status, answer.err
    if status:
        assert answer.err.count("\n") == 1
        assert answer.err.startswith("guildbook: ")
    assert status != WRONG_USAGE or not answer.out
    assert in_order(facts, answer.err if status else answer.out), answer
    assert "\x1b" not in answer.out + answer.err
    assert sample.read_bytes() == before


def test_an_overview_sets_off_no_part_but_what_comes_next(ask: Ask) -> None:
    assert "\nParticipation\n" not in ask("update", "--for", "marta", "--kind", "overview").out
