"""The community itself, with its settings."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, get_args

from msgspec import Meta

from store.core.dates import DAY_NAMES
from store.core.fields import Number, field_info
from store.core.money import STYLES, Style
from store.core.record import Record

BEHAVIOURS = (
    "shares knowledge",
    "helps others",
    "takes ownership",
    "welcomes newcomers",
    "tries something new",
    "speaks up for us",
)
"""What a community thanks for until it says itself what it wants more of."""
DateOrder = Literal["day_first", "month_first"]
DATE_ORDERS: tuple[DateOrder, ...] = get_args(DateOrder)
WeekStart = Literal["monday", "sunday", "saturday"]
COMMUNITY = "community"
"""The id of the one community record of a book."""


class Community(Record, frozen=True, kw_only=True):
    """What one book is about."""

    id: str = COMMUNITY
    name: Annotated[str, field_info("Community's name")] = "Trainers' community"
    organiser: Annotated[str, field_info("Your name", "signs your updates")] = ""
    purpose: Annotated[str, field_info("Purpose", hidden=True)] = ""
    """This and the four below are only read, as the charter's first words: ask :mod:`store.launch.charter` for what holds."""
    vision: Annotated[str, field_info("Vision", hidden=True)] = ""
    mission: Annotated[str, field_info("Mission", hidden=True)] = ""
    meets: Annotated[str, field_info("How it meets", hidden=True)] = ""
    talks: Annotated[str, field_info("How it talks between meetings", hidden=True)] = ""
    review_on: Annotated[
        date | None, field_info("Look the charter over again on", "it comes up on Week then", hidden=True)
    ] = None
    currency: Annotated[str, field_info("Currency")] = "EUR"
    amounts: Annotated[
        Style, field_info("Amounts are written", "typed ones are understood in any of these ways")
    ] = STYLES[0]
    budget: Annotated[Decimal | None, field_info("Budget this year", hidden=True)] = None
    """The budget of books that keep none by period (:class:`store.finance.budgets.Budget`); it is for the calendar year."""
    cautious: Annotated[bool, field_info("Return counts only what was held", hidden=True)] = True
    stuck_interested: Annotated[
        Number, field_info("Stuck: interested", "days after which someone wants a word")
    ] = 14
    stuck_said_yes: Annotated[Number, field_info("Stuck: said yes", "days after which someone wants a word")] = 14
    stuck_onboarding: Annotated[
        Number, field_info("Stuck: onboarding", "days after which someone wants a word")
    ] = 30
    stuck_newcomer: Annotated[Number, field_info("Stuck: newcomer", "days after which someone wants a word")] = 90
    hosting_target: Annotated[
        Annotated[int, Meta(le=100)] | None,
        field_info("Hosted by you, at most", "per cent of what was held in 90 days; empty is no target"),
    ] = None
    target_places: Annotated[
        Number | None, field_info("Target: places taken, %", "updates hold the share against it")
    ] = None
    target_learners: Annotated[Number | None, field_info("Target: learners a year", "updates count up to it")] = (
        None
    )
    target_members: Annotated[
        Number | None, field_info("Target: members", "small and lively beats large and silent")
    ] = None
    behaviours: Annotated[
        tuple[str, ...], field_info("Behaviours", "what you want more of, with commas between")
    ] = BEHAVIOURS
    thank_after: Annotated[
        Number, field_info("Thanks: wait", "days until a deed without thanks is a task; 0 is at once")
    ] = 0
    thank_within: Annotated[
        Number, field_info("Thanks: look back", "days after which a deed is too old to wait for them")
    ] = 60
    timezone: Annotated[str, field_info("Time zone", "for instance: Europe/Vienna")] = ""
    date_order: Annotated[
        DateOrder, field_info("Typed dates", "what 10/11 means; 2026-11-10 is understood either way")
    ] = DATE_ORDERS[0]
    week_starts: Annotated[WeekStart, field_info("Weeks start on", "in the calendar, and for what Week shows")] = (
        "monday"
    )

    @property
    def day_first(self) -> bool:
        """Whether 10/11 is typed for a day in November."""
        return self.date_order == DATE_ORDERS[0]

    @property
    def first_weekday(self) -> int:
        """The weekday on which weeks start; Monday is 0."""
        return DAY_NAMES.index(self.week_starts.capitalize())
