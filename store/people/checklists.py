"""Onboarding and offboarding checklists: editable templates, and for each person the items with the day they were done."""

from collections import defaultdict
from datetime import date

from store.book.book import Book
from store.book.transaction import Change
from store.model.people import HELD, Checklist, ChecklistKind, Task, Template, Volunteer

DEFAULTS: dict[ChecklistKind, tuple[str, ...]] = {
    "onboarding": (
        "Welcome them and say that mistakes are fine",
        "Explain our values and rules",
        "Agree what they give and gain",
        "Find them a mentor",
        "Agree a first small contribution within 30 days",
        "Offer help with teaching",
    ),
    "offboarding": (
        "Thank them",
        "Ask why they are leaving",
        HELD,
        "Document what only they know",
        "Thank them again in public",
    ),
}

AGAIN_AFTER = 90
"""Days after which a second checklist of a kind may begin for someone, as when they come back."""


def items_of(book: Book, kind: ChecklistKind) -> tuple[str, ...]:
    """The items a new checklist of this kind starts with."""
    template = book.templates.get(kind)
    if template is None:
        return DEFAULTS[kind]
    return tuple(filter(None, (line.strip() for line in template.items.splitlines())))


def template_of(book: Book, kind: ChecklistKind) -> Template:
    """The template as it stands, to be edited."""
    return book.templates.get(kind) or Template(id=kind, items="\n".join(DEFAULTS[kind]))


def tasks_of(book: Book, checklist: Checklist) -> list[Task]:
    """The items of one checklist in their order."""
    return sorted((t for t in book.tasks.values() if t.checklist == checklist.id), key=lambda t: (t.step, t.id))


def checklists_of(book: Book, person: str) -> list[Checklist]:
    """The checklists of one person, the newest first."""
    found = (c for c in book.checklists.values() if c.volunteer == person)
    return sorted(found, key=lambda c: (c.on, c.id), reverse=True)


def unfinished(book: Book, person: str, kind: ChecklistKind) -> Checklist | None:
    """The person's checklist of this kind that still has something to do."""
    undone = {task.checklist for task in book.tasks.values() if not task.done_on}
    return next((c for c in checklists_of(book, person) if c.kind == kind and c.id in undone), None)


def start(
    book: Book,
    change: Change,
    volunteer: Volunteer,
    kind: ChecklistKind,
    on: date,
    *,
    tasks: list[Task] | None = None,
    last_day: date | None = None,
) -> Checklist:
    """Put a checklist into a change, unless one of its kind is unfinished or was started recently.

    Args:
        book: the book.
        change: what it becomes part of.
        volunteer: whose it is.
        kind: onboarding or offboarding.
        on: the day it begins.
        tasks: its items; those of the template unless given.
        last_day: when they leave, where that is known.

    Returns:
        The new checklist, or the one there is.
    """
    lately = (c for c in checklists_of(book, volunteer.id) if c.kind == kind and (on - c.on).days < AGAIN_AFTER)
    if standing := unfinished(book, volunteer.id, kind) or next(lately, None):
        return standing
    checklist = change.put(Checklist(volunteer=volunteer.id, kind=kind, on=on, last_day=last_day))
    if tasks is None:
        tasks = [Task(checklist="", text=text) for text in items_of(book, kind) if text != HELD]
    for step, task in enumerate(tasks):
        change.put(Task(checklist=checklist.id, step=step, text=task.text, held=task.held, topic=task.topic))
    return checklist


def progress(book: Book, kind: ChecklistKind = "onboarding") -> dict[str, tuple[int, int]]:
    """How many items of how many are done, by volunteer, for the newest checklist of each that has items."""
    done: defaultdict[str, list[bool]] = defaultdict(list)
    for task in book.tasks.values():
        done[task.checklist].append(task.done_on is not None)
    newest: dict[str, Checklist] = {}
    for checklist in book.checklists.values():
        known = newest.get(checklist.volunteer)
        later = known is None or (checklist.on, checklist.id) > (known.on, known.id)
        if checklist.kind == kind and checklist.id in done and later:
            newest[checklist.volunteer] = checklist
    return {who: (sum(done[c.id]), len(done[c.id])) for who, c in newest.items()}
