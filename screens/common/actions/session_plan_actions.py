"""Session plans, written for a session or a topic from more than one screen."""

from __future__ import annotations

from typing import Any, ClassVar, Protocol

from msgspec.structs import replace
from textual.binding import Binding

from screens.common.actions.commands import Commands
from screens.common.host import Host
from screens.common.text_export import copy_text
from screens.widgets.lists.option import Option
from store.book.transaction import Change
from store.core.dates import format_day
from store.core.text import quoted
from store.model.calendar import Gathering
from store.model.training import SessionPlan
from store.people.directory import name_of
from store.training import session_plans as plans

OF_TOPIC = ("topic", "aim", "audience", "opening", "activity", "check", "materials", "author", "review_on")
OF_SESSION = ("topic", "aim", "audience", "opening", "activity", "check", "materials", "outcomes", "author")
NEW, TEMPLATE, EMPTY = "new", "template", "empty"


class PlanHost(Host, Protocol):
    """A screen on which a session or a topic is selected."""

    def to_plan(self) -> Gathering | str | None:
        """The selected session, or the selected topic."""


class SessionPlanCommands(Commands[PlanHost]):
    """The plan of the selected session or topic."""

    BINDINGS: ClassVar[list[Binding]] = [
        Binding("E", "session_plan", "Plan", id="session.write_plan",
                tooltip="Write or edit the session plan"),
    ]  # fmt: skip

    def action_session_plan(self) -> None:
        """Write the plan of the selected session or topic, or change it."""
        match self.screen.to_plan():
            case Gathering() as gathering:
                write_for_session(self.screen, gathering)
            case str() as topic if topic:
                write_for_topic(self.screen, topic)
            case _:
                self.screen.say("Select a session or a topic first.", problem=True)


def write_for_session(screen: Host, gathering: Gathering) -> None:
    """Change the plan of a session, or write one: from the plan on its topic, the template, or nothing."""
    if plan := plans.plan_of(screen.book, gathering.id):
        edit(screen, plan)
        return
    topic = gathering.topic or gathering.name
    preset = {"topic": topic, "gathering": gathering.id, "author": gathering.host}
    begun = {plan.id: plan for plan in plans.plans_on(screen.book, topic)}

    def begin(values: dict[str, Any]) -> None:
        _ask(screen, f"Add session plan for {quoted(gathering.name)}", {**preset, **values}, OF_SESSION, gathering)

    offered = [Option(key, f"Plan on {quoted(plan.topic)}", _by(screen, plan)) for key, plan in begun.items()]
    starts = {key: plans.taken_over(plan) for key, plan in begun.items()}
    _offer(screen, f"Add session plan for {quoted(gathering.name)}: start from", offered, begin, starts)


def write_for_topic(screen: Host, topic: str) -> None:
    """Change a plan on a topic, or write one from the template or from nothing."""
    known = {plan.id: plan for plan in plans.plans_on(screen.book, topic)}
    title = f"Write session plan on {quoted(topic)}"

    def begin(values: dict[str, Any]) -> None:
        preset = {"topic": topic, "review_on": screen.today + plans.REVIEW_AFTER, **values}
        _ask(screen, "Add session plan", preset, OF_TOPIC)

    def chosen(picked: tuple[str, ...] | None) -> None:
        if picked == (NEW,):
            _offer(screen, title, [], begin, {})
        elif picked:
            edit(screen, known[picked[0]])

    if not known:
        _offer(screen, title, [], begin, {})
        return
    from screens.widgets.lists.picker import Picker

    options = [Option(key, f"Edit {quoted(plan.topic)}", _by(screen, plan)) for key, plan in known.items()]
    screen.app.push_screen(Picker(title, [*options, Option(NEW, "Add another plan", "on the same topic")]), chosen)


def _offer(screen: Host, title: str, offered: list[Option], begin: Any, starts: dict[str, dict[str, Any]]) -> None:
    """Offer what a new plan may begin with."""
    from screens.widgets.lists.picker import Picker

    if not screen.may_write():
        return
    starts = {**starts, TEMPLATE: dict(plans.FIRST_SESSION), EMPTY: {}}
    options = [
        *offered,
        Option(TEMPLATE, "Template: first session", "one hour"),
        Option(EMPTY, "Empty plan"),
    ]

    def chosen(picked: tuple[str, ...] | None) -> None:
        if picked:
            begin(starts[picked[0]])

    screen.app.push_screen(Picker(title, options), chosen)


def _ask(
    screen: Host, title: str, preset: dict[str, Any], names: tuple[str, ...], gathering: Gathering | None = None
) -> None:
    def keep(change: Change, _: SessionPlan) -> None:
        if gathering and gathering.id not in screen.book.gatherings:
            change.put(gathering)  # the ritual's rule gave it; what names it needs it in the book

    held = gathering is not None and gathering.on <= screen.today
    screen.ask_record(
        title,
        SessionPlan,
        lambda plan: f"Add session plan {quoted(plan.topic)}",
        preset=preset,
        names=names,
        also=keep,
        begin="outcomes" if held else "",
    )


def add(screen: Host) -> None:
    """Add a plan whose topic is typed in the form."""

    def begin(values: dict[str, Any]) -> None:
        _ask(screen, "Add session plan", {"review_on": screen.today + plans.REVIEW_AFTER, **values}, OF_TOPIC)

    _offer(screen, "Add session plan", [], begin, {})


def edit(screen: Host, plan: SessionPlan, begin: str = "") -> None:
    """Change a plan; of a session that was held, what was learned comes first."""
    session = screen.book.gatherings.get(plan.gathering)
    held = session is not None and session.on <= screen.today
    screen.ask_record(
        f"Edit session plan {quoted(plan.topic)}",
        SessionPlan,
        lambda changed: f"Edit session plan {quoted(changed.topic)}",
        base=plan,
        names=OF_SESSION if plan.gathering else OF_TOPIC,
        begin=begin or ("outcomes" if held else ""),
    )


def copy(screen: Host, plan: SessionPlan) -> None:
    """Copy a plan as a text."""
    copy_text(screen, plans.as_text(screen.book, plan, screen.today), f"session plan {screen.today} {plan.id}")


def review(screen: Host, plan: SessionPlan) -> None:
    """Note that a plan still fits, and set the day of the next review."""
    following = screen.today + plans.REVIEW_AFTER
    label = f"Review session plan {quoted(plan.topic)}"
    said = f"Reviewed {quoted(plan.topic)}; next review {format_day(following, screen.today)}."
    screen.attempt(label, lambda change: change.put(replace(plan, review_on=following)), said)


def _by(screen: Host, plan: SessionPlan) -> str:
    return f"by {name_of(screen.book, plan.author)}" if plan.author else ""
