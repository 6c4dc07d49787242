"""Contributions, the thank-yous for them, and the volunteers to thank."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache

from msgspec import Struct

from store.book.book import Book
from store.core.date_index import by_day
from store.core.labels import label_of
from store.core.names.given_names import given_name
from store.core.record import ORGANISER
from store.core.text import join_words, normalize, pluralize
from store.model.calendar import Gathering
from store.model.community import Community
from store.model.people import Volunteer
from store.model.recognition import Contribution, Form, Recognition
from store.texts import thank_you

Behaviour = str
"""One of the behaviours the community wants more of; the list is its own (``Community.behaviours``)."""

LED = ("led_session", "co_led_session")
"""What counts as leading a training session."""

THANKS_WITHIN = Community().thank_within
"""Days back within which a contribution still calls for a thank-you, unless the settings say otherwise."""

BEHAVIOUR_OF: dict[str, Behaviour] = {
    "led_session": "shares knowledge",
    "co_led_session": "shares knowledge",
    "hosted_ritual": "takes ownership",
    "mentored_trainer": "helps others",
    "shared_material": "shares knowledge",
    "answered_question": "helps others",
    "brought_idea": "tries something new",
    "took_on_role": "takes ownership",
}


class Deed(Struct, frozen=True, gc=False):
    """Something a volunteer did, whether logged as a contribution or marked in the calendar."""

    volunteer: str
    on: date
    kind: str
    what: str
    minutes: int
    learners: int
    source: str
    """The id of the contribution or gathering that tells of it."""
    topic: str = ""


class Unthanked(Struct, frozen=True):
    """A volunteer who did something since they were last thanked."""

    volunteer: Volunteer
    deeds: tuple[Deed, ...]
    last_thanked: date | None
    days: int

    @property
    def why(self) -> str:
        """In one line what to thank them for."""
        kinds: dict[str, int] = {}
        for deed in self.deeds:
            kinds[deed.kind] = kinds.get(deed.kind, 0) + 1
        return join_words([_times(label_of(kind), count) for kind, count in kinds.items()], most=2)


def _times(kind: str, count: int) -> str:
    """‘led 2 sessions’ from ‘led a session’."""
    if count == 1:
        return kind
    verb, _, noun = kind.partition(" a ") if " a " in kind else kind.partition(" an ")
    return f"{verb} {pluralize(count, noun)}" if noun else f"{kind} ({count}×)"


def deeds(book: Book, since: date = date.min, until: date = date.max) -> Iterator[Deed]:
    """Everything volunteers did between two days, both counted, each contribution once.

    Hosting and leading marked in the calendar count by themselves, and so does what someone did together with
    the person it was logged for: neither is typed twice, and where it was, it still counts once.
    """
    logged = book.cached_query(_Logged)
    yield from logged.deeds(since, until)
    for held in _held(book, since, until):
        yield from (deed for deed in led_at(held) if not logged.tells(deed))


def _held(book: Book, since: date, until: date) -> list[Gathering]:
    return [one for one in book.gatherings.cached_query(by_day).between(since, until) if one.state == "held"]


def _deed(made: Contribution, who: str, kind: str) -> Deed:
    what = made.topic or made.note.partition("\n")[0]
    return Deed(who, made.on, kind, what, made.minutes or 0, made.learners or 0, made.id, made.topic)


def led_at(held: Gathering) -> Iterator[Deed]:
    """What the calendar tells of those who held a gathering: where something was taught they led a session."""
    for host in dict.fromkeys((held.host, *held.cohosts)):
        if host and host != ORGANISER:
            kind = "hosted_ritual" if not held.topic else LED[host != held.host]
            what = held.topic or held.name
            yield Deed(host, held.on, kind, what, held.minutes or 0, held.learners or 0, held.id, held.topic)


def counted_already(book: Book, made: Contribution) -> Gathering | None:
    """The gathering that tells of a contribution by itself, so that it need not be logged by hand as well."""
    for held in book.gatherings.values():
        if held.state != "held" or (held.on != made.on and held.id != made.gathering):
            continue
        for deed in led_at(held):
            named = made.gathering == held.id or normalize(made.topic) in ("", normalize(deed.what))
            if deed.volunteer == made.volunteer and _alike(made, deed.kind) and named:
                return held
    return None


class _Logged:
    """What was logged by hand, to know it again in what the calendar and others' contributions tell."""

    def __init__(self, book: Book) -> None:
        self._by_day = book.contributions.cached_query(by_day)
        self._held = {
            (who, made.gathering)
            for made in book.contributions.values()
            if made.gathering and made.kind in (*LED, "hosted_ritual")
            for who in (made.volunteer, *made.together)
        }

    def deeds(self, since: date, until: date) -> Iterator[Deed]:
        """What it tells of between two days, each deed once."""
        for made in self._by_day.between(since, until):
            yield from self.deeds_of(made)

    def deeds_of(self, made: Contribution) -> Iterator[Deed]:
        """What one contribution tells of: what the person it was logged for did, and who did it with them."""
        yield _deed(made, made.volunteer, made.kind)
        if made.together:
            yield from (_deed(made, partner, kind) for partner, kind in self._partners(made))

    def led(self, since: date, until: date) -> list[Contribution]:
        """What it tells of sessions between two days."""
        return [made for made in self._by_day.between(since, until) if made.kind in LED]

    def _partners(self, made: Contribution) -> Iterator[tuple[str, str]]:
        """Who did it together with whom it was logged for, and how it counts for them."""
        if made.kind == "mentored_trainer":
            return  # they were the ones it was done for
        kind = "co_led_session" if made.kind in LED else made.kind
        for partner in dict.fromkeys(made.together):
            own = (other for other in self._by_day.between(made.on, made.on) if other.volunteer == partner)
            told = any(_alike(other, kind) and normalize(other.topic) == normalize(made.topic) for other in own)
            if partner != made.volunteer and not told:
                yield partner, kind

    def tells(self, deed: Deed) -> bool:
        """Whether what the calendar tells of was logged by hand as well."""
        if (deed.volunteer, deed.source) in self._held:
            return True
        found = (made for made in self._by_day.between(deed.on, deed.on) if _alike(made, deed.kind))
        mine = (made for made in found if deed.volunteer in (made.volunteer, *made.together))
        return any(not made.gathering and normalize(made.topic) in ("", normalize(deed.what)) for made in mine)


def _alike(made: Contribution, kind: str) -> bool:
    return made.kind == kind or (made.kind in LED and kind in LED)


class Session(Struct, frozen=True, gc=False):
    """One training session, however many led it: what they did names the same topic on the same day."""

    id: str
    """Of the contribution or gathering of its leader, or of the first who helped."""
    leaders: tuple[str, ...]
    topic: str
    on: date
    learners: int
    helped_only: bool
    """Whether everyone only co-led it."""
    made: tuple[str, ...] = ()
    """The contributions it is told by; none where the calendar alone tells of it."""


def sessions(book: Book, since: date, until: date) -> Sequence[Session]:
    """The sessions led between two days, both counted, each once: its learners do not count again for a co-leader."""
    return book.cached_query(_sessions, since, until)


def _sessions(book: Book, since: date, until: date) -> list[Session]:
    """A session that one person logged alone, as nearly all of ten years, is made from its contribution at once."""
    logged = book.cached_query(_Logged)
    alike = cache(normalize)  # few topics are taught many times
    alone: dict[tuple[date, str], Contribution | None] = {}
    together: defaultdict[tuple[date, str], list[Deed]] = defaultdict(list)

    def add(key: tuple[date, str], deeds: Iterable[Deed]) -> None:
        if before := alone.setdefault(key, None):
            alone[key] = None
            together[key] += logged.deeds_of(before)
        together[key] += deeds

    for made in logged.led(since, until):
        key = made.on, alike(made.topic) or made.id
        if made.together or key in alone:
            add(key, logged.deeds_of(made))
        else:
            alone[key] = made
    for held in _held(book, since, until):
        if held.topic and (led := [deed for deed in led_at(held) if not logged.tells(deed)]):
            add((held.on, alike(held.topic) or held.id), led)
    return [
        _led_alone(made) if made else _led_together(book.contributions, together[key])
        for key, made in alone.items()
    ]


def _led_alone(made: Contribution) -> Session:
    helped = made.kind != "led_session"
    return Session(made.id, (made.volunteer,), made.topic, made.on, made.learners or 0, helped, (made.id,))


def _led_together(logged: Mapping[str, Contribution], led: list[Deed]) -> Session:
    """The session that these tell of."""
    led.sort(key=lambda deed: (deed.kind != "led_session", deed.source))
    first, told = led[0], [deed.source for deed in led if deed.source in logged]
    return Session(
        first.source,
        tuple(dict.fromkeys([deed.volunteer for deed in led])),
        first.topic,
        first.on,
        max([deed.learners for deed in led]),
        first.kind != "led_session",
        tuple(dict.fromkeys(told)),
    )


def last_thanks(book: Book) -> Mapping[str, date]:
    """When each person was last thanked."""
    return book.recognitions.cached_query(_last_thanks)


def _last_thanks(recognitions: Mapping[str, Recognition]) -> dict[str, date]:
    latest: dict[str, date] = {}
    for thanks in recognitions.values():
        for person in thanks.to:
            if person not in latest or latest[person] < thanks.on:
                latest[person] = thanks.on
    return latest


def unthanked(book: Book, today: date) -> list[Unthanked]:
    """Volunteers who did something lately and after their last thanks; most first.

    How far back ‘lately’ goes, and after how many days it is a task, the settings say (``thank_within``,
    ``thank_after``). Thanks given on a day answer for everything up to and including that day.
    """
    settings = book.community
    since, thanked = today - timedelta(days=settings.thank_within), last_thanks(book)
    waiting: defaultdict[str, list[Deed]] = defaultdict(list)
    for deed in deeds(book, since, today):
        if deed.on > thanked.get(deed.volunteer, date.min):
            waiting[deed.volunteer].append(deed)
    found = []
    for person, done in waiting.items():
        if volunteer := book.volunteers.get(person):
            done.sort(key=lambda deed: (deed.on, deed.source))
            days = (today - done[0].on).days
            if days >= settings.thank_after:
                found.append(Unthanked(volunteer, tuple(done), thanked.get(person), days))
    return sorted(found, key=lambda who: (-len(who.deeds), -who.days, who.volunteer.name))


def guessed(book: Book, kind: str = "led_session") -> Behaviour:
    """The behaviour that something done shows, out of those the community wants more of."""
    wanted = book.community.behaviours
    usual = BEHAVIOUR_OF[kind]
    return usual if usual in wanted or not wanted else wanted[0]


def first_sentence(name: str, done: tuple[Deed, ...]) -> str:
    """A beginning for a thank-you, to keep or to change."""
    given = given_name(name)
    if not done:
        return thank_you.beginning(given)
    last = done[-1]
    return thank_you.first_sentence(given, last.kind, last.what, last.learners)


def usually_public(form: Form) -> bool:
    """Whether a type of thank-you is given for others to hear, unless someone says otherwise."""
    return form in ("shout_out", "formal_acknowledgement", "spotlight")
