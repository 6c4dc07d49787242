"""What belongs to each step of a launch: whether the book shows it, else what to do, and where."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct

from store.book.book import Book
from store.calendar.rituals import gatherings, held, is_written_up
from store.core.dates import format_day_month
from store.core.record import ORGANISER
from store.core.text import join_words, pluralize
from store.launch.charter import words_of
from store.launch.posts import plan_of
from store.library.resources import unkept
from store.model.agreement import Topic
from store.model.assessments import Word
from store.model.calendar import Gathering
from store.model.people import Checklist
from store.model.pitch import About
from store.model.stages import Move
from store.people.departments import states
from store.people.directory import name_of
from store.people.roles import is_present
from store.people.stages import BEFORE_YES, MEMBERS, latest_moves, standings
from store.pitch.case import Point, points

SMALL_GROUP = 3
"""People who have said yes with which a small group is one."""
AROUND = 35
"""Days around today in which a gathering to mark or to give away is looked for."""


class Mark(Struct, frozen=True):
    """One thing that belongs to a step: what it is, whether it is there, and where and with which binding it comes about."""

    key: str
    text: str
    shown: str
    """What the book shows of it, or what to do about it."""
    done: bool
    room: str = ""
    """The screen where it is done; nothing where only the organiser's word can tell."""
    press: str = "launch.word"
    """The id of the binding whose key does it there."""
    arrive: str = ""
    """What is to be selected there."""
    said: Word | None = None
    """The organiser's word that it is so, where the book does not show it."""

    @property
    def about(self) -> str:
        """What the organiser's word on it is kept under."""
        return f"roadmap:{self.key}"


def _mark(key: str, text: str, seen: str, missing: str, *way: str) -> Mark:
    """A mark that is there when the book shows something; ``missing`` says what to do otherwise.

    ``way`` is the screen, the binding that does it there, and, where something is to be selected first, its id.
    """
    room, press, arrive = (*way, "")[:3]
    return Mark(key, text, seen or missing, bool(seen), room, press, arrive)


# -- the six steps -----------------------------------------------------------------------------------


def _pitch(book: Book, today: date) -> Iterator[Mark]:
    named: tuple[tuple[About, str], ...] = (
        ("problem", "A problem worth solving"),
        ("benefit", "The expected benefit"),
    )
    for about, what in named:
        found = points(book, about)
        both = sorted(point.name for point in found if not _lacks(book, point))
        seen = f"{join_words(both, most=1)}: figure and quote" if both else ""
        do, arrive = "add one, then a figure and a quote", f"{about}s"
        if nearest := min(found, key=lambda point: len(_lacks(book, point)), default=None):
            do, arrive = f"needs {join_words(_lacks(book, nearest))}: ‘{nearest.name}’", nearest.claim.id
        yield _mark(about, what, seen, do, "pitch", "pitch.add", arrive)
    costs = pluralize(len(book.costs), "cost") if book.costs else ""
    yield _mark(
        "investment",
        "Investment required",
        costs,
        "add a planned cost, starting with trainer time",
        "costs",
        "costs.add",
    )
    allies = join_words(sorted(s.name for s in book.stakeholders.values()), most=2)
    yield _mark(
        "allies",
        "People whose support matters",
        allies,
        "add the stakeholders you want to win over",
        "updates",
        "readers.add",
    )
    yield _mark("agreed", "Pilot approved", "", "confirm it once it is approved", "", "launch.word")


def _lacks(book: Book, point: Point) -> list[str]:
    """What a problem or benefit has not behind it yet; a KPI is a figure."""
    figure = point.figures or point.claim.kpi in book.kpis
    return [what for what, there in (("a figure", figure), ("a quote", point.quotes)) if not there]


def _small(book: Book, today: date) -> Iterator[Mark]:
    people = pluralize(len(book.volunteers), "person", "people") if book.volunteers else ""
    yield _mark("people", "Interested colleagues", people, "add or import colleagues who are interested",
                "pipeline", "pipeline.add")  # fmt: skip
    where = standings(book, today)
    yes = [who for who, at in where.items() if at.volunteer.yes_on and at.stage not in BEFORE_YES]
    asked = next((who for who, at in where.items() if at.stage == "interested"), "")
    seen = f"{len(yes)} have said yes" if len(yes) >= SMALL_GROUP else ""
    do = "ask someone and record their consent" if asked else "add another interested colleague"
    yield _mark("yes", "Three people have said yes", seen, f"{len(yes)} so far; {do}",
                "pipeline", "pipeline.next" if asked else "pipeline.add", asked)  # fmt: skip
    inside = [who for who, at in where.items() if at.stage in (*MEMBERS, "alumni")]
    coming = next((who for who, at in where.items() if at.stage in ("said_yes", "onboarding")), "")
    seen = f"{len(inside)} have joined" if len(inside) >= SMALL_GROUP else ""
    yield _mark("on-board", "Three people on board", seen, f"{len(inside)} so far; welcome someone and move them on",
                "pipeline", "pipeline.next", coming)  # fmt: skip
    yield from _first_department(book, today)


def _first_department(book: Book, today: date) -> Iterator[Mark]:
    """The marks of the first department that tries the community, and who carries it there."""
    now = states(book, today)
    tried = {key for key, adoption in now.items() if adoption.state in ("piloting", "adopting", "established")}
    names = join_words(sorted(book.departments[key].name for key in tried if key in book.departments), most=2)
    first = min(book.departments.values(), key=lambda d: (d.id not in now, d.name, d.id), default=None)
    yield _mark("department", "First department piloting", names,
                "move it to ‘Piloting’" if first else "add the first department", "departments",
                "departments.next" if first else "departments.add", first.id if first else "")  # fmt: skip
    champions = [d for d in book.departments.values() if d.champion in book.volunteers]
    led = join_words(sorted(name_of(book, d.champion) for d in champions), most=2)
    yield _mark("champion", "A champion in that department", led, "name a champion", "departments",
                "departments.edit" if first else "departments.add", first.id if first else "")  # fmt: skip


def _agree(book: Book, today: date) -> Iterator[Mark]:
    yield _kick_off_held(book, today)
    yield from _agreed_words(book)
    yield _role_held(book, today)


def _kick_off_held(book: Book, today: date) -> Mark:
    kick_offs = [g for g in book.gatherings.values() if _kick_off(book, g)]
    past = sorted((g for g in kick_offs if g.state == "held" and g.on <= today), key=lambda g: (g.on, g.id))
    seen = f"{past[0].name}, {format_day_month(past[0].on)}" if past else ""
    planned = min((g for g in kick_offs if g.state == "planned"), key=lambda g: (g.on, g.id), default=None)
    do = (
        f"planned for {format_day_month(planned.on)}; record it once held"
        if planned
        else "plan one or more short sessions"
    )
    return _mark("kick-off", "Kick-off held", seen, do, "kickoff", "kickoff.hold" if planned else "kickoff.split",
                 planned.id if planned else "")  # fmt: skip


def _agreed_words(book: Book) -> Iterator[Mark]:
    agreed: tuple[tuple[str, str, tuple[Topic, ...]], ...] = (
        ("aims", "Vision, mission and purpose", ("vision", "mission", "purpose")),
        ("ways", "Meetings and channels", ("meetings", "channels")),
    )
    for key, text, topics in agreed:
        missing = [topic for topic in topics if not words_of(book, topic)]
        seen = "" if missing else "agreed and in the charter"
        yield _mark(
            key,
            text,
            seen,
            f"still to agree: {join_words(missing)}",
            "charter",
            "charter.edit",
            missing[0] if missing else "",
        )


def _role_held(book: Book, today: date) -> Mark:
    holders = [t for t in book.tenures.values() if is_present(t, today)]
    seen = pluralize(len({t.role for t in holders}), "role") + " filled" if holders else ""
    role = min(book.roles.values(), key=lambda r: (r.name, r.id), default=None)
    return _mark("moderator", "First role filled", seen, "choose who takes it on, starting with a moderator" if role
                 else "add a role, starting with a moderator", "roles", "roles.over" if role else "roles.add", role.id if role else "")  # fmt: skip


def _kick_off(book: Book, gathering: Gathering) -> bool:
    """Whether a gathering is a kick-off: by its ritual's kind, or by its name."""
    ritual = book.rituals.get(gathering.ritual)
    name = gathering.name.casefold().replace("-", "").replace(" ", "")
    return (ritual is not None and ritual.kind == "kick_off") or "kickoff" in name


def _run(book: Book, today: date) -> Iterator[Mark]:
    running = [r for r in book.rituals.values() if not (r.retired_on and r.retired_on <= today)]
    seen = join_words(sorted(r.name for r in running), most=2)
    yield _mark(
        "ritual",
        "First ritual planned",
        seen,
        "plan one, with its benefit for members",
        "calendar",
        "calendar.plan",
    )
    past = held(book, date.min, today)
    after = not all(_kick_off(book, gathering) for gathering in past)
    seen = f"{pluralize(len(past), 'gathering')} held" if after else ""
    yield _mark(
        "held",
        "First gathering held",
        seen,
        "record it as held, with its attendees",
        "calendar",
        "calendar.hold",
        _to_hold(book, today),
    )
    noted = [g for g in past if is_written_up(g)]
    seen = f"{len(noted)} of {len(past)} written up" if noted else ""
    last = past[-1].id if past else ""
    yield _mark(
        "notes",
        "First gathering written up",
        seen,
        "2 lines of notes are enough",
        "calendar",
        "calendar.hold",
        last,
    )
    others = {g.host for g in book.gatherings.values() if g.host and g.host != ORGANISER}
    seen = join_words(sorted(name_of(book, who) for who in others), most=2)
    yield _mark(
        "host",
        "Someone else hosts",
        seen,
        "hand over one gathering",
        "calendar",
        "calendar.host",
        _to_give(book, today),
    )


def _to_hold(book: Book, today: date) -> str:
    """The first gathering whose day has come and of which no one said whether it was held."""
    found = gatherings(book, today - timedelta(days=AROUND), today)
    return next((g.id for g in found if g.state == "planned"), "")


def _to_give(book: Book, today: date) -> str:
    """The next gathering that the organiser or no one hosts."""
    found = gatherings(book, today + timedelta(days=1), today + timedelta(days=AROUND))
    return next((g.id for g in found if g.state == "planned" and g.host in ("", ORGANISER)), "")


def _show(book: Book, today: date) -> Iterator[Mark]:
    sent = [u for u in book.updates.values() if u.state == "sent"]
    seen = f"{pluralize(len(sent), 'update')} sent" if sent else ""
    yield _mark("update", "First update sent", seen, "write one, then mark it sent", "updates", "readers.open")
    public = [r for r in book.recognitions.values() if r.public]
    seen = pluralize(len(public), "public thank-you") if public else ""
    yield _mark(
        "thanks", "First public thank-you", seen, "thank someone publicly", "recognition", "recognition.add"
    )
    spent = [c for c in book.costs.values() if c.state == "spent"]
    seen = pluralize(len(spent), "cost") + " recorded" if spent else ""
    yield _mark(
        "spent",
        "Spending recorded",
        seen,
        "record what you have spent, including trainer time",
        "costs",
        "costs.add",
    )
    plan = plan_of(book, today)
    published = plan["Posted"]
    seen = f"{published[0].what}, {format_day_month(published[0].done_on or published[0].on)}" if published else ""
    waiting = next(iter((*plan["Overdue"], *plan["Upcoming"])), None)
    yield _mark(
        "told",
        "Promoted outside the community",
        seen,
        f"publish ‘{waiting.what}’" if waiting else "publish a post or give a talk",
        "posts",
        "posts.tick" if waiting else "posts.add",
        waiting.id if waiting else "",
    )


def _keep(book: Book, today: date) -> Iterator[Mark]:
    moves = latest_moves(book, today)
    lists = _checklists(book)
    yield _welcome(lists, moves)
    things = pluralize(len(book.resources), "resource") if book.resources else ""
    yield _mark("library", "Library started", things, "add the first resource", "library", "library.add")
    alone = unkept(book)
    seen = "all assigned" if book.resources and not alone else ""
    yield _mark("kept", "Every resource has an owner", seen, f"{pluralize(len(alone), 'resource')} without an owner" if alone
                else "the library is still empty", "library", "library.owner" if alone else "library.add", alone[0].id if alone else "")  # fmt: skip
    yield from _farewell(book, lists, moves)


def _checklists(book: Book) -> list[tuple[Checklist, bool]]:
    """Checklists that have lines, oldest first, each with whether every line is ticked."""
    ticked: dict[str, list[bool]] = {}
    for task in book.tasks.values():
        ticked.setdefault(task.checklist, []).append(task.done_on is not None)
    lists = [
        (checklist, all(ticked[checklist.id])) for checklist in book.checklists.values() if checklist.id in ticked
    ]
    return sorted(lists, key=lambda pair: (pair[0].on, pair[0].id))


def _welcome(lists: Sequence[tuple[Checklist, bool]], moves: Mapping[str, Move]) -> Mark:
    onboarding = [(checklist, done) for checklist, done in lists if checklist.kind == "onboarding"]
    welcomed = [checklist for checklist, done in onboarding if done]
    begun = onboarding[-1][0].volunteer if onboarding else ""
    seen = f"{pluralize(len(welcomed), 'person', 'people')} fully onboarded" if welcomed else ""
    joined = next((who for who, move in sorted(moves.items()) if move.stage == "said_yes"), "")
    return _mark("welcome", "First onboarding completed", seen,
                 "complete someone’s onboarding checklist" if begun else "move someone to ‘Onboarding’ to start their checklist",
                 "volunteer" if begun else "pipeline", "volunteer.tick" if begun else "pipeline.next", begun or joined)  # fmt: skip


def _farewell(book: Book, lists: Sequence[tuple[Checklist, bool]], moves: Mapping[str, Move]) -> Iterator[Mark]:
    """The milestone of leavers, once there are any."""
    leaving = [checklist for checklist, done in lists if checklist.kind == "offboarding" and not done]
    gone = [who for who, move in moves.items() if move.stage == "alumni" and who in book.volunteers]
    if leaving or gone:
        names = join_words([name_of(book, c.volunteer) for c in leaving], most=2)
        yield _mark("farewell", "Leavers have handed over", "" if leaving else f"{len(gone)} handed over",
                    f"still to hand over: {names}", "volunteer", "volunteer.tick", leaving[0].volunteer if leaving else gone[0])  # fmt: skip


STEPS: tuple[tuple[str, Callable[[Book, date], Iterator[Mark]]], ...] = (
    ("Pitch the community", _pitch),
    ("Launch in a small group", _small),
    ("Agree how it works", _agree),
    ("Run the community", _run),
    ("Market it and show ROI", _show),
    ("Onboard and offboard continuously", _keep),
)
