"""The charter: what the community agreed on, each topic in dated words, so that every earlier version can be read."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from store.book.book import Book
from store.book.transaction import Change
from store.core.text import normalize
from store.model.agreement import TITLES, TOPICS, Article, Topic
from store.model.people import Role
from store.people.directory import name_of
from store.people.roles import how_chosen, present
from store.texts.documents import charter as texts

BEFORE_IT_WAS_DATED: dict[Topic, str] = {
    "vision": "vision",
    "mission": "mission",
    "purpose": "purpose",
    "channels": "talks",
    "meetings": "meets",
}
"""Where books kept a topic's words before the charter was dated; they count as its first words, of no known day."""
MODERATOR = texts.MODERATOR
"""The role whose holder moderates the community: chosen, and handed over, as every role is."""


class Version(Struct, frozen=True):
    """The charter as it was from one day on."""

    on: date | None
    """None: from before the charter was dated."""
    changed: tuple[Topic, ...]
    """What was agreed on that day."""


def history(book: Book, topic: Topic) -> list[Article]:
    """All that was ever agreed on a topic, the oldest first."""
    found = [article for article in book.articles.values() if article.topic == topic]
    found.sort(key=_order)
    field = BEFORE_IT_WAS_DATED.get(topic)
    first = getattr(book.community, field) if field else ""
    own = f"first-{topic}"
    if not first or any(article.id == own for article in found):
        return found
    return [Article(id=own, topic=topic, text=first), *found]


def _order(article: Article) -> tuple[date, int, str]:
    return article.on or date.min, article.step, article.id


def standing(book: Book, topic: Topic, on: date | None = None) -> Article | None:
    """What holds for a topic: now, or as it was at the end of a day; None where nothing was agreed."""
    found = [a for a in history(book, topic) if on is None or a.on is None or a.on <= on]
    return found[-1] if found and found[-1].text.strip() else None


def words_of(book: Book, topic: Topic, on: date | None = None) -> str:
    """The words that hold for a topic, or nothing; see :func:`standing`."""
    found = standing(book, topic, on)
    return found.text if found else ""


def settle(
    book: Book,
    change: Change,
    topic: Topic,
    text: str,
    *,
    on: date,
    gathering: str = "",
    on_hub: bool | None = None,
) -> Article:
    """Put new words for a topic behind all that were there, as part of a change.

    Where the words are those that hold already, nothing is added.

    Args:
        book: the book.
        change: what it becomes part of.
        topic: what is agreed on.
        text: the words; empty where nothing is agreed any more.
        on: the day.
        gathering: where it was agreed.
        on_hub: whether the hub shows them; as it showed those before unless said.
    """
    now = standing(book, topic)
    shown = bool(now and now.on_hub) if on_hub is None else on_hub
    if (now.text if now else "") == text.strip():
        return shown_on_hub(change, now, shown) if now else Article(topic=topic, on=on)
    step = max((a.step + 1 for a in book.articles.values() if a.topic == topic and a.on == on), default=0)
    return change.put(Article(topic=topic, text=text.strip(), on=on, step=step, gathering=gathering, on_hub=shown))


def shown_on_hub(change: Change, article: Article, on_hub: bool) -> Article:
    """Show the words of a topic on the hub, or no longer; the first words become a record of their own by that."""
    return article if article.on_hub == on_hub else change.put(replace(article, on_hub=on_hub))


def versions(book: Book) -> list[Version]:
    """The days on which something was agreed, the oldest first, each with what that was."""
    by_day: dict[date, dict[Topic, None]] = {}
    for topic in TOPICS:
        for article in history(book, topic):
            by_day.setdefault(article.on or date.min, {})[topic] = None
    return [Version(day if day > date.min else None, tuple(found)) for day, found in sorted(by_day.items())]


def moderator_role(book: Book) -> Role | None:
    """The role called Moderator, or one whose name holds that word."""
    wanted = normalize(MODERATOR)
    found = [role for role in book.roles.values() if wanted in normalize(role.name)]
    return min(
        found, key=lambda role: (normalize(role.name) != wanted, normalize(role.name), role.id), default=None
    )


def moderator(book: Book, today: date) -> str:
    """Who moderates, since when and how they were chosen, with the tally of a vote; nothing where no one does."""
    role = moderator_role(book)
    told = [
        texts.moderator(name_of(book, tenure.volunteer), how_chosen(tenure), tenure.since, today)
        for tenure in (present(book, role.id, today) if role else ())
    ]
    return "; ".join(told)


def parts(book: Book, today: date, on: date | None = None) -> Iterator[tuple[str, str]]:
    """Heading and words of each part of the charter that is agreed on, as it leaves the house.

    Args:
        book: the book.
        today: for the moderator, and for years that need no saying.
        on: the charter as it was at the end of this day, without what is only known of today.
    """
    for topic in TOPICS:
        if words := words_of(book, topic, on):
            yield TITLES[topic], words
    if on is None:
        if who := moderator(book, today):
            yield texts.MODERATOR, who
        if review := book.community.review_on:
            yield texts.NEXT_REVIEW, texts.next_review(review)


def title(book: Book, on: date | None = None) -> str:
    """What the charter is called, with the day of its latest change."""
    days = [version.on for version in versions(book) if version.on and (on is None or version.on <= on)]
    return texts.title(book.community.name, days[-1] if days else None)
