"""What a pitch usually begins with: four categories of problems and eight benefits, each with a hint at its evidence."""

from typing import NamedTuple

from store.model.pitch import Whose


class Starter(NamedTuple):
    """Something usual to begin with."""

    words: str
    hint: str
    """Which evidence belongs to it."""
    whose: Whose = "organisation"
    """Who gains by it."""


CATEGORIES = (
    Starter("Knowledge", "Exit interviews; knowledge held by one person."),
    Starter("Quality", "Errors, complaints, performance data."),
    Starter("People", "Engagement and exit surveys, turnover."),
    Starter("Money", "Spending on external trainers."),
)
"""The usual categories of problems."""
BENEFITS = (
    Starter("Consistent training quality, tied to our goals", "A quality KPI with baseline and target."),
    Starter("Knowledge spreads", "Topics that more than one person teaches."),
    Starter("In-house experts instead of external trainers", "External training spend; supplier quotes."),
    Starter("Better programmes, better results", "Results before and after a programme."),
    Starter("Recognition and visibility", "What earlier trainers say about it.", "volunteers"),
    Starter("Development and engagement of employees", "The engagement survey.", "volunteers"),
    Starter("A culture of lifelong learning", "Learner attendances, and who learns."),
    Starter("A lower learning budget", "Annual learning budget."),
)
"""The usual benefits."""
