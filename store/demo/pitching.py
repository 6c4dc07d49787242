"""The sample community's pitch: supplier quotes, KPIs, problems and benefits, the pilot and the ask.

It takes no chance from the seed, so that it changes nothing of what others made.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from msgspec.structs import replace

from store.core.dates import MONTH_NAMES
from store.demo.sample import Sample
from store.model.finance import Kpi, OutsideQuote, Reading
from store.model.pitch import Claim, Evidence, Pitch, Whose
from store.recognition.recognition import LED, sessions

OUTSIDE = (
    ("Excel course, half a day", "1150.00", "Northgate Training, quote for up to 14 people, held by Purchasing", 262,
     ("Excel beyond the basics", "Pivot tables without tears"), 4),
    ("Telephone training, half a day", "980.00", "Voice & Tone, invoice from last spring for the same course", 250,
     ("Calm phone calls",), 2),
    ("Security awareness, one session", "690.00", "the insurer’s training price list", 240,
     ("Spotting a phishing email",), 2),
)  # fmt: skip
"""What, for how much, by whom, quoted how many days ago, instead of which topics, and how many sessions at most."""

FIGURES = (
    ("Handover at shift change, line 3", "minutes", "27", 262, "10", 90, "measured by Mateo over one week",
     (("24", 178), ("18", 110), ("12", 46))),
    ("Complaints about tone on the phone", "a month", "19", 258, "6", 90, "Customer Care, monthly report",
     (("17", 170), ("11", 75), ("8", 16))),
    ("External training spend over 12 months", "EUR", "31400", 256, "20000", 400, "ledger, training account",
     (("30100", 150), ("26350", 60), ("23800", 12))),
    ("Colleagues who feel well trained for their job", "%", "58", 258, "75", 300, "engagement survey, 3 questions on training",
      (("66", 68),)),
)  # fmt: skip
"""Name, unit, baseline and how many days ago, target and in how many days, source, readings with days ago."""

TRAINERS = "kpidemo999"
"""The KPI that the book itself can tell."""

GAIN = "People grow by teaching"
"""What the volunteers themselves gain."""
CLAIMS = (
    ("problem", "We lose knowledge when people leave", "Know-how", None),
    ("problem", "External trainers are expensive", "Money", None),
    ("problem", "Training differs from team to team", "Quality", None),
    ("benefit", "Shift handovers are shorter", "", 0),
    ("benefit", "Less spent on external training", "", 2),
    ("benefit", "Fewer complaints on the phone", "", 1),
    ("benefit", "Training is good on every shift", "", 3),
    ("benefit", GAIN, "", 4),
)  # fmt: skip
"""Problem or benefit, its words, its category, and which of the figures shows it."""

EVIDENCE = (
    ("problem", "External trainers are expensive", "quote",
     "By the time a course is approved, the question is six months old.", "team lead, planning", 255),
    ("benefit", "Less spent on external training", "quote",
     "I asked on Tuesday, and on Friday Priya showed four of us.", "buyer, Purchasing", 20),
    ("benefit", "Fewer complaints on the phone", "quote",
     "I no longer dread the first call of the day.", "agent, Customer Care", 15),
    ("benefit", "Training is good on every shift", "quote",
     "Now the night shift learns it the same way we do.", "shift lead, night", 40),
    ("benefit", GAIN, "quote",
     "I speak up in meetings now. I used to leave that to others.", "operator, Production", 30),
)  # fmt: skip
"""Behind what, which one, kind, text, source and how many days ago."""

OPENING = """\
I propose that we continue the Trainers’ Circle for a second year and open it to 2 more departments.
In the Circle, colleagues who know the work choose to teach it to others, in two paid hours a month. Their knowledge stays in the company, and the night shift gets the same training as the office."""
GROUP = """\
Four colleagues each in Legal and Marketing, each department with its own champion, for 3 months.
No further department will join until both plan their own sessions."""
ASK = """\
Two paid hours a month for each trainer, and a budget of €{budget:,.0f} for next year, decided by {by}.
No one is told to teach, and no one is paid extra for it. A few words from you at the next town hall would help us most."""


def figures(s: Sample) -> None:
    """The KPIs with their readings, which updates told of at the time."""
    for number in range(len(FIGURES)):
        _figure(s, number)
    _trainers(s)


def pitch(s: Sample) -> None:
    """Everything the pitch is made of."""
    _lasting(s)
    _outside(s)
    figures = [*(f"kpidemo{number + 222}" for number in range(len(FIGURES))), TRAINERS]
    for number, (about, claim, category, figure) in enumerate(CLAIMS):
        kpi = "" if figure is None else figures[figure]
        record = Claim(
            id=f"claimdemo{number + 2}", claim=claim, category=category, kpi=kpi, place=10 * (number + 1)
        )
        whose: Whose = "volunteers" if claim == GAIN else "organisation"
        s.add(replace(record, about="problem" if about == "problem" else "benefit", whose=whose))
    for number, (about, claim, kind, text, source, days) in enumerate(EVIDENCE):
        told = Evidence(id=f"evidence{number + 22}", claim=claim, text=text, source=source, on=s.ago(days))
        s.add(replace(told, about="problem" if about == "problem" else "benefit", kind=kind))
    s.add(
        Pitch(
            reader="Marta Weiss, COO, and Ingrid Falk, HR director",
            opening=OPENING,
            group=GROUP,
            ask=ASK.format(
                by=_in_words(_workday(s, 25)), budget=s.book.budgets[f"budget{s.today.year + 1}"].amount
            ),
            opportunity="preparing and delivering sessions, at the full hourly cost from Finance",
            operational="a webinar licence, materials, and lunch at milestones",
            other="cards, flowers and dinner vouchers for all trainers at the end of the year",
        )
    )


def _workday(s: Sample, days: int) -> date:
    day = s.today + timedelta(days=days)
    return day - timedelta(days=max(0, day.weekday() - 4))


def _in_words(day: date) -> str:
    return f"{day.day} {MONTH_NAMES[day.month - 1]}"


def _lasting(s: Sample) -> None:
    """How long sessions lasted: an hour, or an hour and a half where much was prepared."""
    for made in [*s.book.contributions.values()]:
        if made.kind in LED and made.minutes:
            s.add(replace(made, lasted=60 if made.minutes < 150 else 90))


def _outside(s: Sample) -> None:
    """Supplier quotes, and the sessions that replaced external training."""
    held = sorted(sessions(s.book, s.start, s.today), key=lambda session: (session.on, session.id))
    for number, (what, price, source, days, topics, most) in enumerate(OUTSIDE):
        taken = tuple(session.id for session in held if session.topic in topics)[:most]
        s.add(
            OutsideQuote(
                id=f"outside{number + 222}", what=what, price=Decimal(price), source=source, quoted_on=s.ago(days),
                sessions=taken,
            )
        )  # fmt: skip


def _figure(s: Sample, number: int) -> None:
    """One KPI with its readings."""
    name, unit, baseline, days, target, ahead, source, readings = FIGURES[number]
    kpi = s.add(
        Kpi(
            id=f"kpidemo{number + 222}", name=name, unit=unit, baseline=Decimal(baseline), baseline_on=s.ago(days),
            target=Decimal(target), target_on=s.today + timedelta(days=ahead), source=source,
        )
    )  # fmt: skip
    for place, (value, back) in enumerate(readings):
        s.add(Reading(id=f"read{number + 2}demo{place + 2}", kpi=kpi.id, value=Decimal(value), on=s.ago(back)))


def _trainers(s: Sample) -> None:
    """How many have led a session, as the book itself can tell."""
    known = Kpi(
        id=TRAINERS, name="Colleagues who have led a session", unit="", level="behaviour", baseline=Decimal(0),
        baseline_on=s.start, target=Decimal(20), target_on=s.today + timedelta(days=200), source="this book",
    )  # fmt: skip
    s.add(known)
    for place, days in enumerate((180, 90, 4)):
        day = s.ago(days)
        led = {who for session in sessions(s.book, s.start, day) for who in session.leaders}
        s.add(Reading(id=f"readtrain{place + 2}", kpi=known.id, value=Decimal(len(led)), on=day))
