"""Contributions, the thanks for them, and who still waits for a thank-you."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated, Literal

from store.people import Volunteer
from store.records import ORGANISER, Record, said
from store.text import counted, folded, listed

if TYPE_CHECKING:
    from store.book import Book

ContributionKind = Literal[
    "led a session",
    "co-led a session",
    "hosted a ritual",
    "mentored a trainer",
    "shared material",
    "answered a question",
    "brought an idea",
    "took over a role",
]
Behaviour = Literal[
    "shares knowledge",
    "helps others",
    "takes ownership",
    "welcomes newcomers",
    "tries something new",
    "speaks up for us",
]
Form = Literal["shout-out", "note of thanks", "formal acknowledgement", "spotlight", "gift"]

LED = ("led a session", "co-led a session")
"""What is training others, among the kinds of contributions."""

THANKS_WITHIN = 60
"""Days back within which a contribution still wants its thanks."""

BEHAVIOUR_OF: dict[str, Behaviour] = {
    "led a session": "shares knowledge",
    "co-led a session": "shares knowledge",
    "hosted a ritual": "takes ownership",
    "mentored a trainer": "helps others",
    "shared material": "shares knowledge",
    "answered a question": "helps others",
    "brought an idea": "tries something new",
    "took over a role": "takes ownership",
}


class Contribution(Record, frozen=True, kw_only=True):
    """One thing a volunteer did for the community."""

    volunteer: Annotated[str, said("Who", needed=True, ref="volunteers")]
    kind: Annotated[ContributionKind, said("What they did", needed=True)]
    on: Annotated[date, said("When", needed=True)]
    topic: Annotated[str, said("Topic", "for instance: feedback basics")] = ""
    minutes: Annotated[int | None, said("Minutes", "preparing and delivering; what they cost follows from it")] = (
        None
    )
    lasted: Annotated[int | None, said("It lasted", "minutes learners sat there; shown apart from the costs")] = (
        None
    )
    learners: Annotated[int | None, said("Learners", "colleagues reached")] = None
    gathering: Annotated[str, said("Gathering", ref="gatherings", hidden=True)] = ""
    note: Annotated[str, said("Note", long=True)] = ""


class Recognition(Record, frozen=True, kw_only=True):
    """One thank-you given."""

    to: Annotated[tuple[str, ...], said("To", needed=True, ref="volunteers|stakeholders")]
    behaviour: Annotated[Behaviour, said("Behaviour", "what you want to see more of")]
    words: Annotated[str, said("In which words", "what you wrote or said", needed=True, long=True)]
    on: Annotated[date, said("When", needed=True)]
    form: Annotated[Form, said("Form", "small is fine, and often matters")] = "note of thanks"
    where: Annotated[str, said("Where", "for instance: team channel, all-hands")] = ""
    public: Annotated[bool, said("In public", "public thanks show others what is wanted")] = False
    contribution: Annotated[str, said("Contribution", ref="contributions", hidden=True)] = ""


@dataclass(frozen=True, slots=True)
class Deed:
    """Something a volunteer did, whether logged as a contribution or marked in the calendar."""

    volunteer: str
    on: date
    kind: str
    what: str
    minutes: int
    learners: int
    source: str


@dataclass(frozen=True, slots=True)
class Unthanked:
    """A volunteer who did something since they were last thanked."""

    volunteer: Volunteer
    deeds: tuple[Deed, ...]
    last_thanked: date | None
    days: int

    @property
    def why(self) -> str:
        """In one line what waits for a thank-you."""
        kinds: dict[str, int] = {}
        for deed in self.deeds:
            kinds[deed.kind] = kinds.get(deed.kind, 0) + 1
        return listed([_times(kind, count) for kind, count in kinds.items()], most=2)


def _times(kind: str, count: int) -> str:
    """«led 2 sessions» from «led a session»."""
    if count == 1:
        return kind
    verb, _, noun = kind.partition(" a ") if " a " in kind else kind.partition(" an ")
    return f"{verb} {counted(count, noun)}" if noun else f"{kind} {count} times"


def deeds(book: Book) -> Iterator[Deed]:
    """Everything volunteers did. Hosting marked in the calendar counts by itself and is never typed twice."""
    for made in book.contributions.values():
        what = made.topic or made.note.partition("\n")[0]
        yield Deed(made.volunteer, made.on, made.kind, what, made.minutes or 0, made.learners or 0, made.id)
    for held in book.gatherings.values():
        if held.state != "held":
            continue
        for host in dict.fromkeys((held.host, *held.cohosts)):
            if host and host != ORGANISER:
                minutes = held.minutes or 0
                yield Deed(host, held.on, "hosted a ritual", held.name, minutes, held.learners or 0, held.id)


@dataclass(frozen=True, slots=True)
class Session:
    """One training session, however many led it: their contributions name the same topic on the same day."""

    id: str
    """Of the contribution of whoever led it, or of the first who helped."""
    leaders: tuple[str, ...]
    topic: str
    on: date
    learners: int
    helped_only: bool
    """Whether everybody only co-led it."""
    made: tuple[str, ...] = ()
    """The contributions it is told by."""


def sessions(book: Book, since: date, until: date) -> list[Session]:
    """The sessions led between two days, both counted, each once: its learners do not count again for a co-leader."""
    together: defaultdict[tuple[date, str], list[Contribution]] = defaultdict(list)
    for made in book.contributions.values():
        if made.kind in LED and since <= made.on <= until:
            together[made.on, folded(made.topic) or made.id].append(made)
    found = []
    for led in together.values():
        led.sort(key=lambda made: (made.kind != "led a session", made.id))
        leaders = tuple(dict.fromkeys(made.volunteer for made in led))
        learners = max(made.learners or 0 for made in led)
        helped_only = led[0].kind != "led a session"
        told_by = tuple(made.id for made in led)
        found.append(Session(led[0].id, leaders, led[0].topic, led[0].on, learners, helped_only, told_by))
    return found


def last_thanks(book: Book) -> dict[str, date]:
    """When each person was last thanked."""
    latest: dict[str, date] = {}
    for thanks in book.recognitions.values():
        for person in thanks.to:
            latest[person] = max(thanks.on, latest.get(person, thanks.on))
    return latest


def unthanked(book: Book, today: date, within: int = THANKS_WITHIN) -> list[Unthanked]:
    """Volunteers who did something in the last ``within`` days and after their last thanks; most first.

    Thanks given on a day answer for everything up to and including that day.
    """
    since, thanked = today - timedelta(days=within), last_thanks(book)
    waiting: defaultdict[str, list[Deed]] = defaultdict(list)
    for deed in deeds(book):
        if since <= deed.on <= today and deed.on > thanked.get(deed.volunteer, date.min):
            waiting[deed.volunteer].append(deed)
    found = []
    for person, done in waiting.items():
        if volunteer := book.volunteers.get(person):
            done.sort(key=lambda deed: (deed.on, deed.source))
            days = (today - done[0].on).days
            found.append(Unthanked(volunteer, tuple(done), thanked.get(person), days))
    return sorted(found, key=lambda who: (-len(who.deeds), -who.days, who.volunteer.name))


def first_sentence(name: str, done: tuple[Deed, ...]) -> str:
    """A beginning for a thank-you, to keep or to change."""
    given = name.partition(" ")[0]
    if not done:
        return f"Thank you, {given}, for "
    last = done[-1]
    about = f" «{last.what}»" if last.what else ""
    reached = f" for {counted(last.learners, 'colleague')}" if last.learners else ""
    phrase = {
        "led a session": f"leading{about or ' the session'}",
        "co-led a session": f"co-leading{about or ' the session'}",
        "hosted a ritual": f"hosting{about or ' our gathering'}",
        "mentored a trainer": "mentoring a fellow trainer",
        "shared material": f"sharing your material{' on' + about if about else ''}",
        "answered a question": "helping a colleague with an answer",
        "brought an idea": f"your idea{about}",
        "took over a role": "stepping up and taking over a role",
    }[last.kind]
    return f"Thank you, {given}, for {phrase}{reached}."
