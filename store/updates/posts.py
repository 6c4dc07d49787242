"""The marketing plan: posts inside and outside the house, planned and done."""

from datetime import date

from msgspec.structs import replace

from store.book.book import Book
from store.core.dates import format_day
from store.core.text import normalize, pluralize
from store.model.stakeholders import Post


def plan_of(book: Book, today: date) -> dict[str, list[Post]]:
    """The plan by what it asks for: what is late, what comes, what was done (the newest first)."""
    posts = sorted(book.posts.values(), key=lambda post: (post.on, normalize(post.what), post.id))
    undone = [post for post in posts if post.done_on is None]
    done = [post for post in posts if post.done_on is not None]
    return {
        "Late": [post for post in undone if post.on < today],
        "Coming": [post for post in undone if post.on >= today],
        "Done": sorted(done, key=lambda post: post.done_on or post.on, reverse=True),
    }


def overdue(book: Book, today: date) -> list[Post]:
    """Posts whose day has passed and that no one has done, the oldest first."""
    return plan_of(book, today)["Late"]


def ticked(post: Post, today: date) -> Post:
    """The post done today; a done one is to be done again."""
    return replace(post, done_on=None if post.done_on else today)


def state_of(post: Post, today: date) -> str:
    """How a post stands, in words."""
    if post.done_on:
        return f"done {format_day(post.done_on, today)}"
    days = (today - post.on).days
    return f"{pluralize(days, 'day')} late" if days > 0 else "today" if days == 0 else ""
