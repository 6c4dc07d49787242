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
    Starter("Knowledge", "Exit interviews, single-trainer topics."),
    Starter("Quality", "Errors, complaints, performance data."),
    Starter("People", "Engagement and exit surveys, turnover."),
    Starter("Money", "Spending on external training."),
)
"""The usual categories of problems."""
BENEFITS = (
    Starter("Consistent training quality, tied to our goals", "A quality KPI with baseline and target."),
    Starter("Knowledge spreads", "Topics taught by more than one person."),
    Starter("In-house experts instead of external trainers", "Spending on external training, supplier quotes."),
    Starter("Better programmes, better results", "Results before and after a programme."),
    Starter("Recognition and visibility", "Testimonials from earlier trainers.", "volunteers"),
    Starter("Development and engagement of employees", "The engagement survey.", "volunteers"),
    Starter("A culture of lifelong learning", "Learner attendances by department."),
    Starter("A lower learning budget", "Annual learning budget."),
)
"""The usual benefits."""
