"""The tables that can be had as CSV, and what is said where one is chosen; whatever lists them asks here.

What writes them is in :mod:`store.exchange.csv_export`, which takes far longer to import.
"""

TABLES = {
    "people": "everyone, as a table for a spreadsheet",
    "gatherings": "all gatherings, as a table for a spreadsheet",
    "recognitions": "all thank-yous, as a table for a spreadsheet",
    "costs": "all costs, as a table for a spreadsheet",
    "stakeholders": "all stakeholders, as a table for a spreadsheet",
    "settings": "the community and its settings",
    "departments": "departments and their champions",
    "department-stages": "the stages of departments over time",
    "roles": "roles and their purpose",
    "role-holders": "the holders of roles over time",
    "stage-changes": "the stages of people over time",
    "contacts": "conversations with people",
    "requests": "requests to people, and their answers",
    "needs": "needs of members, and the action taken",
    "reminders": "tasks with a day",
    "absences": "days on which people are away",
    "checklists": "on- and offboarding checklists",
    "checklist-items": "the items of all checklists",
    "checklist-templates": "the items a checklist starts with",
    "readiness": "steps of trainers towards a topic",
    "skill-grades": "grades of teaching skills",
    "mentors": "mentors and their newcomers",
    "session-plans": "plans of sessions",
    "training-requests": "what departments asked for",
    "rituals": "rituals and their host rotas",
    "contributions": "what volunteers did for the community",
    "hourly-rates": "what an hour costs",
    "personal-rates": "what an hour of one person costs",
    "budgets": "budgets by period",
    "supplier-quotes": "prices of external training",
    "kpis": "KPIs with baseline and target",
    "kpi-readings": "the values of KPIs over time",
    "updates": "updates, as drafted and as sent",
    "responsibilities": "people responsible for each phase",
    "posts": "the comms plan",
    "evidence": "figures and quotes for the pitch",
    "claims": "problems and benefits of the pitch",
    "pitch": "what else the pitch says",
    "resources": "the library",
    "charter": "the wordings of the charter over time",
    "discussions": "the topics of agendas",
    "ideas": "the ideas of discussions",
    "suggested-topics": "the survey of topics",
    "canvas-answers": "answers on the Community Canvas",
    "assessment-scores": "scores of the Playbook",
    "confirmations": "what you have confirmed yourself",
    "saved-filters": "filters of the pipeline",
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
