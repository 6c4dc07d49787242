"""Every text that leaves the house, as it reads, one file each beside this one; a change of a sentence is read in the diff.

Renewed by ``python -m pytest tests/golden --snapshot-update``.
"""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from email import policy
from email.parser import BytesParser
from pathlib import Path
from typing import get_args

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from syrupy.location import PyTestLocation
from syrupy.types import SnapshotIndex

from store.book.book import Book
from store.calendar.rituals import gatherings
from store.core.record import ORGANISER
from store.demo.words import ALLIES
from store.exchange import pitch_formats, thanks_formats
from store.exchange.gathering_formats import message, purposes
from store.exchange.ical.exporter import as_ics
from store.exchange.text_forms import FORMS
from store.exchange.update_formats import Document, in_form
from store.finance.text_report import as_text as costs_as_text
from store.launch import charter, kickoff, survey
from store.model.agreement import Article, Talk, Wish
from store.model.calendar import Gathering, Ritual
from store.model.community import Community
from store.model.finance import Cost, Kpi, OutsideQuote, Rate, Reading
from store.model.people import Volunteer
from store.model.pitch import Claim, Evidence, Pitch
from store.model.recognition import Contribution, Recognition
from store.model.stages import Move
from store.model.stakeholders import Kind, Stakeholder
from store.model.training import Readiness, SessionPlan
from store.pitch.compose import write
from store.pitch.document import DEPTHS, Depth
from store.recognition.recognition import Deed, first_sentence
from store.training import session_plans
from store.updates.compose import compose, sent
from store.week.reminding import host_reminder
from tests.support.making import TODAY, ago, fill

KINDS: tuple[Kind, ...] = get_args(Kind)
pytestmark = pytest.mark.filterwarnings("ignore:\\s*Can not relate snapshot name")  # files are named after the text
READERS = [ally.name.partition(" ")[0] for ally in ALLIES]


class TextFile(SingleFileSnapshotExtension):
    """A text kept as it is, named after its case."""

    _write_mode = WriteMode.TEXT
    _file_extension = "txt"

    @classmethod
    def dirname(cls, *, test_location: PyTestLocation) -> str:
        return str(Path(test_location.filepath).parent / test_location.basename)

    @classmethod
    def get_snapshot_name(cls, *, test_location: PyTestLocation, index: SnapshotIndex = 0) -> str:
        return str(index)


@pytest.fixture
def golden(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """What a text is compared with: ``assert text == golden(name="the-file")``."""
    return snapshot.use_extension(TextFile)


@pytest.fixture
def three(book: Book) -> Book:
    """Three people, and one of everything that a text may tell of: whatever is plural elsewhere is singular here."""
    fill(
        book,
        Community(name="Bakers [Ops]", organiser="Ida Berg", currency="CHF", target_places=50, target_members=4),
        Volunteer(id="ann", name="Ann Lee", yes_on=ago(9), department=""),
        Volunteer(id="raj", name="Raj Patel"),
        Volunteer(id="tom", name="Tom Okafor"),
        Move(volunteer="ann", stage="newcomer", on=ago(8)),
        Move(volunteer="raj", stage="newcomer", on=ago(90)),
        Move(volunteer="raj", stage="core", on=ago(6), step=1),
        Ritual(id="lab", name="iPad lab", start=ago(13), rule="FREQ=WEEKLY;INTERVAL=2", gain="HR answers at once."),
        Gathering(
            id="g", name="iPad lab", ritual="lab", on=ago(5), state="held", attended=("ann", "tom"), quotes="Good, ‘really’."
        ),
        Gathering(id="s", name="Spotlight", on=ago(2), state="skipped", why="all ill"),
        Gathering(
            id="n", name="Kick-off", on=ago(-3), at=time(14), minutes=45, place="Room 4", host="ann", cohosts=("raj",),
            topic="Excel", links=("https://example.org/a",),
        ),
        Talk(topic="vision", gathering="n", technique="mind_map", minutes=15),
        Talk(topic="other", title="iPad use", gathering="n", technique="open_discussion", minutes=10, place=1),
        Contribution(id="c", volunteer="ann", kind="led_session", on=ago(4), topic="iPad basics", learners=1, minutes=60),
        Readiness(id="r", volunteer="ann", topic="iPad basics", level="certified", on=ago(3)),
        Recognition(to=("ann",), behaviour="shares knowledge", words="Thank you, Ann.\nWell done.", on=ago(4), public=True),
        Rate(since=ago(60), pay=Decimal(50000), hours=1000),
        Cost(what="Room", amount=Decimal("78.50"), on=ago(6)),
        OutsideQuote(what="Course", price=Decimal(40), source="offer", quoted_on=ago(90), sessions=("c",)),
        Kpi(id="k", name="iPad faults", unit="%", baseline=Decimal(19), baseline_on=ago(90), target=Decimal(6)),
        Reading(kpi="k", value=Decimal("8.5"), on=ago(3)),
        Claim(id="p", claim="Knowledge leaves", category="Know-how"),
        Claim(id="b", about="benefit", claim="Fewer faults", kpi="k"),
        Evidence(about="problem", claim="Knowledge leaves", kind="quote", text="No one asked", on=ago(9)),
        Pitch(opening="iPads need care.", reader="Marta", group="iPad users first.", ask="two hours"),
        Article(topic="vision", text="iPads for all.", on=ago(30)),
        Wish(title="iPads", votes=1, by="ann", gathering="n"),
        Stakeholder(id="eva", name="Eva Horn", stake="Fewer errors.", ask="One hour", ask_by=ago(-8), watches="k"),
        Stakeholder(id="ivo", name="Ivo Kern", leg="learners", ask="two iPads"),
    )  # fmt: skip
    return book


# -- updates ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("reader", READERS)
def test_updates_of_the_sample(sample: Book, golden: SnapshotAssertion, reader: str, kind: Kind) -> None:
    found = next(who for who in sample.stakeholders.values() if who.name.startswith(reader))
    assert compose(sample, found, TODAY, kind=kind).text == golden(name=named("update", reader, kind))


@pytest.mark.parametrize("form", FORMS)
def test_forms_of_an_update(sample: Book, golden: SnapshotAssertion, form: str) -> None:
    found = next(who for who in sample.stakeholders.values() if who.name.startswith("Samir"))
    data = in_form(compose(sample, found, TODAY, kind="charts"), form, "")
    assert (mail_as_text(data) if form == "eml" else data.decode()) == golden(name=named("form", form))


@pytest.mark.parametrize("kind", KINDS)
def test_updates_of_other_books(book: Book, golden: SnapshotAssertion, kind: Kind) -> None:
    fill(book, Stakeholder(id="eva", name="Eva Horn"))
    assert compose(book, book.stakeholders["eva"], TODAY, kind=kind).text == golden(name=named("empty", kind))


@pytest.mark.parametrize("kind", KINDS)
def test_updates_of_three_people(three: Book, golden: SnapshotAssertion, kind: Kind) -> None:
    eva, ivo = three.stakeholders["eva"], three.stakeholders["ivo"]
    assert compose(three, eva, TODAY, kind=kind).text == golden(name=named("three", kind))
    assert compose(three, (ivo, eva), TODAY, kind=kind).text == golden(name=named("three", kind, "two readers"))
    fill(three, sent(three, compose(three, eva, ago(4)), ago(4)))
    later = compose(three, eva, ago(-20), kind=kind)
    assert later.text == golden(name=named("three", kind, "later"))


# -- pitch -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("depth", DEPTHS)
def test_pitches(sample: Book, three: Book, golden: SnapshotAssertion, depth: Depth) -> None:
    assert write(sample, TODAY, depth).text == golden(name=named("pitch", depth))
    assert write(three, TODAY, depth).text == golden(name=named("three pitch", depth))


def test_pitch_of_nothing_and_as_a_page(sample: Book, book: Book, golden: SnapshotAssertion) -> None:
    assert write(book, TODAY, "full case").text == golden(name="empty-pitch")
    assert pitch_formats.FORMS["html"](write(sample, TODAY, "half a page")) == golden(name="pitch-html")


# -- what was agreed -------------------------------------------------------------------------------


def test_charters(sample: Book, three: Book, golden: SnapshotAssertion) -> None:
    assert charter_of(sample) == golden(name="charter")
    assert charter_of(three) == golden(name="three-charter")


def charter_of(book: Book) -> str:
    return in_form(Document(charter.title(book), tuple(charter.parts(book, TODAY))), "text", "").decode()


def test_surveys(sample: Book, three: Book, golden: SnapshotAssertion) -> None:
    assert survey.as_text(sample, TODAY) == golden(name="survey")
    assert survey.as_text(three, TODAY) == golden(name="three-survey")


def test_agenda(sample: Book, three: Book, golden: SnapshotAssertion) -> None:
    assert kickoff.agenda(sample, kickoff.sessions(sample)) == golden(name="agenda")
    assert kickoff.agenda(three, kickoff.sessions(three)) == golden(name="three-agenda")


# -- gatherings ------------------------------------------------------------------------------------


def test_what_members_are_told_of_gatherings(sample: Book, three: Book, golden: SnapshotAssertion) -> None:
    assert told_of(sample, ago(28), ago(-3)) == golden(name="gatherings")
    assert told_of(three, ago(28), ago(-3)) == golden(name="three-gatherings")


def told_of(book: Book, since: date, until: date) -> str:
    found = gatherings(book, since, until)
    texts = [message(book, one, purpose, TODAY).text for one in found for purpose in purposes(one, TODAY)]
    return "\n----\n".join(texts)


# -- thanks and invitations ------------------------------------------------------------------------


def test_walls(sample: Book, three: Book, golden: SnapshotAssertion) -> None:
    assert thanks_formats.wall_as_text(sample, TODAY) == golden(name="wall")
    assert thanks_formats.wall_as_text(three, TODAY) == golden(name="three-wall")
    assert thanks_formats.wall_as_html(three, TODAY) == golden(name="three-wall-html")
    assert thanks_formats.wall_as_text(three, ago(300)) == golden(name="empty-wall")


def test_thank_yous(three: Book, golden: SnapshotAssertion) -> None:
    given = next(iter(three.recognitions.values()))
    assert thanks_formats.note(given) == golden(name="thank-you")
    assert mail_as_text(thanks_formats.note_as_eml(three, given)) == golden(name="thank-you-mail")


def test_how_thank_yous_begin(golden: SnapshotAssertion) -> None:
    kinds = (
        "led_session", "co_led_session", "hosted_ritual", "mentored_trainer", "shared_material",
        "answered_question", "brought_idea", "took_on_role",
    )  # fmt: skip
    lines = [first_sentence("Ann Lee", ())]
    for kind in kinds:
        for what, learners in (("iPads", 12), ("", 1), ("", 0)):
            lines.append(first_sentence("Ann Lee", (Deed("ann", TODAY, kind, what, 0, learners, "x"),)))
    assert "\n".join(lines) + "\n" == golden(name="thank-you-first-sentences")


def test_host_reminders(sample: Book, book: Book, golden: SnapshotAssertion) -> None:
    lab = next(g for g in gatherings(sample, TODAY, ago(-6)) if g.name == "Practice lab")
    assert host_reminder(sample, lab) == golden(name="host reminder")
    bare = Gathering(name="[/x] Talk [Ops]", on=ago(-3), host="ann")
    fill(book, Volunteer(id="ann", name="Ann Lee"))
    assert host_reminder(book, bare) == golden(name="host reminder without time, place and signature")


def test_invitations(sample: Book, three: Book, golden: SnapshotAssertion) -> None:
    assert invitations(three) == golden(name="three-invitations")
    assert invitations(sample) == golden(name="invitations")


def invitations(book: Book) -> str:
    """What other calendars show of each event, each wording once."""
    from icalendar import Calendar

    events = Calendar.from_ical(as_ics(book)).walk("VEVENT")
    told = {f"{event['SUMMARY']}\n{event.get('DESCRIPTION', '')}".strip() for event in events}
    return "\n\n".join(sorted(told)) + "\n"


def test_session_plans(sample: Book, golden: SnapshotAssertion) -> None:
    texts = [session_plans.as_text(sample, plan, TODAY) for plan in session_plans.shelf(sample)]
    assert "\n".join(texts) == golden(name="session-plans")


def test_session_plan_of_a_session(three: Book, golden: SnapshotAssertion) -> None:
    fill(
        three,
        SessionPlan(
            id="x", topic="iPads [/x]", gathering="n", author=ORGANISER, aim="Fewer faults", audience="All",
            outcomes="One\ntwo",
        ),
    )  # fmt: skip
    assert session_plans.as_text(three, three.session_plans["x"], TODAY) == golden(name="three-session-plan")


def test_costs_as_text(sample: Book, golden: SnapshotAssertion) -> None:
    assert costs_as_text(sample, TODAY) == golden(name="costs")


# -- helpers ---------------------------------------------------------------------------------------


def named(*parts: str) -> str:
    return "-".join(parts).replace(" ", "-").replace("_", "-").lower()


def mail_as_text(data: bytes) -> str:
    """What a mail program shows of a draft."""
    message = BytesParser(policy=policy.default).parsebytes(data)
    body = message.get_body(("plain",))
    assert body
    return f"To: {message['To']}\nSubject: {message['Subject']}\n\n{body.get_content()}".replace("\r\n", "\n")
