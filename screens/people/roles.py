"""Roles: what each is good for, who holds it, who held it before, and handing it over."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from screens.common.actions.people_actions import PersonCommands
from screens.common.actions.thanks_actions import ThanksCommands
from screens.common.messages import GoTo
from screens.common.screen import BookScreen
from screens.widgets.keys import key_of
from screens.widgets.lists.list_view import Column, Listing, Row
from store.core.dates import format_day_short
from store.model.people import Role, Tenure
from store.people.directory import name_of, role_of
from store.people.roles import all_roles, holders, how_chosen, is_present, present, tenures_of


class RolesScreen(BookScreen):
    """Every role above, and who held the selected one below."""

    ROOM = "pipeline"
    CSS_PATH = "roles.tcss"
    ACTIONS = (PersonCommands, ThanksCommands)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "hand_over", "Hand over", id="roles.over", tooltip="Say who takes this role from now on"),
        Binding("a", "add", "Add", id="roles.add", tooltip="Add a role"),
        Binding("e", "edit", "Edit", id="roles.edit", tooltip="Change the selected role, or who held it"),
        Binding("d", "delete", "Delete", id="roles.delete", tooltip="Delete what is selected; undo brings it back"),
        Binding("p", "page", "Person", id="roles.person", tooltip="Open the page of whoever holds it"),
        Binding("tab", "app.focus_next", "Other list", id="roles.other", tooltip="Go to the other list"),
        *ThanksCommands.keys(),
        *PersonCommands.keys(),
        Binding("escape,backspace", "leave", "Back", id="roles.leave", tooltip="Back to where you came from"),
    ]  # fmt: skip

    def body(self) -> ComposeResult:
        """The roles, and the holders of one."""
        yield Listing(
            Column(share=2), Column(share=2), Column(11), Column(share=2), Column(share=4), id="roles",
            empty=lambda: f"No role yet. Press {key_of('roles.add')} to add one: a moderator, a welcome host, a librarian.",
        )  # fmt: skip
        yield Listing(
            Column(11), Column(12), Column(share=2), Column(share=3), id="holders",
            empty=lambda: f"No one held this role so far. Press {key_of('roles.over')} to say who steps up.",
        )  # fmt: skip

    def on_mount(self) -> None:
        """Begin among the roles."""
        self.set_focus(self.query_one("#roles"))

    def arrive(self, key: str) -> None:
        """Highlight a role."""
        if self.is_mounted:
            self.query_one("#roles", Listing).highlight(key)

    def fill(self) -> None:
        """Show every role with its holders."""
        roles, listing = all_roles(self.book), self.query_one("#roles", Listing)
        rows = [self._row(role) for role in roles]
        unfilled = sum(not holders(self.book, role.id, self.today) for role in roles)
        listing.titled(f"Roles · {len(roles)}", f"{unfilled} open" if unfilled else "all are held")
        listing.show(rows)
        self._show_holders()

    def _row(self, role: Role) -> Row:
        now = present(self.book, role.id, self.today)
        who = holders(self.book, role.id, self.today)
        since = format_day_short(now[0].since, self.today) if now else ""
        how = how_chosen(now[0]) if now else ""
        cells = ((role.name, "strong"), (who or "open", "" if who else "warn"), (since, "dim"), (how, "dim"))
        return Row(role.id, (*cells, (role.purpose or " ", "dim")))

    @on(Listing.Moved, "#roles")
    def _show_holders(self) -> None:
        role, listing = self._role(), self.query_one("#holders", Listing)
        listing.titled(f"Who held it: {role.name}" if role else "Who held it", role.purpose if role else "")
        listing.show(self._tenure(tenure) for tenure in tenures_of(self.book, role.id)) if role else listing.show(
            []
        )

    def _tenure(self, tenure: Tenure) -> Row:
        until = "now" if is_present(tenure, self.today) else "to come"
        if tenure.until and not is_present(tenure, self.today):
            until = format_day_short(tenure.until, self.today)
        name = name_of(self.book, tenure.volunteer)
        return Row(
            tenure.id,
            (
                (format_day_short(tenure.since, self.today), "dim"),
                (until, "dim"),
                (name, "strong"),
                (how_chosen(tenure), ""),
            ),
        )

    def _role(self) -> Role | None:
        return self.book.roles.get(self.query_one("#roles", Listing).key)

    def _held(self) -> Tenure | None:
        """The selected tenure, while the cursor is among the holders."""
        listing = self.query_one("#holders", Listing)
        return self.book.tenures.get(listing.key) if self.focused is listing else None

    def person(self) -> str:
        """The selected holder, or the one who holds the selected role now."""
        if tenure := self._held():
            return tenure.volunteer
        role = self._role()
        now = present(self.book, role.id, self.today) if role else []
        return now[0].volunteer if now else ""

    # -- keys ------------------------------------------------------------------------------------

    def action_hand_over(self) -> None:
        """Say who takes the role: the present tenure ends and the new one starts, in one change."""
        role, held = self._role(), self._held()
        if role is None:
            self.say(f"There is no role yet. Press {key_of('roles.add')} to add one.", problem=True)
            return
        now = present(self.book, role.id, self.today)
        if held and held not in now:
            self.say(
                f"{name_of(self.book, held.volunteer)} does not hold it now; highlight who does.", problem=True
            )
        elif not held and len(now) > 1:
            self.say(
                f"Several hold it. Press {key_of('roles.other')}, highlight who hands over, then press {key_of('roles.over')}.",
                problem=True,
            )
        else:
            PersonCommands(self).fill_role(role, held or next(iter(now), None))

    def action_add(self) -> None:
        """Add a role."""
        self.ask_record(
            "A new role",
            Role,
            lambda role: f"Add the role {role.name}",
            also=lambda _, role: self.call_after_refresh(self.arrive, role.id),
        )

    @on(Listing.Opened)
    def action_edit(self) -> None:
        """Change the selected role, or one of its tenures."""
        role = self._role()
        if tenure := self._held():
            name = name_of(self.book, tenure.volunteer)
            self.ask_record(
                f"{name} as {role_of(self.book, tenure)}",
                Tenure,
                lambda _: f"Edit when {name} held a role",
                base=tenure,
                names=("volunteer", "since", "until", "chosen", "tally"),
            )
        elif role:
            self.ask_record(role.name, Role, lambda r: f"Edit the role {r.name}", base=role)
        else:
            self.say(f"There is no role yet. Press {key_of('roles.add')} to add one.", problem=True)

    def action_delete(self) -> None:
        """Delete the selected role with its history, or one tenure."""
        if tenure := self._held():
            self.delete(tenure, f"The time of {name_of(self.book, tenure.volunteer)}")
        elif role := self._role():
            self.delete(role, f"The role {role.name}")
        else:
            self.say(f"There is no role yet. Press {key_of('roles.add')} to add one.", problem=True)

    def action_page(self) -> None:
        """Open the page of whoever holds it."""
        if who := self.person():
            self.post_message(GoTo("volunteer", who))
        else:
            self.say(f"No one holds this role. Press {key_of('roles.over')} to say who steps up.", problem=True)
