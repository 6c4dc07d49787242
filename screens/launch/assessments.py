"""Self-assessments with three frameworks, a view under Launch: dated answers, scores over time, completed steps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from dateutil.relativedelta import relativedelta
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from screens.common.actions.general_actions import previous_view
from screens.common.screen import BookScreen
from screens.launch.base import VIEWS, launch_menu
from screens.widgets.charts.bar import bar_text
from screens.widgets.containers import Horizontal, Vertical
from screens.widgets.keys import key_of
from screens.widgets.lists.list_view import Column, Listing, Row
from screens.widgets.panes import Pane
from screens.widgets.spans import Span, fit
from store.core.dates import format_day
from store.core.labels import label_of
from store.core.text import quoted
from store.launch.assessments import MOST_POINTS, Answer, answers, canvas_shown, element, latest, next_step, points
from store.launch.frameworks import CANVAS, FACETS, TOGETHER, Element
from store.launch.get_together import Step, steps
from store.model.assessments import Agreement, Score, Word

LIT, DARK = "●", "○"
NAME = 21
"""Cells of the names in the picture."""
CANVAS_AGAIN, FACET_AGAIN = relativedelta(months=6), relativedelta(months=3)
"""Time until the review of an answer, unless another day is set."""


class CheckupsScreen(BookScreen):
    """Every theme, facet and step; the overview of all, and the selected one with its earlier answers."""

    ROOM = "launch"
    NEXT = "needs"
    PREVIOUS = "launch"
    VIEWS = VIEWS
    CSS_PATH = "assessments.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "a", "answer", "Add answer", id="checkups.answer", tooltip="Add a dated answer; earlier ones are kept"
        ),
        Binding("v", "view", "Needs", id="checkups.view", tooltip="Next view: needs"),
        previous_view("checkups"),
        launch_menu("checkups"),
        Binding("e", "edit", "Correct", id="checkups.edit", tooltip="Correct the last answer"),
        Binding("d", "delete", "Delete", id="checkups.delete", tooltip="Delete the last answer (can be undone)"),
        Binding(
            "O",
            "all_themes",
            "All themes",
            id="checkups.all",
            tooltip="Show all 17 themes, or the first 9",
        ),
        Binding(
            "escape,backspace",
            "leave",
            "Back",
            show=False,
            id="checkups.leave",
            tooltip="Back to the previous screen",
        ),
    ]
    _everything = False

    def body(self) -> ComposeResult:
        """The list; the picture and the selected line."""
        with Horizontal():
            yield Listing(Column(6), Column(share=1), Column(share=1), Column(11), id="elements")
            with Vertical(id="beside"):
                yield Pane(title="Progress", id="picture")
                yield Pane(id="element")

    def on_mount(self) -> None:
        """Begin in the list."""
        self.set_focus(self.query_one(Listing))

    def arrive(self, key: str) -> None:
        """Select a theme, facet or step."""
        if self.is_mounted:
            self.query_one(Listing).highlight(key)
        elif key:
            self.call_after_refresh(self.arrive, key)

    def fill(self) -> None:
        """Show the last answer to everything."""
        self._known = latest(self.book)
        self._steps = {f"together:{s.element.key}": s for s in steps(self.book, self.today, self._known)}
        self._themes = canvas_shown(self._known, self._everything)
        done = sum(f"canvas:{theme.key}" in self._known for theme in self._themes)
        scored = sum(f"facet:{facet.key}" in self._known for facet in FACETS)
        lit = sum(step.lit for step in self._steps.values())
        rows = [self._head("Community Canvas", done, len(self._themes))]
        rows += [self._row("canvas", theme) for theme in self._themes]
        rows += [self._head("Playbook: 8 facets", scored, len(FACETS))]
        rows += [self._row("facet", facet) for facet in FACETS]
        rows += [self._head("Get Together: 9 steps", lit, len(TOGETHER))]
        rows += [self._row("together", step) for step in TOGETHER]
        listing = self.query_one(Listing)
        there, of = done + scored + lit, len(self._themes) + len(FACETS) + len(TOGETHER)
        hidden = len(CANVAS) - len(self._themes)
        listing.titled(f"Self-assessments · {there} of {of} answered", f"{hidden} more themes" if hidden else "")
        listing.show(rows)
        self.query_one("#picture", Pane).show(self._picture())
        self._show_element()

    @staticmethod
    def _head(title: str, done: int, of: int) -> Row:
        return Row("", (f"{title}  {bar_text(done, of, of)} {done} of {of}",), heading=True)

    def _row(self, kind: str, of: Element) -> Row:
        key = f"{kind}:{of.key}"
        answer, step = self._known.get(key), self._steps.get(key)
        mark, said = LIT if answer else DARK, of.question
        match answer:
            case Agreement():
                said = answer.answer
            case Score():
                mark, said = f"{bar_text(answer.points, MOST_POINTS, MOST_POINTS)} {answer.points}", answer.evidence
        if step:
            mark, said = LIT if step.lit else DARK, _seen(step) or of.question
        late = bool(answer and answer.review_on and answer.review_on <= self.today)
        there = step.lit if step else bool(answer)
        cells = (
            (mark, "good" if there else "dim"),
            (of.title, "strong" if there else ""),
            (said, "" if there else "dim"),
            ("review due" if late else "", "warn"),
        )
        return Row(key, cells)

    def _picture(self) -> list[list[Span]]:
        """What is answered by section, the facets over time, the steps by phase."""
        lines: list[list[Span]] = []
        for part in dict.fromkeys(theme.part for theme in CANVAS):
            own = [theme for theme in self._themes if theme.part == part]
            lines.append(self._lights(part, [f"canvas:{theme.key}" in self._known for theme in own]))
        lines.append([])
        for facet in FACETS:
            over = points(self.book, facet.key)
            spans: list[Span] = [(fit(facet.title.partition(" &")[0], NAME), "dim")]
            spans.append((f"{bar_text(over[-1] if over else 0, MOST_POINTS, 8)} ", "accent"))
            spans.append((" → ".join(map(str, over[-4:])), "strong"))
            lines.append(spans)
        lines.append([])
        for part in dict.fromkeys(step.part for step in TOGETHER):
            own = [step for step in TOGETHER if step.part == part]
            lines.append(self._lights(part, [self._steps[f"together:{step.key}"].lit for step in own]))
        return lines

    @staticmethod
    def _lights(part: str, lit: list[bool]) -> list[Span]:
        lights: list[Span] = [(f"{LIT if one else DARK} ", "good" if one else "dim") for one in lit]
        return [(fit(part, NAME), "dim"), *lights, (f" {sum(lit)} of {len(lit)}", "strong")]

    @on(Listing.Moved)
    def _show_element(self) -> None:
        pane, key = self.query_one("#element", Pane), self.query_one(Listing).key
        of = element(key)
        if of is None:
            pane.titled("")
            pane.show([])
            return
        pane.titled(of.title)
        lines: list[str | list[Span]] = [of.question, of.hint]
        if (step := self._steps.get(key)) and step.seen:
            lines += ["", f"The book shows: {step.seen}."]
        for answer in answers(self.book, key)[:6]:
            lines += ["", *self._told(answer)]
        pane.show(lines)

    def _told(self, answer: Answer) -> list[str | list[Span]]:
        """One answer: the day, the text, and the next step."""
        again = f"Review due {format_day(answer.review_on, self.today)}" if answer.review_on else ""
        match answer:
            case Agreement():
                head, text, more = "", answer.answer, f"agreed by {answer.by}" if answer.by else ""
            case Score():
                head, text = f", {label_of(answer.score)}", answer.evidence
                more = f"Next step: {answer.next_step}" if answer.next_step else ""
            case Word():
                head, text, more = f", {label_of(answer.stands)}", answer.note, ""
        first: list[str | list[Span]] = [[(f"{format_day(answer.on, self.today)}{head}", "accent")]]
        return first + [part for part in (text, more, again) if part]

    # -- keys ------------------------------------------------------------------------------------

    def line_keys(self) -> Mapping[str, object]:
        """What can be done with the selected question, and with its last answer."""
        key = self.query_one(Listing).key
        said = key and answers(self.book, key)
        return {"checkups.answer": key, "checkups.edit": said, "checkups.delete": said}

    @on(Listing.Opened)
    def action_answer(self) -> None:
        """Add a dated answer, which starts from the last one's text where that may stay."""
        self._ask(None)

    def action_edit(self) -> None:
        """Correct the last answer."""
        said = answers(self.book, self.query_one(Listing).key)
        if said:
            self._ask(said[0])
        else:
            self.say(f"No answer yet. Press {key_of('checkups.answer')} to add one.", problem=True)

    def _ask(self, base: Answer | None) -> None:
        key = self.query_one(Listing).key
        of, last = element(key), self._known.get(key)
        if of is None:
            self.say("Select a question first.", problem=True)
            return
        verb = "Correct" if base else "Answer"
        title, label = f"{verb}: {of.title}", f"{verb} {quoted(of.title)}"
        match key.partition(":")[0]:
            case "canvas":
                before = last if isinstance(last, Agreement) else None
                self.ask_record(
                    title,
                    Agreement,
                    lambda _: label,
                    base=base if isinstance(base, Agreement) else None,
                    preset=None
                    if base
                    else {
                        "theme": of.key,
                        "answer": before.answer if before else "",
                        "by": before.by if before else "",
                        **self._days(key, CANVAS_AGAIN),
                    },
                    names=("answer", "by", "on", "review_on"),
                    intro=of.question,
                )
            case "facet":
                score = last.score if isinstance(last, Score) else "tried"
                self.ask_record(
                    title,
                    Score,
                    lambda said: f"{label}: {said.points}",
                    base=base if isinstance(base, Score) else None,
                    preset=None if base else {"facet": of.key, "score": score, **self._days(key, FACET_AGAIN)},
                    names=("score", "evidence", "next_step", "on", "review_on"),
                    intro=of.question,
                )
            case _:
                self.ask_record(
                    title,
                    Word,
                    lambda said: f"{label}: {label_of(said.stands)}",
                    base=base if isinstance(base, Word) else None,
                    preset=None if base else {"about": key, **self._days(key, CANVAS_AGAIN)},
                    names=("note", "stands", "on", "review_on"),
                    intro=of.question,
                )

    def _days(self, key: str, again: relativedelta) -> dict[str, Any]:
        """Answered today, after all others, with a review after a while."""
        return {"on": self.today, "review_on": self.today + again, "step": next_step(self.book, key)}

    def action_delete(self) -> None:
        """Delete the last answer to the selected line."""
        key = self.query_one(Listing).key
        of, said = element(key), answers(self.book, key)
        if of and said:
            self.delete(said[0], f"The last answer to {quoted(of.title)}")
        else:
            self.say("No answer to delete here.", problem=True)

    def action_all_themes(self) -> None:
        """Show all 17 themes, or the first 9."""
        self._everything = not self._everything
        self.fill()
        if len(self._themes) == len(CANVAS) and not self._everything:
            self.say("The first 9 themes are answered, so all 17 are shown.")


def _seen(step: Step) -> str:
    """What completes a step, in a line."""
    if step.seen:
        return step.seen
    return (step.said.note or "confirmed by you") if step.said else ""
