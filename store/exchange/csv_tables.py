"""The tables that can be had as CSV, and what is said where one is chosen; whatever lists them asks here.

What writes them is in :mod:`store.exchange.csv_export`, which takes far longer to import.
"""

TABLES = {
    "people": "all people, as a table for a spreadsheet",
    "gatherings": "all gatherings, as a table for a spreadsheet",
    "recognitions": "all thank-yous, as a table for a spreadsheet",
    "costs": "all costs, as a table for a spreadsheet",
    "stakeholders": "all stakeholders, as a table for a spreadsheet",
    "settings": "the community and its settings",
    "departments": "departments and their champions",
    "department-stages": "department stages over time",
    "roles": "roles and their purposes",
    "role-holders": "role holders over time",
    "stage-changes": "people’s stages over time",
    "contacts": "conversations with people",
    "requests": "requests to people and their answers",
    "needs": "members’ needs and the action taken",
    "reminders": "your own to-dos, by date",
    "absences": "people’s days away and closing days",
    "checklists": "onboarding and offboarding checklists",
    "checklist-items": "the items of all checklists",
    "checklist-templates": "the standard items of each checklist",
    "readiness": "trainers’ steps towards each topic",
    "skill-grades": "teaching skills and their grades",
    "mentors": "mentors and their newcomers",
    "session-plans": "session plans",
    "training-requests": "training requests and their outcomes",
    "rituals": "rituals and their host rotas",
    "contributions": "volunteers’ contributions to the community",
    "hourly-rates": "hourly rates for trainer time",
    "personal-rates": "hourly rates for individual people",
    "budgets": "budgets by period",
    "supplier-quotes": "supplier quotes for external training",
    "kpis": "KPIs with baseline and target",
    "kpi-readings": "KPI readings over time",
    "updates": "updates, as drafted and as sent",
    "responsibilities": "people responsible for each phase",
    "posts": "the comms plan",
    "evidence": "figures and quotes for the pitch",
    "claims": "problems and benefits of the pitch",
    "pitch": "all other text of the pitch",
    "resources": "library resources",
    "charter": "charter wording over time",
    "discussions": "agenda topics",
    "ideas": "ideas from discussions",
    "suggested-topics": "suggested topics and their votes",
    "canvas-answers": "answers on the Community Canvas",
    "assessment-scores": "scores on the Community Playbook",
    "confirmations": "roadmap steps you have confirmed",
    "saved-filters": "saved pipeline filters",
}
"""By the name it has on the command line."""
TABLE_NAMES = {
    "people": "volunteers",
    "settings": "communities",
    "department-stages": "adoptions",
    "role-holders": "tenures",
    "stage-changes": "moves",
    "requests": "asks",
    "checklist-items": "tasks",
    "checklist-templates": "templates",
    "skill-grades": "teaching",
    "mentors": "buddies",
    "hourly-rates": "rates",
    "personal-rates": "own_rates",
    "supplier-quotes": "outside_quotes",
    "kpi-readings": "readings",
    "responsibilities": "duties",
    "pitch": "pitches",
    "charter": "articles",
    "discussions": "talks",
    "suggested-topics": "wishes",
    "canvas-answers": "agreements",
    "assessment-scores": "scores",
    "confirmations": "words",
    "saved-filters": "filters",
}
"""The table in the book, where it is not called as on the command line."""
NOT_EXPORTED = ("erased", "snoozes", "steps", "weights")
"""Tables that say nothing outside the program: random ids, snoozed to-dos, the undo log, and weights of private scores."""


def table_of(what: str) -> str:
    """Name in the book of a table that is exported."""
    return TABLE_NAMES.get(what, what.replace("-", "_"))
