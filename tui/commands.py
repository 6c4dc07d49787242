"""What the words of the command line do and print: plain lines, pleasant to read and to hear."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from store import check as checking
from store import week as weekly
from store.adoption import MEMBERS, Stage, Standing, board
from store.backups import Backup, backups, make_backup
from store.book import Book
from store.clashes import Clash, in_the_way
from store.dates import Clock, period, shown
from store.draft import Draft
from store.errors import BookChanged, BookMissing, BookReadOnly, GuildbookError
from store.exchange import letters
from store.exchange.layouts import layout_for
from store.exchange.people import ImportPlan, carry_out, plan_import, read_sheet, summary
from store.lock import BookLock
from store.people import department_of, full_name_of
from store.rituals import Gathering, gatherings
from store.stakeholders import Kind, Stakeholder, draft_for, sent_today
from store.storage import backup_folder, followed, latest_backup, replace_safely, write_new
from store.text import clean, counted, folded, listed, one_line
from store.update import compose
from tui.start import DONE, DemoSize, made_up

BAD = 1


def say(*lines: str) -> None:
    """Print lines, with nothing in them that could steer the terminal; none at all prints an empty one."""
    print(*(clean(line) for line in lines), sep="\n")


def note(line: str) -> None:
    """Say something beside the output, where a pipe does not carry it along."""
    if sys.stderr:
        print(one_line(line), file=sys.stderr)


@contextmanager
def reading(path: Path, clock: Clock) -> Iterator[Book]:
    """A book open for reading only, which works while another window has it open.

    Raises:
        BookMissing: there is none, with what to do about it.
        GuildbookError: it cannot be read, or holds something no question can be asked of.
    """
    try:
        with Book.open(path, clock, write=False) as book:
            yield book
    except BookMissing as missing:
        raise BookMissing(f"{missing} Start one with «guildbook», or look around in «guildbook demo».") from None
    except ValueError as error:
        raise GuildbookError(f"{path}: {error}. «guildbook check» says which record that is.") from error


# -- a made-up community ---------------------------------------------------------------------------


def write_demo(target: Path, clock: Clock, size: DemoSize) -> int:
    """Write a made-up community to a file that must not exist yet.

    Raises:
        SaveFailed: it exists, or the system refused.
    """
    with made_up(clock, size) as path:
        holds = _holds(path, clock)
        write_new(target, path.read_bytes())
    say(f"A made-up community of {holds} is in {_named(target)}.")
    say(f"Open it with: guildbook --book {shlex.quote(one_line(str(target)))}")
    return DONE


def _named(path: Path) -> str:
    return one_line(str(path))


# -- reading the book ------------------------------------------------------------------------------


def week(path: Path, clock: Clock) -> int:
    """Print what this week holds and needs."""
    with reading(path, clock) as book:
        today = clock.today()
        say(weekly.as_text(book, weekly.plan(book, today), today).rstrip("\n"))
    return DONE


def people(path: Path, clock: Clock, stage: Stage | None = None) -> int:
    """Print everybody by stage, or only one stage."""
    with reading(path, clock) as book:
        today = clock.today()
        columns = board(book, today)
        if not book.volunteers:
            say("Nobody is in the book yet. Bring people in with: guildbook import people FILE")
            return DONE
        wanted = {stage: columns[stage]} if stage else columns
        for name, standings in wanted.items():
            say(f"{name.capitalize()}: {len(standings) or 'nobody'}")
            say(*(f"- {_person(book, standing, today)}" for standing in standings), "")
        say(_people_total(wanted, stage))
    return DONE


def _person(book: Book, standing: Standing, today: date) -> str:
    told = [
        standing.volunteer.name,
        department_of(book, standing.volunteer),
        f"{counted(standing.days, 'day')}, since {shown(standing.since, today)}",
        "longer than usual" if standing.stuck else "",
    ]
    return ", ".join(one_line(part) for part in told if part)


def _people_total(columns: dict[Stage, list[Standing]], stage: Stage | None) -> str:
    everybody = sum(len(standings) for standings in columns.values())
    if stage:
        return f"Total: {counted(everybody, 'person', 'people')} in «{stage}»"
    members = sum(len(columns[name]) for name in MEMBERS)
    return f"Total: {counted(everybody, 'person', 'people')}, {counted(members, 'member')} among them"


def calendar(path: Path, clock: Clock, since: date, until: date) -> int:
    """Print the gatherings between two days, both counted."""
    with reading(path, clock) as book:
        today = clock.today()
        found = gatherings(book, since, until)
        say(f"Gatherings, {period(since, until)}", "")
        if not found:
            say("None in these days.")
            return DONE
        clashing = in_the_way(found)
        say(*(f"- {_gathering(book, g, today)}{_beside(book, g, clashing.get(g.id, []))}" for g in found), "")
        hostless = sum(not gathering.host for gathering in found if _still_to_come(gathering, today))
        missing = f", {hostless} without a host" if hostless else ""
        say(f"Total: {counted(len(found), 'gathering')}{missing}")
    return DONE


def _gathering(book: Book, gathering: Gathering, today: date) -> str:
    at = f" {gathering.at:%H:%M}" if gathering.at else ""
    host = f"hosted by {full_name_of(book, gathering.host)}" if gathering.host else ""
    if not host:
        host = "needs a host" if _still_to_come(gathering, today) else "no host named"
    told = [gathering.name, host, _state(gathering, today)]
    return f"{shown(gathering.on, today)}{at}: {', '.join(one_line(part) for part in told)}"


def _beside(book: Book, gathering: Gathering, clashing: list[Clash]) -> str:
    """What is at the same time, and who would have to be at both."""
    told = ""
    for clash in clashing:
        people = listed([full_name_of(book, who) for who in clash.people])
        both = f", both hosted by {people}" if people else ""
        told += one_line(f"; at the same time as {clash.beside(gathering.id).name}{both}")
    return told


def _still_to_come(gathering: Gathering, today: date) -> bool:
    return gathering.state == "planned" and gathering.on >= today


def _state(gathering: Gathering, today: date) -> str:
    state: str = gathering.state
    if gathering.state == "held":
        state += f", {len(gathering.attended)} came"
    elif gathering.state == "planned" and gathering.on < today:
        state += ", not marked as held or skipped"
    if gathering.moved and gathering.due_on:
        state += f", moved from {shown(gathering.due_on, today)}"
    return f"{state}: {gathering.why}" if gathering.why else state


# -- updates ---------------------------------------------------------------------------------------


def update(
    path: Path,
    clock: Clock,
    name: str,
    *,
    since: date | None = None,
    until: date | None = None,
    kind: Kind | None = None,
    form: str = "text",
    out: Path | None = None,
) -> int:
    """Print one stakeholder's update, or write it to a new file.

    Args:
        path: the book.
        clock: today.
        name: the stakeholder's name or a beginning of it.
        since: the first day told of; the day after the last update unless given.
        until: the last day told of; today unless given.
        kind: another kind than the stakeholder usually gets.
        form: text, markdown, html, slack or eml.
        out: where to write it; printed unless given.

    Raises:
        GuildbookError: nobody, or more than one, is called so; or the file cannot be written.
    """
    with reading(path, clock) as book:
        reader = find_stakeholder(book, name)
        kept = draft_for(book, reader.id)
        layout, problem = layout_for(path, kind or (kept.kind if kept else reader.kind))
        draft = compose(book, reader, clock.today(), since=since, until=until, kind=kind, layout=layout)
        letter = letters.in_form(draft, form, book.community.organiser)
        rests = not since and not until and sent_today(book, reader.id, clock.today())
    if rests:
        note(f"{reader.name} was sent everything up to today; there is more to tell tomorrow.")
    if out:
        write_new(out, letter)
        say(f"The update for {one_line(reader.name)} is in {_named(out)}.")
    else:
        _print_letter(letter, as_it_is=form == "eml")
    _note_gaps(draft, form)
    if problem:
        note(problem)
    return DONE


def find_stakeholder(book: Book, name: str) -> Stakeholder:
    """The stakeholder of that name, without regard to case and accents; a beginning that fits only one is enough.

    Raises:
        GuildbookError: nobody, or more than one, is called so; the line names who there is.
    """
    wanted = folded(one_line(name))
    everybody = sorted(book.stakeholders.values(), key=lambda someone: (folded(someone.name), someone.id))
    if not everybody:
        raise GuildbookError("There is no stakeholder in the book yet; add one in the app, under Updates.")
    named = {someone.id: folded(one_line(someone.name)) for someone in everybody}
    same = [someone for someone in everybody if named[someone.id] == wanted]
    begun = [someone for someone in everybody if wanted and named[someone.id].startswith(wanted)]
    found = same or begun
    if len(found) == 1:
        return found[0]
    if found:
        raise GuildbookError(f"«{name}» fits {_candidates(found)}; say which by writing more of the name.")
    raise GuildbookError(f"No stakeholder is called «{name}». There is {_candidates(everybody)}.")


def _candidates(found: list[Stakeholder]) -> str:
    return listed([f"{who.name} ({who.job})" if who.job else who.name for who in found], most=12)


def _print_letter(letter: bytes, *, as_it_is: bool) -> None:
    """Print a letter: as text, or byte for byte where a mail program needs its line ends."""
    if as_it_is and sys.stdout:
        sys.stdout.flush()
        sys.stdout.buffer.write(letter)
        sys.stdout.buffer.flush()
    else:
        print(letter.decode(), end="")


def _note_gaps(draft: Draft, form: str) -> None:
    if draft.unfilled:
        titles = listed([section.title for section in draft.unfilled])
        have = "has" if len(draft.unfilled) == 1 else "have"
        note(f"{titles} {have} no words yet: fill or strike before you send this.")
    if form == "eml" and not letters.recipients_of(draft):
        note(f"{draft.stakeholder.name} has no usable e-mail address in the book: put in the recipient yourself.")


# -- bringing people in ----------------------------------------------------------------------------


def import_people(
    path: Path,
    clock: Clock,
    file: Path,
    *,
    sheet: str = "",
    mapping: Mapping[str, str] | None = None,
    dry_run: bool = False,
) -> int:
    """Bring in the people of a CSV or Excel file; exit status 1 where a row does not fit, while the others come in.

    Args:
        path: the book, begun where there is none.
        clock: today.
        file: the sheet.
        sheet: which one of a workbook.
        mapping: the fields that columns go into, where they are not to be guessed.
        dry_run: only say what would happen.

    Raises:
        GuildbookError: the file cannot be read, or the book cannot be written.
    """
    found = read_sheet(file, sheet)
    with _looked_at(path, clock) as book:
        plan = plan_import(book, found, clock.today(), mapping)
    if plan.newcomers and not dry_run:
        with Book.open(path, clock, create=True) as book:
            plan = plan_import(book, found, clock.today(), mapping)  # the lock is ours now: look once more
            with book.change(f"Bring in {counted(len(plan.newcomers), 'person', 'people')}") as change:
                carry_out(book, plan, change)
    say(*summary(plan))
    if dry_run:
        say("Nothing was changed: this was a dry run.")
    else:
        say(f"Brought in {counted(len(plan.newcomers), 'person', 'people')}; the book is {_named(path)}.")
    if plan.problems:
        note(_left_out(file, plan))
    return BAD if plan.problems else DONE


@contextmanager
def _looked_at(path: Path, clock: Clock) -> Iterator[Book]:
    """The book for reading, or an empty one that leaves no file where there is none."""
    if path.exists():
        with reading(path, clock) as book:
            yield book
        return
    with (
        TemporaryDirectory(prefix="guildbook-") as folder,
        Book.open(Path(folder) / "empty.json", clock, write=False, create=True) as book,
    ):
        yield book


def _left_out(file: Path, plan: ImportPlan) -> str:
    first = plan.problems[0]
    rows = counted(len(plan.bad_rows), "row does", "rows do")
    return (
        f"{file}: {rows} not fit, the first is row {first.row} ({first.text}). "
        "Put that right and import the file again: whoever is in the book already stays as they are."
    )


# -- care of the book ------------------------------------------------------------------------------


def check(path: Path, clock: Clock, *, repair: bool = False) -> int:
    """Look the book over and print every finding; exit status 1 where there are any.

    With ``repair``, what is safe to mend is mended first, in one change that can be undone.
    """
    if repair:
        _repair(path, clock)
    with reading(path, clock) as book:
        found = list(checking.findings(book))
        tables = [len(table) for table in book.tables.values() if len(table) and table is not book.steps]
    if found:
        say(*(f"- {one_line(line)}" for line in found))
        say(f"{_named(path)}: {counted(len(found), 'thing does', 'things do')} not fit.")
        return BAD
    say(f"{_named(path)} is sound: {counted(sum(tables), 'record')} in {counted(len(tables), 'table')}.")
    return DONE


def _repair(path: Path, clock: Clock) -> None:
    from store.mending import mend

    with Book.open(path, clock) as book:  # which keeps a backup
        if not book.writable:
            raise BookReadOnly(book.note)
        with book.change("Repair the book") as change:
            mended = mend(book, change)
    say(*(f"- mended: {line}" for line in mended or ["nothing; what is left only you can decide"]))


def backup(path: Path, clock: Clock) -> int:
    """Keep a copy of a sound book as it stands, and name it."""
    with reading(path, clock):
        made = make_backup(path, clock.now())
    if made:
        say(f"Kept a copy: {_named(made.path)}")
    else:
        newest = _dated(path)[0]
        say(f"Nothing has changed since the last copy: {_named(newest.path)}")
    return DONE


def _dated(path: Path) -> list[Backup]:
    """The backups that bear a day in their name, newest first."""
    return [kept for kept in backups(path) if kept.path != latest_backup(path)]


def list_backups(path: Path, clock: Clock) -> int:
    """Print the backups of a book, newest first, with what each is good for."""
    kept = backups(path)
    now = _bytes_of(path)
    for found in kept:
        say(f"- {one_line(found.path.name)}: {_moment(found.made)}, {_worth(found.path, clock, now)}")
    say(
        f"Total: {counted(len(kept), 'backup')} of {_named(path)}" if kept else f"No backups of {_named(path)} yet."
    )
    return DONE


def _moment(made: datetime) -> str:
    return f"{shown(made.date())} {made:%H:%M}"


def _bytes_of(path: Path) -> bytes | None:
    """What is in a file; None where there is none.

    Raises:
        GuildbookError: it cannot be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise GuildbookError(f"{path} cannot be read: {error.strerror or error}.") from None


def _worth(path: Path, clock: Clock, now: bytes | None) -> str:
    try:
        return "the same as the book now" if _bytes_of(path) == now else _holds(path, clock)
    except GuildbookError:
        return "cannot be read"


def _holds(path: Path, clock: Clock) -> str:
    """What is in a copy of a book, in a few words.

    Raises:
        GuildbookError: it is not a book that can be read.
    """
    with Book.open(path, clock, write=False) as book:
        records = sum(len(table) for table in book.tables.values() if table is not book.steps)
        return f"{counted(len(book.volunteers), 'volunteer')} and {counted(records, 'record')} in all"


def restore(path: Path, clock: Clock, name: str = "", *, ask: bool = True) -> int:
    """Put an earlier copy in the place of the book; the book as it is now is kept first, even if damaged.

    Args:
        path: the book.
        clock: now, for the name of the copy that is kept.
        name: a backup by its name, or any file; the newest good backup that differs unless given.
        ask: ask on the terminal before anything is changed.

    Raises:
        BookReadOnly: another window has the book open.
        GuildbookError: there is no such copy, it is damaged, or the system refused.
    """
    path = followed(path)
    if not path.parent.is_dir():
        raise BookMissing(f"There is no folder {path.parent}, so there are no backups of {path}.")
    lock = BookLock(path)
    if holder := lock.acquire():
        raise BookReadOnly(f"{holder} has {path} open; close it there first, then restore.")
    try:
        return _restore(path, clock, name, ask)
    finally:
        lock.release()


def _restore(path: Path, clock: Clock, name: str, ask: bool) -> int:
    now = _bytes_of(path)
    chosen = _chosen(path, name) if name else _newest_different(path, clock, now)
    holds = _holds(chosen.path, clock)
    data = chosen.path.read_bytes()
    if data == now:
        say(f"The book is already as it is in {_named(chosen.path)}; nothing was changed.")
        return DONE
    say(f"{_named(chosen.path)} is of {_moment(chosen.made)} and holds {holds}.")
    if ask and not _agreed(f"Put it in the place of {_named(path)}? The present file is kept. [y/N] "):
        say("Nothing was changed.")
        return DONE
    aside = _keep_present(path, clock) if now is not None else None

    def still_the_same() -> None:
        if _bytes_of(path) != now:
            raise BookChanged(f"{path} was changed by another program meanwhile; nothing was overwritten.")

    replace_safely(path, data, keep=aside or latest_backup(path), before=still_the_same)
    say(f"Brought back: {_named(path)} is again as it was on {_moment(chosen.made)}.")
    if aside:
        say(f"The file as it was before is kept: {_named(aside)}")
    return DONE


def _agreed(question: str) -> bool:
    try:
        return input(question).strip().casefold() in ("y", "yes")
    except EOFError:
        say("")
        return False


def _chosen(path: Path, name: str) -> Backup:
    """The backup of that name, or the file there.

    Raises:
        GuildbookError: there is neither.
    """
    for kept in backups(path):
        if name in (kept.path.name, kept.path.stem):
            return kept
    file = Path(name).expanduser()
    if not file.is_file():
        raise GuildbookError(f"There is no backup «{name}»; «guildbook restore --list» names those there are.")
    return Backup(file, datetime.fromtimestamp(file.stat().st_mtime))


def _newest_different(path: Path, clock: Clock, now: bytes | None) -> Backup:
    """The newest backup that is good and not what the book is already.

    Raises:
        GuildbookError: there is none.
    """
    for kept in backups(path):
        try:
            if _bytes_of(kept.path) != now and _holds(kept.path, clock):
                return kept
        except GuildbookError:
            continue
    raise GuildbookError(f"There is no good backup of {path} that differs from it; nothing was changed.")


def _keep_present(path: Path, clock: Clock) -> Path:
    """Where the present file is kept: among the backups if it is good, else beside them under a name saying so."""
    try:
        _holds(path, clock)
    except GuildbookError:
        folder, stamp = backup_folder(path), f"{clock.now():%Y-%m-%dT%H%M%S}"
        names = (f"{stamp}-unreadable{f'-{number}' if number else ''}.json" for number in range(10_000))
        return next(folder / name for name in names if not (folder / name).exists())
    made = make_backup(path, clock.now())
    return made.path if made else _dated(path)[0].path
