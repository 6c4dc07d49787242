"""The eight mistakes, each a live test on the book: fine, watch or act, why, the rows behind it, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from store.book.book import Book
from store.calendar.rituals import HOSTING_WINDOW, gatherings, held, hosting_share, without_notes
from store.core.date_index import by_day
from store.core.dates import format_day
from store.core.labels import label_of
from store.core.numbers import percent, percent_of
from store.core.record import ORGANISER
from store.core.text import join_words, normalize, one_line, pluralize
from store.insights.pulse import ENGAGED_WITHIN
from store.model.calendar import Gathering
from store.model.people import Volunteer
from store.model.stages import Move
from store.model.stakeholders import Update
from store.model.training import Readiness, Teaching
from store.people.departments import NONE_ESTABLISHED, OPENED, grounds
from store.people.directory import name_of, role_of
from store.people.mentions import tells_of_people
from store.people.stages import BEFORE_YES, latest_moves, members, needs_yes
from store.recognition.recognition import deeds
from store.training.readiness import early, in_words
from store.training.training_requests import unanswered

State = Literal["fine", "watch", "act"]
STATES: tuple[State, ...] = ("fine", "watch", "act")
_STATE_LABELS: dict[State, str] = {"fine": "OK", "watch": "watch", "act": "act now"}

QUIET, SILENT = 35, 56
"""Days without anything from which on it is to be watched, and from which on to be acted upon."""
WINDOW = 90
"""Days back over which most of the tests look."""
HOSTED_LEAST = 4
"""Gatherings below which a share of hosting says nothing."""
OPEN_AT_ONCE = 3
"""Departments opened without an established one from which on it is too much."""
SHARE_DOWN, SHARE_FALLEN = 10, 25
"""Percentage points by which the engaged share fell while the head count rose."""
NOTELESS_LEAST = 3
"""Gatherings with nothing written down from which on, being a third or more, it is time to act."""
LATEST_UPDATES, UPDATES_LEAST = 6, 3
"""How many of the last updates are looked at, and below how many they say nothing."""


class Row(Struct, frozen=True):
    """One line of the book behind a sign, and where it can be seen."""

    text: str
    more: str
    room: str
    key: str


class Sign(Struct, frozen=True):
    """How it stands with one of the eight mistakes."""

    key: str
    title: str
    state: State
    why: str
    """In one line."""
    advice: str
    rows: tuple[Row, ...]
    press: str
    """The id of the binding whose key leads to where that is done; nothing where there is no one place."""

    @property
    def label(self) -> str:
        """The state as it is shown: ‘OK’, ‘watch’, ‘act now’."""
        return _STATE_LABELS[self.state]


Found = tuple[State, str, Iterable[Row]]


def signs(book: Book, today: date) -> tuple[Sign, ...]:
    """All eight, in their order. Each looks at the book alone, so what is put right turns fine."""
    return tuple(book.cached_query(_sign, number, today) for number in range(len(_MISTAKES)))


def _sign(book: Book, number: int, today: date) -> Sign:
    key, title, advice, test = _MISTAKES[number]
    state, why, rows = test(book, today)
    return Sign(key, title, state, why, advice, tuple(rows), _WAYS.get(key, ""))


def worst(found: Sequence[Sign]) -> Sign | None:
    """The one that most wants doing something about; None where all is fine. Of equals the first."""
    sign = max(found, key=lambda sign: STATES.index(sign.state))
    return None if sign.state == "fine" else sign


def _gathering(book: Book, gathering: Gathering, today: date, more: str = "") -> Row:
    if not more:
        host = name_of(book, gathering.host) if gathering.host else "no host"
        more = f"{gathering.state}, {host}"
    return Row(f"{gathering.name}, {format_day(gathering.on, today)}", more, "calendar", gathering.id)


def _one_off(book: Book, today: date) -> Found:
    """Nothing happened for weeks: nothing was held or done; or nothing lies ahead, or training requests go unanswered.

    Where nothing was held or done so far, weeks count from the first yes, or from the day the book was begun if that
    came later: a new book knows nothing of what was before it, and in its first weeks nothing need be planned yet.
    """
    last = max((g for g in held(book, date.min, today)), key=lambda g: g.on, default=None)
    made = max(
        (c.on for c in book.contributions.cached_query(by_day).between(date.min, today)[-1:]), default=date.min
    )
    newest = max(last.on if last else date.min, made)
    rows = [_gathering(book, last, today)] if last else []
    fresh = newest == date.min
    if fresh:
        begun = min((m.on for m in book.moves.values() if m.stage not in BEFORE_YES), default=None)
        if begun is None or begun > today:
            return "fine", "nothing has started yet", rows
        newest = max(begun, min((step.at.date() for step in book.steps.values()), default=begun))
    days = (today - newest).days
    ahead = [g for g in gatherings(book, today, today + timedelta(days=QUIET)) if g.state == "planned"]
    rows += [_gathering(book, g, today) for g in ahead[:3]]
    if days > QUIET:
        return "act" if days > SILENT else "watch", f"no activity for {pluralize(days, 'day')}", rows
    if fresh:
        return "fine", "just started", rows
    if not ahead:
        return "watch", f"nothing is planned for the next {QUIET} days", rows
    if waiting := unanswered(book, today, QUIET):
        asked = [Row(r.topic, f"requested {format_day(r.on, today)}", "requests", r.id) for r in waiting]
        many = pluralize(len(waiting), "training request")
        return "watch", f"{many} unanswered for more than {QUIET} days", asked + rows
    return "fine", f"last activity {pluralize(days, 'day')} ago, {pluralize(len(ahead), 'gathering')} planned", rows


def _alone(book: Book, today: date) -> Found:
    """The organiser still hosts nearly everything: more than half is watched, four fifths are too much.

    In the first 90 days the organiser hosts because someone has to begin, so it is only watched.
    """
    mine, of = hosting_share(book, today)
    hosted = [g for g in held(book, today - timedelta(days=HOSTING_WINDOW), today) if g.host]
    rows = [_gathering(book, g, today) for g in reversed(hosted) if g.host == ORGANISER]
    why = (
        f"you hosted {mine} of {pluralize(of, 'gathering')} in the last {HOSTING_WINDOW} days ({percent_of(mine, of)})"
        if of
        else "no gathering hosted recently"
    )
    if of < HOSTED_LEAST or 2 * mine <= of:
        return "fine", why, rows
    first = min(g.on for g in book.gatherings.values() if g.state == "held")
    young = (today - first).days < WINDOW
    return "act" if 5 * mine >= 4 * of and not young else "watch", why, rows


def _for_the_company(book: Book, today: date) -> Found:
    """Rituals that name no gain of their members; updates that name no member and quote no one."""
    running = [r for r in book.rituals.values() if not (r.retired_on and r.retired_on <= today)]
    bare = sorted((r for r in running if not r.gain.strip()), key=lambda r: normalize(r.name))
    sent = _latest_sent(book, today)
    cold = [u for u in sent if not tells_of_people(book, u.text)]
    rows = [Row(r.name, "no stated benefit for members", "calendar", r.id) for r in bare]
    rows += [
        Row(u.subject or "an update", "names no member and quotes no one", "updates", "".join(u.to[:1]))
        for u in cold
    ]
    parts = [
        f"{len(bare)} of {pluralize(len(running), 'ritual')} without a stated benefit for members" if bare else "",
        f"{len(cold)} of {pluralize(len(sent), 'update')} without a member’s name or quote" if cold else "",
    ]
    cool = len(sent) >= UPDATES_LEAST and 2 * len(cold) > len(sent)
    if not bare and not cool:
        return "fine", "every ritual states its benefit for members" if running else "no rituals yet", rows
    bad = (len(bare) >= 2 and 2 * len(bare) > len(running)) or (cool and len(cold) == len(sent))
    return "act" if bad else "watch", ", ".join(filter(None, parts)), rows


def _latest_sent(book: Book, today: date) -> list[Update]:
    """The latest updates sent in the days looked at whose text is kept, oldest first."""
    since = today - timedelta(days=WINDOW)
    sent = [u for u in book.updates.values() if u.text and u.sent_on and since <= u.sent_on <= today]
    return sorted(sent, key=lambda u: (u.sent_on or u.until, u.id))[-LATEST_UPDATES:]


def _too_many(book: Book, today: date) -> Found:
    """Departments opened before the first ones live: see :func:`store.people.departments.flag`."""
    all_of_them = grounds(book, today).values()
    opened = [g for g in all_of_them if g.state in OPENED]
    early_ones = sorted((g for g in opened if g.flag), key=lambda g: normalize(g.department.name))
    rows = [
        Row(g.department.name, f"{label_of(g.state)}: {g.flag}", "departments", g.department.id) for g in early_ones
    ]
    if not early_ones:
        return "fine", f"{pluralize(len(opened), 'department')} open, none opened too early", rows
    alive = not any(NONE_ESTABLISHED in g.flag for g in early_ones)
    names = join_words([g.department.name for g in early_ones], most=2)
    why = f"{names} opened too early: {early_ones[0].flag}"
    return "act" if not alive and len(opened) >= OPEN_AT_ONCE else "watch", why, rows


def _hollow(book: Book, today: date) -> Found:
    """More members than 90 days ago, and a smaller share of them did anything in the 30 days before."""
    before = today - timedelta(days=WINDOW)
    then, now = members(book, today, on=before), members(book, today)
    was, is_ = _engaged(book, before, today)
    idle = sorted((v for v in now if v.id not in is_), key=lambda v: (normalize(v.name), v.id))
    rows = [Row(v.name, f"no activity for {ENGAGED_WITHIN} days", "volunteer", v.id) for v in idle]
    shares = [
        100 * sum(v.id in lively for v in some) / len(some) if some else 0
        for some, lively in ((then, was), (now, is_))
    ]
    figures = f"{pluralize(len(then), 'member')}, {percent(shares[0])} engaged {WINDOW} days ago; now {len(now)}, {percent(shares[1])} engaged"
    if not then:
        return "fine", f"{pluralize(len(now), 'member')}, {percent(shares[1])} engaged", rows
    fallen = shares[0] - shares[1]
    if len(now) <= len(then) or fallen < SHARE_DOWN:
        return "fine", figures, rows
    return "act" if fallen >= SHARE_FALLEN else "watch", figures, rows


def _engaged(book: Book, *ends: date) -> list[set[str]]:
    """Who came, hosted or contributed in the days up to each of some days."""
    found = []
    for end in ends:
        since = end - timedelta(days=ENGAGED_WITHIN - 1)
        here = {deed.volunteer for deed in deeds(book, since, end)}
        found.append(here.union(*(g.attended for g in held(book, since, end))))
    return found


def _placed(book: Book, today: date) -> Found:
    """People who stand past ‘interested’, hold a role or are to host, without a yes of their own on record."""
    staged = {
        who: (book.volunteers[who], move)
        for who, move in latest_moves(book, today).items()
        if who in book.volunteers and move.stage != "alumni"
    }
    rows = [
        Row(volunteer.name, f"{label_of(move.stage)}, no consent on record", "volunteer", who)
        for who, (volunteer, move) in staged.items()
        if needs_yes(volunteer, move.stage)
    ]
    late = [
        Row(volunteer.name, "consent recorded without the person’s own words", "volunteer", who)
        for who, (volunteer, move) in staged.items()
        if _yes_without_words(volunteer, move, today)
    ]
    outside = {v.id for v in book.volunteers.values() if v.yes_on is None} - {row.key for row in rows}
    rows += _engaged_without_yes(book, outside, today)
    rows.sort(key=lambda row: (normalize(row.text), row.more))
    if rows:
        people = len({row.key for row in rows})
        return "act", f"{pluralize(people, 'person', 'people')} without consent on record", rows
    if late:
        late.sort(key=lambda row: normalize(row.text))
        return "watch", f"{pluralize(len(late), 'consent')} without the person’s own words", late
    return "fine", "everyone involved has given consent", rows


def _yes_without_words(volunteer: Volunteer, move: Move, today: date) -> bool:
    """Whether a yes is without words that may still be remembered; what was said before is not asked for again."""
    if needs_yes(volunteer, move.stage) or move.stage in BEFORE_YES:
        return False
    recent = today - timedelta(days=WINDOW)
    return (volunteer.yes_on or recent) > recent and not volunteer.yes_words.strip()


def _engaged_without_yes(book: Book, outside: Collection[str], today: date) -> Iterator[Row]:
    """Roles and gatherings to come of people who gave no yes.

    Args:
        book: the book.
        outside: ids of the people to look at.
        today: the day of the check.
    """
    for tenure in book.tenures.values():
        if tenure.volunteer in outside and tenure.since <= today <= (tenure.until or today):
            what = f"holds ‘{role_of(book, tenure)}’, no consent on record"
            yield Row(name_of(book, tenure.volunteer), what, "volunteer", tenure.volunteer)
    for g in book.gatherings.values():
        if g.state == "planned" and g.on >= today and g.host in outside:
            yield Row(name_of(book, g.host), f"due to host {g.name}, no consent on record", "volunteer", g.host)


def _unwritten(book: Book, today: date) -> Found:
    """Gatherings held with nothing written down, a week after and later."""
    past = held(book, today - timedelta(days=WINDOW), today - timedelta(days=7))
    bare = without_notes(book, today, back=WINDOW)
    rows = [_gathering(book, g, today, f"{pluralize(len(g.attended), 'attendee')}, no notes") for g in bare]
    if not bare:
        return (
            "fine",
            f"{pluralize(len(past), 'gathering')} held, all written up" if past else "no gathering held recently",
            rows,
        )
    bad = len(bare) >= NOTELESS_LEAST and 3 * len(bare) >= len(past)
    some = f"{len(bare)} of {pluralize(len(past), 'gathering')} in {WINDOW} days"
    why = f"{some} has no notes" if len(bare) == 1 else f"{some} have no notes"
    return "act" if bad else "watch", why, rows


def _unhelped(book: Book, today: date) -> Found:
    """Who led a session in the last 90 days, or leads one alone soon, with no help in teaching on record."""
    since = today - timedelta(days=WINDOW)
    led = {
        c.volunteer
        for c in book.contributions.cached_query(by_day).between(since, today)
        if c.kind == "led_session"
    }
    alone = sorted((name_of(book, who), who) for who in led - _helped_with_teaching(book, today))
    rows = [Row(name, "led a session, no training support recorded", "volunteer", who) for name, who in alone]
    rows += [Row(one.volunteer.name, in_words(one), "calendar", one.gathering.id) for one in early(book, today)]
    if not rows:
        return (
            "fine",
            "everyone who leads has had training support" if led else "no one has led a session recently",
            rows,
        )
    if alone:
        why = f"training support missing for {len(alone)} of {pluralize(len(led), 'session leader')}"
    else:
        why = f"{rows[0].text} is scheduled to lead alone before they are ready"
    return "act" if len(alone) >= 2 and 2 * len(alone) >= len(led) else "watch", why, rows


def _helped_with_teaching(book: Book, today: date) -> set[str]:
    """Who has a step or grade on record, was at a training session, or had a need for one met."""
    steps: list[Teaching | Readiness] = [*book.teaching.values(), *book.readiness.values()]
    labs = {r.id for r in book.rituals.values() if r.kind == "training_session"}
    sessions = (g.attended for g in book.gatherings.values() if g.state == "held" and g.ritual in labs)
    met = (n.who for n in book.needs.values() if n.status == "met" and n.kind in ("training", "workshop"))
    return {step.volunteer for step in steps if step.on <= today}.union(met, *sessions)


_MISTAKES: tuple[tuple[str, str, str, Callable[[Book, date], Found]], ...] = (
    ("one-off", "Treated as a one-off",
     "Schedule a short gathering in the next fortnight and invite one person.", _one_off),
    ("alone", "You host nearly everything",
     "Hand over one gathering. Start with someone who attends often and has never hosted.", _alone),
    ("company", "Only the company gains",
     "State each ritual’s benefit for members. Include a member or a quote in the next update.",
     _for_the_company),
    ("too-many", "Too many departments at once",
     "Open no more departments for now. Help one department to become established, and find the missing champions.", _too_many),
    ("hollow", "Growing but disengaging",
     "Invite no one new this month. Ask those who have gone quiet what would bring them back.",
     _hollow),
    ("placed", "Assigned without opting in",
     "Ask them. Record their consent in their own words, or move them back a stage.", _placed),
    ("unwritten", "Gatherings without notes",
     "Write 2 lines now, from memory. Next time, choose a note-taker at the start.", _unwritten),
    ("unhelped", "Teaching without support",
     "Offer a co-host, a rehearsal or a practice session, and record it on their page.", _unhelped),
)  # fmt: skip

_WAYS = {"one-off": "go.calendar", "alone": "go.calendar", "placed": "go.pipeline"}


def as_text(found: Sequence[Sign]) -> str:
    """The eight as plain lines, with the rows behind whatever is not fine."""
    lines = ["Health check"]
    for sign in found:
        lines.append(f"- {sign.label}: {sign.title}: {one_line(sign.why)}")
        if sign.state != "fine":
            lines += [f"    {one_line(row.text)}: {one_line(row.more)}" for row in sign.rows[:5]]
            lines += [f"    and {len(sign.rows) - 5} more"] if len(sign.rows) > 5 else []
            lines.append(f"    What to do: {sign.advice}")
    return "\n".join(lines) + "\n"
