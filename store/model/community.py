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
"""The behaviours a community recognises until it chooses its own."""
DateOrder = Literal["day_first", "month_first"]
DATE_ORDERS: tuple[DateOrder, ...] = get_args(DateOrder)
WeekStart = Literal["monday", "sunday", "saturday"]
COMMUNITY = "community"
"""The id of the one community record of a book."""
_STUCK, _TARGETS = "Stuck at a stage", "Targets"
_PERIODS, _RECOGNITION = "Attendance and contact", "Recognition"


class Community(Record, frozen=True, kw_only=True):
    """What one book is about."""

    id: str = COMMUNITY
    name: Annotated[str, field_info("Community name", "appears in the title of your updates")] = (
        "Trainers' community"
    )
    organiser: Annotated[str, field_info("Your name", "used to sign your updates")] = ""
    purpose: Annotated[str, field_info("Purpose", hidden=True)] = ""
    """This and the four below are only read, as the charter's first words: ask :mod:`store.launch.charter` for what holds."""
    vision: Annotated[str, field_info("Vision", hidden=True)] = ""
    mission: Annotated[str, field_info("Mission", hidden=True)] = ""
    meets: Annotated[str, field_info("Meetings", hidden=True)] = ""
    talks: Annotated[str, field_info("Communication", hidden=True)] = ""
    review_on: Annotated[date | None, field_info("Review charter on", "shown on Week when due", hidden=True)] = None
    currency: Annotated[str, field_info("Currency", "a code or symbol, such as EUR or £", kind="currency")] = "EUR"
    colour: Annotated[
        str, field_info("Colour", "for the hub and certificates, for example: #2f6f9f", kind="colour")
    ] = ""
    hub_folder: Annotated[str, field_info("Hub folder", hidden=True)] = ""
    amounts: Annotated[Style, field_info("Amount format", "for display only; you can type any format")] = STYLES[0]
    budget: Annotated[Decimal | None, field_info("Budget this year", hidden=True)] = None
    """The budget of books that keep none by period (:class:`store.finance.budgets.Budget`); it is for the calendar year."""
    cautious: Annotated[bool, field_info("ROI on held sessions only", hidden=True)] = True
    stuck_interested: Annotated[
        Number, field_info("Days at ‘Interested’", "before someone counts as stuck", heading=_STUCK)
    ] = 14
    stuck_said_yes: Annotated[
        Number, field_info("Days at ‘Said yes’", "before someone counts as stuck", heading=_STUCK)
    ] = 14
    stuck_onboarding: Annotated[
        Number, field_info("Days at ‘Onboarding’", "before someone counts as stuck", heading=_STUCK)
    ] = 30
    stuck_newcomer: Annotated[
        Number, field_info("Days at ‘Newcomer’", "before someone counts as stuck", heading=_STUCK)
    ] = 90
    quiet_after: Annotated[
        Number, field_info("Gone quiet after", "days without attendance, contribution or contact", heading=_PERIODS)
    ] = 45
    keep_months: Annotated[
        Number,
        field_info(
            "Ask to keep or erase after", "months since a leaver’s last contact; 0 for never", heading=_PERIODS
        ),
    ] = 12
    hosting_target: Annotated[
        Annotated[int, Meta(le=100)] | None,
        field_info(
            "Maximum share hosted by you", "% of gatherings in 90 days; leave empty for no limit", heading=_TARGETS
        ),
    ] = None
    target_places: Annotated[
        Number | None,
        field_info("Target: attendance rate", "in %; updates report progress against it", heading=_TARGETS),
    ] = None
    target_learners: Annotated[
        Number | None,
        field_info("Target: learner attendances", "per year; updates report progress against it", heading=_TARGETS),
    ] = None
    target_members: Annotated[Number | None, field_info("Target: members", hidden=True)] = None
    """Only read, from older books: how many take part says more than how many there are, so no update reports it."""
    behaviours: Annotated[
        tuple[str, ...],
        field_info("Behaviours", "behaviours to encourage, separated by commas", heading=_RECOGNITION),
    ] = BEHAVIOURS
    thank_after: Annotated[
        Number,
        field_info(
            "Thank-you reminder after", "days after the contribution; 0 for the same day", heading=_RECOGNITION
        ),
    ] = 0
    thank_within: Annotated[
        Number, field_info("Thank-you reminder until", "days after the contribution", heading=_RECOGNITION)
    ] = 60
    shortest_stay: Annotated[
        Number,
        field_info("Shortest stay that counts", "minutes in attendance reports; 0 for any stay", heading=_PERIODS),
    ] = 5
    timezone: Annotated[str, field_info("Time zone", "for example: Europe/Vienna")] = ""
    date_order: Annotated[DateOrder, field_info("Date order", "what 10/11 means; 2026-11-10 always works")] = (
        DATE_ORDERS[0]
    )
    week_starts: Annotated[
        WeekStart, field_info("First day of the week", "used on the Calendar and Week screens")
    ] = "monday"

    @property
    def day_first(self) -> bool:
        """Whether 10/11 is typed for a day in November."""
        return self.date_order == DATE_ORDERS[0]

    @property
    def first_weekday(self) -> int:
        """The weekday on which weeks start; Monday is 0."""
        return DAY_NAMES.index(self.week_starts.capitalize())
