"""The comms plan: internal and external posts, planned and done."""

from datetime import date

from msgspec.structs import replace

from store.book.book import Book
from store.core.dates import format_day
from store.core.text import normalize, pluralize
from store.model.stakeholders import Post


def plan_of(book: Book, today: date) -> dict[str, list[Post]]:
    """The plan by state: overdue, upcoming, posted (the newest first)."""
    posts = sorted(book.posts.values(), key=lambda post: (post.on, normalize(post.what), post.id))
    undone = [post for post in posts if post.done_on is None]
    done = [post for post in posts if post.done_on is not None]
    return {
        "Overdue": [post for post in undone if post.on < today],
        "Upcoming": [post for post in undone if post.on >= today],
        "Posted": sorted(done, key=lambda post: post.done_on or post.on, reverse=True),
    }


def overdue(book: Book, today: date) -> list[Post]:
    """Posts whose day has passed and that no one has done, the oldest first."""
    return plan_of(book, today)["Overdue"]


def ticked(post: Post, today: date) -> Post:
    """The post done today; a done one is to be done again."""
    return replace(post, done_on=None if post.done_on else today)


def state_of(post: Post, today: date) -> str:
    """How a post stands, in words."""
    if post.done_on:
        return f"posted {format_day(post.done_on, today)}"
    days = (today - post.on).days
    return f"{pluralize(days, 'day')} overdue" if days > 0 else "today" if days == 0 else ""
