"""Comms plan: the posts that promote the community, internally and externally."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from screens.common.actions.general_actions import previous_view, view_menu
from screens.common.screen import BookScreen
from screens.updates.lists import VIEWS
from screens.widgets.containers import Horizontal
from screens.widgets.facts import Fact, FactPane
from screens.widgets.keys import key_of
from screens.widgets.lists.list_view import Column, Listing, Row
from screens.widgets.lists.noted_list import NotedList
from store.core.dates import format_day, format_day_short
from store.core.text import capitalized, quoted
from store.insights.community_milestones import milestone_of
from store.launch.posts import plan_of, state_of, ticked
from store.model.stakeholders import Post
from store.people.directory import name_of


def no_post_yet() -> str:
    """The empty plan, and the key that fills it."""
    return f"No posts yet. Press {key_of('posts.add')} to plan the first, such as a member’s story or an event."


def plan_first() -> str:
    """What is said where there is no post."""
    return f"No posts yet. Press {key_of('posts.add')} to plan the first."


def next_step(post: Post) -> str:
    """What to do next for a post; nothing once it is posted."""
    if post.done_on:
        return ""
    if not post.owner:
        return f"Next: press {key_of('posts.edit')} to assign an owner."
    if not post.text:
        return f"Next: press {key_of('posts.edit')} to write a draft."
    return f"Next: post it, then press {key_of('posts.tick')} to mark it done."


MILESTONE = "milestone:"
"""Before the key of a milestone, where a to-do opens a post about it."""


class PostsScreen(BookScreen):
    """Every post with its day, channel and owner."""

    ROOM = "updates"
    NEXT = "support"
    PREVIOUS = "sent"
    BACK = "updates"
    AUTO_FOCUS = "#posts"
    VIEWS = VIEWS
    CSS_PATH = "posts.tcss"
    AT_ONCE = frozenset({"posts.tick"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "tick", "Done", id="posts.tick", tooltip="Mark this post done, or not done"),
        Binding("a", "add", "Add post", id="posts.add", tooltip="Plan a post"),
        Binding("e", "edit", "Edit", id="posts.edit", tooltip="Edit this post"),
        Binding("d", "delete", "Delete", id="posts.delete", tooltip="Delete this post (can be undone)"),
        Binding("v", "view", "Map", id="posts.view", tooltip="Next view: stakeholder map and responsibilities"),
        previous_view("posts"),
        view_menu("posts", "Go to updates, sent updates, comms plan or map"),
        Binding("escape,backspace", "leave", "Back", id="posts.leave", tooltip="Back to Updates"),
    ]
    _wanted = ""

    def body(self) -> ComposeResult:
        """The plan, and beside it the selected post."""
        with Horizontal():
            yield NotedList(
                Column(11),
                Column(share=1),
                Column(18, right=True),
                title="Comms plan",
                id="posts",
                empty=no_post_yet,
            )
            yield FactPane(id="post").when_empty("Post", "The text of the selected post appears here.")

    def arrive(self, key: str) -> None:
        """Select a post, or plan one that tells of a milestone."""
        if key.startswith(MILESTONE):
            self.call_after_refresh(self._celebrate, key.removeprefix(MILESTONE))
            return
        self._wanted = key
        if self.is_mounted:
            self.fill()
            self.set_focus(self.query_one("#posts"))

    def fill(self) -> None:
        """List the plan: overdue, coming and done posts."""
        plan = plan_of(self.book, self.today)
        posts = [post for found in plan.values() for post in found]
        to_do = [post.side for post in posts if post.done_on is None]
        sides = f"to do: {to_do.count('internal')} internal, {to_do.count('external')} external"
        listing = self.query_one("#posts", Listing)
        listing.titled(f"Comms plan · {len(posts)} · {sides}" if posts else "Comms plan")
        listing.show(self._rows(plan), self._wanted)
        self._wanted = ""
        self._show_post()

    def _rows(self, plan: dict[str, list[Post]]) -> Iterator[Row]:
        for title, posts in plan.items():
            if posts:
                yield Row("", (f"{title} · {len(posts)}",), heading=True)
            for post in posts:
                late = post.done_on is None and post.on < self.today
                where = ", ".join(filter(None, (post.side, post.channel)))
                owner = name_of(self.book, post.owner) if post.owner else "no owner"
                yield Row(
                    post.id,
                    (
                        (format_day_short(post.on, self.today), "dim"),
                        (post.what, "strong"),
                        (state_of(post, self.today), "warn") if late else "",
                        (f"{where} · {owner}", "dim" if post.owner or post.done_on else "warn"),
                    ),
                    search=f"{post.text} {where} {owner}",
                )

    def line_keys(self) -> Mapping[str, object]:
        """What can be done with the selected post."""
        return dict.fromkeys(("posts.tick", "posts.edit", "posts.delete"), self.here())

    def here(self) -> Post | None:
        """The selected post."""
        return self.book.posts.get(self.query_one("#posts", Listing).key)

    @on(Listing.Moved, "#posts")
    def _show_post(self) -> None:
        pane, post = self.query_one("#post", FactPane), self.here()
        pane.titled(post.what if post else "")
        pane.tell(self._about(post) if post else ())

    def _about(self, post: Post) -> Iterator[Fact]:
        """How a post stands, what to do next, where and by whom it appears, and its text."""
        state = state_of(post, self.today) or f"planned for {format_day(post.on, self.today)}"
        late = post.done_on is None and post.on < self.today
        yield Fact(capitalized(state), "warn" if late else "strong")
        yield Fact(next_step(post), "accent")
        yield Fact(", ".join(filter(None, (post.side, post.channel))), label="Where")
        yield Fact(
            name_of(self.book, post.owner) if post.owner else "no owner", "" if post.owner else "warn", "Owner"
        )
        yield Fact(post.link, label="Link")
        yield Fact(post.text, label="Text")

    @on(Listing.Opened, "#posts")
    def action_edit(self) -> None:
        """Edit the selected post."""
        if post := self.here():
            self.ask_record(f"Edit post: {post.what}", Post, lambda made: f"Edit {quoted(made.what)}", base=post)
        else:
            self.say(plan_first(), problem=True)

    def _celebrate(self, key: str) -> None:
        """Plan a post that tells of a milestone."""
        if milestone := milestone_of(self.book, key):
            self._plan({"what": capitalized(milestone.words)})

    def action_add(self) -> None:
        """Plan a post."""
        self._plan({})

    def _plan(self, preset: dict[str, str]) -> None:
        self.ask_record(
            "Plan post",
            Post,
            lambda post: f"Plan {quoted(post.what)}",
            preset={"on": self.today, **preset},
            names=("what", "on", "side", "channel", "owner", "text"),
            also=lambda _, post: self.call_after_refresh(self.arrive, post.id),
        )

    def action_tick(self) -> None:
        """Mark the selected post done today, or not done."""
        if post := self.here():
            told = ticked(post, self.today)
            what = f"{quoted(post.what)} {'done' if told.done_on else 'not done'}"
            self.attempt(f"Mark {what}", lambda change: change.put(told), f"Marked {what}.")
        else:
            self.say(plan_first(), problem=True)

    def action_delete(self) -> None:
        """Delete the selected post."""
        post = self.here()
        self.delete(post, quoted(post.what) if post else "")
