"""What every kind of line is read with, and how a proposal is put together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from store.book.book import Book
from store.capture.name_resolver import BY_NAME, NEW, NO_ONE, Named, People
from store.capture.proposal import Choice, Proposal, Question
from store.capture.tokenizer import Line
from store.core.dates import format_day, format_day_relative
from store.core.errors import Invalid
from store.core.record import Record
from store.core.text import join_words, quoted
from store.core.validation import problems
from store.model.people import Department, Volunteer

NEW_ONE = Choice(NEW, "Someone new", "is added at ‘Interested’")
NO_NAME = Choice(NO_ONE, "Not a name", "stays as typed")
ONLY_NAMED = Choice(BY_NAME, "Someone outside the book", "is thanked by name")
IN_NOTE, LEFT_OUT = "note", "out"
NO_DAY = "words"
"""The answer that what looks like a day is none."""


class Context:
    """One line on its way to a proposal."""

    def __init__(self, text: str, book: Book, today: date, answers: Mapping[str, str]) -> None:
        self.book, self.today, self.answers = book, today, answers
        self.line = Line(text, today, self._which_day, day_first=book.community.day_first)
        self.people = People(book, answers)
        self.missing = ""
        self._asked: list[Question] = []
        self._fresh: dict[str, Volunteer] = {}
        self._departments: dict[str, Department] = {}

    def only_volunteers(self) -> None:
        """Look for volunteers only from here on."""
        self.people = People(self.book, self.answers, only_volunteers=True)

    def ask(self, key: str, text: str, choices: Sequence[Choice]) -> str:
        """The answer to a question, or nothing while it is asked."""
        answer = self.answers.get(key, "")
        if any(choice.key == answer for choice in choices):
            return answer
        if all(known.key != key for known in self._asked):
            self._asked.append(Question(key, text, tuple(choices)))
        return ""

    def _which_day(self, words: str, days: Sequence[date]) -> date | None:
        """Ask which day words mean, where more than one may be meant or the calendar has none of that name."""
        choices = [Choice(day.isoformat(), format_day_relative(day, self.today)) for day in days]
        if len(choices) < 2:
            choices.append(Choice(NO_DAY, "Not a day", "stays as typed"))
        answer = self.ask(f"day:{words}", f"Which day is ‘{words}’?", choices)
        return next((day for day in days if day.isoformat() == answer), None)

    def lacks(self, words: str) -> None:
        """Note what is missing, unless something else is already."""
        self.missing = self.missing or words

    def past(self, day: date | None) -> date:
        """The day something was, today unless said; it cannot lie ahead."""
        day = day or self.today
        if day > self.today:
            self.lacks(f"{format_day(day, self.today)} is in the future. Choose a day up to today.")
        return day

    def told_day(self, day: date) -> tuple[str, str]:
        """A day in words, as a line of the preview."""
        return "When", format_day_relative(day, self.today)

    def key_of(self, who: Named) -> str:
        """The id of someone a line names; of someone new, the one they will have."""
        return who.id or (self._newcomer(who.name).id if who.new else "")

    def volunteer_of(self, who: Named) -> Volunteer:
        """The record of a volunteer that a line names, known or new."""
        return self.book.volunteers[who.id] if who.id else self._newcomer(who.name)

    def _newcomer(self, name: str) -> Volunteer:
        if name not in self._fresh:
            self._fresh[name] = Volunteer(name=name, met_on=self.today)
        return self._fresh[name]

    def department_of(self, name: str) -> Department:
        """The record of a department that a line names and the book does not have yet."""
        return self._departments.setdefault(name, Department(name=name))

    def names(self, everybody: Sequence[Named]) -> str:
        """Who is named, for the preview."""
        return join_words([self.people.said(who) for who in everybody])

    def short(self, everybody: Sequence[Named]) -> str:
        """Who is named, for the undo log."""
        known = {choice.key: choice.label for choice in self.people.choices()}
        return join_words([known.get(who.id, who.name) for who in everybody], most=2)

    def leftover(self) -> str:
        """What is to go into the note of the words that were not understood; asks about those not answered yet."""
        kept = []
        for start, end, words in self.line.unread():
            choices = [Choice(IN_NOTE, "Keep it as a note", quoted(words)), Choice(LEFT_OUT, "Leave it out", "")]
            answer = self.ask(f"rest:{words}", f"{quoted(words)} was not understood", choices)
            if answer:
                self.line.take(start, end, "text" if answer == IN_NOTE else "left out")
            if answer == IN_NOTE:
                kept.append(words)
        return " ".join(kept)

    def proposal(
        self, title: str, label: str, told: Sequence[tuple[str, str]], make: Callable[[], Sequence[Record]]
    ) -> Proposal:
        """Put it together; the records are made once nothing is open any more."""
        questions = (*self.people.questions, *self._asked)
        if not questions and (unread := self.line.unread()):
            self.lacks(f"{quoted(unread[0][2])} was not understood. Please reword it.")
        records: tuple[Record, ...] = ()
        if not questions and not self.missing:
            try:
                made = make()
                records = (*self._fresh.values(), *made)
            except Invalid as invalid:
                self.missing = str(invalid)
            for record in records:
                for wrong in problems(record).values():
                    self.lacks(f"{wrong}.")
        words = tuple((word.text, part) for word, part in zip(self.line.words, self.line.parts, strict=True))
        lines = tuple((name, value) for name, value in told if value)
        return Proposal(title, label, lines, questions, self.missing, () if self.missing else records, words)
