"""A draft: the parts of an update, what will be read of them, and how long that is."""

from __future__ import annotations

from msgspec import Struct

from store.core.text import join_words, pluralize
from store.model.stakeholders import Kind, Stakeholder
from store.updates.chart_figures import ChartFigures
from store.updates.commitments import Promise
from store.updates.metrics import Facts
from store.updates.outcomes import Row
from store.updates.templates import MARK, TITLES

SECTIONS = tuple(TITLES)
SUBJECT, MAIL = "subject", "mail"
"""Under which names a draft keeps the subject and the kind of mail that were said by hand."""
MAILS = ("INFO", "ACTION", "DECISION")
"""How a subject begins, so that the reader knows at once what the mail is for."""
MOST_WORDS: dict[Kind, int] = {"quick_overview": 130, "detailed_report": 300, "charts": 300}
"""Words each kind is to stay within."""
PAGE = (90, 50)
"""Letters of a line and lines of a page, as a window with a mail shows them."""
MOST_GREETED = 3
_LINES_KEPT_FREE = 3
"""Lines of the page left to what someone writes into it."""
_WORDS_KEPT_FREE = 20
"""Words left to parts that are still to be written."""


class Section(Struct, frozen=True):
    """One part of an update: what the records say, what the organiser made of it, and the rows behind it."""

    name: str
    figure: str
    words: str
    rows: tuple[Row, ...]
    taken: bool
    edited: bool
    placed: bool = True
    """Whether the template has a place for it."""
    question: str = ""
    """What its sender must decide before this leaves the house; nothing once they have."""
    suggestion: str = ""
    """Words to begin with where it waits for some."""

    @property
    def title(self) -> str:
        """Its heading."""
        return TITLES.get(self.name, "Subject")

    @property
    def to_fill(self) -> bool:
        """Taken into the update but still without words: to be filled, or struck on purpose."""
        return self.taken and not self.words.strip()


class Passage(Struct, frozen=True):
    """What stands in one place of the text: a heading, or none, and the words below it."""

    name: str
    heading: str
    words: str
    """Empty for a part that still wants words: it has a place, but is not read."""
    waits: bool = False

    @property
    def marked(self) -> str:
        """As it is edited: the heading marked as one."""
        heading = f"{MARK}{self.heading}" if self.heading else ""
        return "\n".join(filter(None, [heading, self.words]))

    @property
    def text(self) -> str:
        """As it is read: a line that is marked as a heading loses its mark."""
        return "\n".join(line.removeprefix(MARK) for line in self.marked.split("\n"))


class Draft(Struct, frozen=True):
    """An update in the making for one reader, or for several who get the same text."""

    readers: tuple[Stakeholder, ...]
    facts: Facts
    kind: Kind
    mail: str
    """INFO, ACTION or DECISION, as the subject begins."""
    subject: str
    sections: tuple[Section, ...]
    outline: tuple[Passage, ...]
    """What stands where, from the greeting to the name below, in the order of the template."""
    promises: tuple[Promise, ...] = ()
    subject_edited: bool = False
    about: str = ""
    """The community and the period, where there is no subject to say so."""
    charts: ChartFigures = ChartFigures()
    """The figures of its charts, where they stand in no sentence."""
    left_out: frozenset[str] = frozenset()
    """Sections that someone left out, unlike those for which there was no room."""
    worry: str = ""
    """What the records give reason to worry about, for a meeting."""

    @property
    def stakeholder(self) -> Stakeholder:
        """The reader, or the first of several."""
        return self.readers[0]

    @property
    def names(self) -> str:
        """Who reads it."""
        return join_words([reader.name for reader in self.readers], most=MOST_GREETED)

    @property
    def passages(self) -> tuple[Passage, ...]:
        """What will be read."""
        return tuple(passage for passage in self.outline if not passage.waits)

    @property
    def taken(self) -> tuple[Section, ...]:
        """The sections that will be read."""
        return tuple(s for s in self.sections if s.taken and s.words.strip())

    @property
    def unfilled(self) -> tuple[Section, ...]:
        """The sections that must be filled or struck before this leaves the house."""
        return tuple(s for s in self.sections if s.to_fill)

    @property
    def body(self) -> str:
        """The text for an email: one line a paragraph, bullets with ``- ``, headings as lines of their own."""
        return "\n\n".join(passage.text for passage in self.passages) + "\n"

    @property
    def text(self) -> str:
        """Subject and body, as they are copied."""
        return f"Subject: {self.subject}\n\n{self.body}"

    @property
    def words(self) -> int:
        """How many words the body has; a bullet's mark is none."""
        return sum(word.isalnum() or any(map(str.isalnum, word)) for word in self.body.split())

    @property
    def lines(self) -> int:
        """How many lines the body has in a window of a mail program."""
        return sum(max(1, -(-len(line) // PAGE[0])) for line in self.body.rstrip().split("\n"))

    @property
    def pages(self) -> int:
        """How many such windows the body fills."""
        return max(1, -(-self.lines // PAGE[1]))

    @property
    def too_long(self) -> bool:
        """Whether it is longer than its kind is meant to be."""
        return self.words > MOST_WORDS[self.kind] or (self.kind != "charts" and self.pages > 1)

    @property
    def fits(self) -> bool:
        """Whether it has the length of its kind, with room for what is still to be written."""
        words = self.words + (_WORDS_KEPT_FREE if self.unfilled else 0)
        return words <= MOST_WORDS[self.kind] and self.lines <= PAGE[1] - _LINES_KEPT_FREE

    @property
    def meter(self) -> str:
        """How long it is beside how long it is to be, in words."""
        long = " · too long" if self.too_long else ""
        return f"{self.words} of {MOST_WORDS[self.kind]} words · {pluralize(self.pages, 'page')}{long}"

    def section(self, name: str) -> Section | None:
        """A part by its name; the subject counts as one."""
        if name == SUBJECT:
            return Section(SUBJECT, self.mail, self.subject, (), True, self.subject_edited)
        return next((section for section in self.sections if section.name == name), None)
