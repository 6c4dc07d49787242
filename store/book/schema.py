"""Schema: the book's tables, each with its kind of record.

A new kind of record is listed here.
"""

from collections.abc import Iterable
from typing import Any

from store.book.table import Table
from store.core.record import R, Record
from store.model.agreement import Article, Idea, Talk, Wish
from store.model.assessments import Agreement, Score, Word
from store.model.calendar import Gathering, Ritual
from store.model.community import COMMUNITY, Community
from store.model.finance import Budget, Cost, Kpi, OutsideQuote, OwnRate, Rate, Reading
from store.model.library import Resource
from store.model.orbit_weights import Weights
from store.model.people import (
    Absence,
    Ask,
    Checklist,
    Contact,
    Department,
    Erased,
    Filter,
    Need,
    Reminder,
    Role,
    Task,
    Template,
    Tenure,
    Volunteer,
)
from store.model.pitch import Claim, Evidence, Pitch
from store.model.planner import Snooze
from store.model.recognition import Contribution, Recognition
from store.model.stages import Adoption, Move
from store.model.stakeholders import Duty, Post, Stakeholder, Update
from store.model.training import Buddies, Readiness, SessionPlan, Teaching
from store.model.training_requests import TrainingRequest
from store.model.undo import Step


class Tables:
    """Tables of a book, each empty until it is read."""

    def __init__(self) -> None:  # noqa: PLR0915 - one line a table
        self.communities = Table("communities", Community)
        self.volunteers = Table("volunteers", Volunteer)
        self.departments = Table("departments", Department)
        self.roles = Table("roles", Role)
        self.tenures = Table("tenures", Tenure)
        self.contacts = Table("contacts", Contact)
        self.asks = Table("asks", Ask)
        self.templates = Table("templates", Template)
        self.checklists = Table("checklists", Checklist)
        self.tasks = Table("tasks", Task)
        self.moves = Table("moves", Move)
        self.adoptions = Table("adoptions", Adoption)
        self.readiness = Table("readiness", Readiness)
        self.teaching = Table("teaching", Teaching)
        self.buddies = Table("buddies", Buddies)
        self.session_plans = Table("session_plans", SessionPlan)
        self.training_requests = Table("training_requests", TrainingRequest)
        self.absences = Table("absences", Absence)
        self.rituals = Table("rituals", Ritual)
        self.gatherings = Table("gatherings", Gathering)
        self.contributions = Table("contributions", Contribution)
        self.recognitions = Table("recognitions", Recognition)
        self.weights = Table("weights", Weights)
        self.costs = Table("costs", Cost)
        self.rates = Table("rates", Rate)
        self.own_rates = Table("own_rates", OwnRate)
        self.budgets = Table("budgets", Budget)
        self.outside_quotes = Table("outside_quotes", OutsideQuote)
        self.kpis = Table("kpis", Kpi)
        self.readings = Table("readings", Reading)
        self.stakeholders = Table("stakeholders", Stakeholder)
        self.updates = Table("updates", Update)
        self.duties = Table("duties", Duty)
        self.posts = Table("posts", Post)
        self.evidence = Table("evidence", Evidence)
        self.claims = Table("claims", Claim)
        self.pitches = Table("pitches", Pitch)
        self.resources = Table("resources", Resource)
        self.articles = Table("articles", Article)
        self.talks = Table("talks", Talk)
        self.ideas = Table("ideas", Idea)
        self.wishes = Table("wishes", Wish)
        self.snoozes = Table("snoozes", Snooze)
        self.filters = Table("filters", Filter)
        self.needs = Table("needs", Need)
        self.agreements = Table("agreements", Agreement)
        self.scores = Table("scores", Score)
        self.words = Table("words", Word)
        self.reminders = Table("reminders", Reminder)
        self.erased = Table("erased", Erased)
        self.steps = Table("steps", Step)
        self.tables: dict[str, Table[Any]] = {
            table.name: table for table in vars(self).values() if isinstance(table, Table)
        }
        self._kinds = {table.kind: table for table in self.tables.values()}

    def table_of(self, kind: type[R]) -> Table[R]:
        """Table that keeps records of a kind."""
        return self._kinds[kind]

    def kinds(self) -> Iterable[tuple[type[Record], Table[Any]]]:
        """Kinds of records, each with its table."""
        return self._kinds.items()

    @property
    def community(self) -> Community:
        """Settings of the community."""
        return self.communities.get(COMMUNITY) or Community()

    @property
    def is_empty(self) -> bool:
        """True if nothing was entered so far."""
        return not any(len(table) for table in self.tables.values() if table is not self.steps)
