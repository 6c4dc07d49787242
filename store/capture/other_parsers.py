"""Lines that add a cost, a new person or a stakeholder."""

from __future__ import annotations

from store.capture.context import IN_NOTE, LEFT_OUT, Context
from store.capture.proposal import Choice, Proposal
from store.core.dates import format_day_relative
from store.core.errors import Invalid
from store.core.labels import label_of
from store.core.money import AmountFormat
from store.core.old_names import EMAIL
from store.core.record import Record
from store.core.text import normalize, one_line, quoted
from store.model.finance import Bucket, Cost, State
from store.model.people import Contact, Department, Volunteer
from store.model.stages import Move
from store.model.stakeholders import Stakeholder
from store.people.directory import find_department

STAGES = ("interested", "said yes", "yes")
"""Where someone new can stand by what one line says; the yes is their own."""
GIFTS = ("gift", "voucher", "present", "prize", "flower", "bouquet", "chocolate")
"""How words begin that tell of something given away."""
FREQUENCIES = {
    "weekly": "weekly", "every week": "weekly", "fortnightly": "fortnightly", "every two weeks": "fortnightly",
    "every 2 weeks": "fortnightly", "monthly": "monthly", "every month": "monthly", "quarterly": "quarterly",
    "every quarter": "quarterly", "on change": "on_change",
}  # fmt: skip
CHANNELS = {
    "email": "email", **dict.fromkeys(EMAIL, "email"), "mail": "email", "chat": "chat", "slack": "chat", "teams": "chat",
    "catch-up meeting": "catch_up", "catch-up": "catch_up", "meeting": "catch_up", "in person": "catch_up",
}  # fmt: skip
DEPARTMENT, TOPIC, ANOTHER = "department", "topic", "another"


def cost(context: Context, *, planned: bool = False) -> Proposal:
    """‘spent 40 cake yesterday’, ‘planned 200 for 18/12’."""
    line, book = context.line, context.book
    found = line.amount()
    lead = ("for",) if planned else ()
    on = line.day(past=not planned, lead=lead) or line.segment_day(past=not planned) or context.today
    at = next((n for n in range(len(line)) if line.free(n)), len(line))
    line.skip(at, "for", "on")
    what = line.rest("text").rstrip(".!") or ("Planned cost" if planned else "")
    if found is None:
        context.lacks("How much? For example: spent 40 cake")
    elif not what:
        context.lacks("What for? For example: spent 40 cake")
    amount, named = found or (None, "")
    currency = book.community.currency
    if named and named != normalize(currency).upper():
        context.lacks(f"The book’s currency is {currency}. Enter the amount in {currency}.")
    state: State = "planned" if planned or on > context.today else "spent"
    bucket = _bucket(context, what)
    told = [
        ("Amount", AmountFormat(book.community).exact(amount) if amount is not None else ""),
        ("Description", what),
        ("Bucket", bucket),
        ("State", state),
        context.told_day(on),
    ]

    def make() -> list[Cost]:
        if amount is None:
            raise Invalid({"amount": "How much?"})
        return [Cost(what=what, amount=amount, on=on, state=state, bucket=bucket)]

    return context.proposal("Cost", f"Add cost {quoted(what)}", told, make)


def _bucket(context: Context, what: str) -> Bucket:
    """The bucket that the same thing was in the last time; else gifts are ‘other’, as the form says."""
    same = [c for c in context.book.costs.values() if normalize(c.what) == normalize(what)]
    if same:
        return max(same, key=lambda cost: (cost.on, cost.id)).bucket
    return "other" if any(word.startswith(GIFTS) for word in normalize(what).split()) else "operational"


def stakeholder(context: Context, at: int) -> Proposal:
    """‘stakeholder Tomas Novak, weekly by chat’."""
    line = context.line
    segments = _segments(context, at)
    name = segments[0][2] if segments else ""
    if name:
        line.take(segments[0][0], segments[0][1], "who")
    else:
        context.lacks("Who? For example: stakeholder Tomas Novak, weekly by chat")
    if any(normalize(known.name) == normalize(name) for known in context.book.stakeholders.values()):
        context.lacks(f"{name} is already a stakeholder in the book. Edit their record on Updates.")
    facts: dict[str, str] = {}
    notes: list[str] = []
    for start, end, text in segments[1:]:
        if how := _how_told(context, start, end):
            facts |= how
        elif "@" in text and " " not in text:
            facts["email"] = text
        elif "job" not in facts:
            facts["job"] = text
        else:
            notes.append(text)
        line.take(start, end, "stage" if how else "text")
    who = Stakeholder(name=name, since=context.today, notes=", ".join(notes), **facts)  # type: ignore[arg-type]
    told = [
        ("Who", name),
        ("Job", who.job),
        ("Email", who.email),
        ("Frequency", label_of(who.cadence)),
        ("Channel", label_of(who.channel)),
        ("Notes", who.notes),
    ]
    return context.proposal("Stakeholder", f"Add {name}", told, lambda: [who])


def _how_told(context: Context, start: int, end: int) -> dict[str, str]:
    """How often and by which channel someone is told, where words say nothing else: ‘weekly by chat’."""
    said = " ".join(context.line.plain(n) for n in range(start, end))
    found: dict[str, str] = {}
    for name, words in (("cadence", FREQUENCIES), ("channel", CHANNELS)):
        for word, value in words.items():
            if f" {word} " in f" {said} ":
                found[name] = value
                said = f" {said} ".replace(f" {word} ", " ", 1).strip()
                break
    return found if all(word in ("by", "via", "in", "a", "on", "at", "and") for word in said.split()) else {}


def somebody_new(context: Context, at: int) -> Proposal:
    """‘Ana Ruiz, Sales, interested’."""
    line = context.line
    segments = _segments(context, at)
    name = segments[0][2] if segments else ""
    if not name:
        context.lacks("Who? For example: Ana Ruiz, Sales, interested")
    else:
        line.take(segments[0][0], segments[0][1], "who")
    facts: dict[str, str] = {}
    notes: list[str] = []
    met, yes = context.today, False
    at_end = len(segments) > 2 and normalize(segments[-1][2]) in STAGES
    for start, end, text in segments[1:]:
        if at_end and (start, end, text) == segments[1] and _is_unknown(context, start, end, text):
            facts["department"] = text  # ‘Ana Ruiz, Sales, interested’ in a book without departments
            line.take(start, end, "department")
        elif day := line.segment_day(past=True) if _is_day(context, start, end) else None:
            met = context.past(day)
        elif normalize(text) in STAGES:
            line.take(start, end, "stage")
            yes = normalize(text) != "interested"
        else:
            _fact(context, (start, end, text), facts, notes)
    told = [
        ("Who", name),
        ("Department", _told_department(context, facts.get("department", ""))),
        ("Email", facts.get("email", "")),
        ("Topics", facts.get("topics", "")),
        ("Notes", ", ".join(notes)),
        ("Stage", "said yes" if yes else "interested"),
        ("Since", format_day_relative(met, context.today)),
    ]
    if name and _same(context, name) and not context.missing:
        return _known_already(context, name, told, facts, notes)
    return context.proposal(
        "New person", f"Add {name}", told, lambda: _records(context, name, facts, notes, met=met, yes=yes)
    )  # fmt: skip


def _is_unknown(context: Context, start: int, end: int, text: str) -> bool:
    """Whether words can be a new department: no day, stage, address or topic that is known."""
    topics = {normalize(topic) for volunteer in context.book.volunteers.values() for topic in volunteer.topics}
    return (
        normalize(text) not in {*topics, *STAGES}
        and "@" not in text
        and not find_department(context.book, text)
        and not _is_day(context, start, end)
    )


def tells_facts(context: Context) -> bool:
    """Whether what stands between commas are facts about someone: a department, a stage, an address."""
    parts = [text for _, _, text in _segments(context, 0)[1:]]
    facts = (normalize(t) in STAGES or "@" in t or find_department(context.book, t) for t in parts)
    return any(facts)


def _segments(context: Context, at: int) -> list[tuple[int, int, str]]:
    """What stands between commas: from where, to where, and the words."""
    line, found, start = context.line, [], at
    for n in range(at, len(line)):
        if line.words[n].text.endswith((",", ";")) or n == len(line) - 1:
            text = " ".join(word.text for word in line.words[start : n + 1]).strip(" ,;")
            if text:
                found.append((start, n + 1, text))
            else:
                line.take(start, n + 1, "joint")
            start = n + 1
    return found


def _is_day(context: Context, start: int, end: int) -> bool:
    line = context.line
    before = list(line.parts)
    found = line.day(past=True, start=start, end=end)
    whole = found is not None and all(line.parts[n] == "when" for n in range(start, end))
    line.parts = before
    return whole


def _fact(context: Context, segment: tuple[int, int, str], facts: dict[str, str], notes: list[str]) -> None:
    start, end, text = segment
    if "@" in text and " " not in text:
        facts["email"] = text
        context.line.take(start, end, "text")
        return
    known = find_department(context.book, text)
    if known and "department" not in facts:
        facts["department"] = known.name
        context.line.take(start, end, "department")
        return
    choices = [Choice(IN_NOTE, "Keep it as a note", ""), Choice(LEFT_OUT, "Leave it out", "")]
    choices.insert(0, Choice(TOPIC, "A topic they could teach", text))
    if "department" not in facts:
        choices.insert(0, Choice(DEPARTMENT, "A new department", text))
    answer = context.ask(f"part:{normalize(text)}", f"What is {quoted(text)}?", choices)
    if answer == DEPARTMENT:
        facts["department"] = text
    elif answer == TOPIC:
        facts["topics"] = ", ".join(filter(None, [facts.get("topics", ""), text]))
    elif answer == IN_NOTE:
        notes.append(text)
    context.line.take(start, end, "left out" if answer == LEFT_OUT else "text" if answer else "")


def _told_department(context: Context, name: str) -> str:
    if not name:
        return ""
    return name if find_department(context.book, name) else f"{name} (new)"


def _same(context: Context, name: str) -> list[Volunteer]:
    return [v for v in context.book.volunteers.values() if normalize(one_line(v.name)) == normalize(name)]


def _known_already(
    context: Context, name: str, told: list[tuple[str, str]], facts: dict[str, str], notes: list[str]
) -> Proposal:
    same = _same(context, name)
    choices = [
        *(Choice(v.id, f"Record contact with {v.name}", context.people.about(v.id)) for v in same),
        Choice(ANOTHER, "Someone else with that name", "is added as well"),
    ]
    answer = context.ask(f"same:{normalize(name)}", f"{name} is already in the book", choices)
    if answer and answer != ANOTHER:
        words = ", ".join(filter(None, [*facts.values(), *notes]))
        lines = [("With", name), ("Note", words or "contact"), context.told_day(context.today)]
        return context.proposal(
            "Contact", f"Record contact with {name}", lines,
            lambda: [Contact(who=answer, on=context.today, note=words)],
        )  # fmt: skip
    return context.proposal(
        "New person", f"Add {name}", told,
        lambda: _records(context, name, facts, notes, met=context.today, yes=False),
    )  # fmt: skip


def _records(
    context: Context, name: str, facts: dict[str, str], notes: list[str], *, met: object, yes: bool
) -> list[Record]:
    found: list[Record] = []
    department = find_department(context.book, facts["department"]) if "department" in facts else None
    if "department" in facts and department is None:
        department = Department(name=facts["department"])
        found.append(department)
    volunteer = Volunteer(
        name=name,
        department=department.id if department else "",
        email=facts.get("email", ""),
        topics=tuple(part.strip() for part in facts.get("topics", "").split(",") if part.strip()),
        notes=", ".join(notes),
        met_on=met,  # type: ignore[arg-type]
        yes_on=met if yes else None,  # type: ignore[arg-type]
        yes_words="said yes" if yes else "",
    )
    found.append(volunteer)
    if yes:
        found.append(Move(volunteer=volunteer.id, stage="said_yes", on=met))  # type: ignore[arg-type]
    return found
