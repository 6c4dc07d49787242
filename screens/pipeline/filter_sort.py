"""Whom the pipeline shows: by several conditions at once, in an order, under headings, and kept under a name."""

from __future__ import annotations

from typing import Any, ClassVar, Protocol

from msgspec.structs import replace
from textual.binding import Binding

from screens.common.actions.commands import Commands
from screens.common.host import Host
from screens.common.record_forms import open_form
from screens.widgets.keys import key_of
from screens.widgets.lists.option import Option
from screens.widgets.spans import Span
from store.core.dates import format_day
from store.core.fields import fields
from store.core.labels import label_of
from store.core.text import pluralize
from store.model.people import Filter
from store.people.stages import StageStatus
from store.profiles.people_filters import (
    EVERYBODY,
    GROUPS,
    SORTS,
    FilterContext,
    conditions,
    find_filter,
    kind_word,
    saved,
    still_there,
    with_conditions,
)

SAVE, FORGET = "save", "forget"


class SiftHost(Host, Protocol):
    """A screen of people that can be filtered, sorted and grouped."""

    def sifted_by(self, field: str) -> None:
        """The order or the headings were chosen."""


class SiftCommands(Commands[SiftHost]):
    """Whom a screen of people shows: filtered, sorted, grouped."""

    BINDINGS: ClassVar[list[Binding]] = [
        Binding("f", "narrow", "Filter by", id="sift.narrow", tooltip="Filter by department, topic, role or state"),
        Binding("F", "filters", "Filters", show=False, id="sift.filters", tooltip="Pick, save or delete a filter"),
        Binding("S", "sort", "Sort", show=False, id="sift.sort", tooltip="Choose the sort order"),
        Binding("b", "group", "Group by", show=False, id="sift.group", tooltip="Group the list"),
    ]
    wanted: Filter = EVERYBODY
    sieve: FilterContext
    everybody: list[StageStatus]

    def sift(self, everybody: list[StageStatus]) -> list[StageStatus]:
        """Those to show, in the order to show them."""
        self.sieve, self.everybody = FilterContext(self.book, self.today), everybody
        kept = self.book.filters.get(self.wanted.id)
        if self.wanted.id != EVERYBODY.id and (kept is None or kept != self.wanted):
            self.wanted = replace(
                self.wanted, id=EVERYBODY.id, name=EVERYBODY.name
            )  # changed, or deleted meanwhile
        self.wanted = still_there(self.book, self.wanted)
        return self.sieve.ordered(self.sieve.narrowed(everybody, self.wanted), self.wanted.sort)

    @property
    def narrowed(self) -> bool:
        """Whether someone may be left out."""
        return any(conditions(self.wanted))

    def said_sifted(self) -> list[Span]:
        """For the line about the whole: what is filtered, sorted and grouped, and the key that ends it."""
        wanted = self.wanted
        parts = [f"‘{wanted.name}’"] if wanted.id != EVERYBODY.id else []
        parts += [self.sieve.in_words(wanted)] if self.narrowed else []
        parts += [f"sorted by {label_of(wanted.sort)}"] if wanted.sort != "name" else []
        parts += [f"grouped by {label_of(wanted.group)}"] if wanted.group != "nothing" else []
        return (
            [(f"   {' · '.join(parts)}", "accent"), (f"   {key_of('screen.all')}: show all", "dim")]
            if parts
            else []
        )

    def waited(self, standing: StageStatus) -> str:
        """What the chosen order goes by, for one person; nothing where the list shows it anyway."""
        if self.wanted.sort == "last_contact":
            day = self.sieve.contacted(standing)
            return f"last contact {format_day(day, self.today)}" if day.year > 1 else "no contact yet"
        if self.wanted.sort == "last_seen":
            day = self.sieve.seen(standing)
            return f"last seen {format_day(day, self.today)}" if day.year > 1 else "never seen"
        if self.wanted.sort == "last_thanked":
            day = self.sieve.thanked(standing)
            return f"thanked {format_day(day, self.today)}" if day.year > 1 else "never thanked"
        return ""

    def want(self, wanted: Filter) -> None:
        """Show by another filter."""
        self.wanted = wanted
        self.screen.fill()

    def holds_back(self) -> bool:
        """Whether a filter, an order or headings are on."""
        return self.wanted != EVERYBODY

    def let_go(self) -> bool:
        """Show everyone again, by name; what is typed as a filter ends with it."""
        if self.wanted != EVERYBODY:
            self.want(EVERYBODY)
        return False

    # -- keys ------------------------------------------------------------------------------------

    def action_narrow(self) -> None:
        """Tick the conditions that must hold."""
        from screens.widgets.lists.picker import Picker

        choices = {f"{choice.kind}:{choice.value}": choice for choice in self.sieve.choices(self.everybody)}
        options = [
            Option(
                key, c.label, " · ".join(filter(None, (kind_word(c.kind), pluralize(c.people, "person", "people"))))
            )
            for key, c in choices.items()
        ]
        set_now = [f"{kind}:{value}" for kind, value in conditions(self.wanted)]
        known = {option.key for option in options}
        options += [
            Option(key, self.sieve.label(*key.split(":", 1)), "no one at present")
            for key in set_now
            if key not in known
        ]

        def chosen(picked: tuple[str, ...] | None) -> None:
            if picked is not None:
                pairs = [(kind, value) for kind, _, value in (key.partition(":") for key in picked)]
                self.want(with_conditions(self.wanted, pairs))

        self.screen.app.push_screen(Picker("Filter by", options, picked=set_now, several=True), chosen)

    def action_sort(self) -> None:
        """Choose the order."""
        self._pick_one("Sort by", SORTS, "sort")

    def action_group(self) -> None:
        """Choose the headings."""
        self._pick_one("Group by", GROUPS, "group")

    def _pick_one(self, title: str, values: tuple[str, ...], field: str) -> None:
        from screens.widgets.lists.picker import Picker

        def chosen(picked: tuple[str, ...] | None) -> None:
            if picked:
                self.want(replace(self.wanted, **{field: picked[0]}))
                self.screen.sifted_by(field)

        options = [Option(value, label_of(value).capitalize()) for value in values]
        self.screen.app.push_screen(Picker(title, options, picked=[getattr(self.wanted, field)]), chosen)

    def action_filters(self) -> None:
        """Pick a saved filter; save what is shown; delete one."""
        from screens.widgets.lists.picker import Picker

        kept = saved(self.book)
        options = [Option(found.id, found.name, self.sieve.in_words(found) or "everyone") for found in kept]
        if self.wanted != EVERYBODY and self.wanted.id == EVERYBODY.id:
            options.insert(0, Option(SAVE, "Save this filter", self.sieve.in_words(self.wanted)))
        options += [
            Option(f"{FORGET}:{found.id}", f"Delete ‘{found.name}’", f"press {key_of('app.undo')} to undo")
            for found in kept
        ]
        empty = f"No saved filters yet. Press {key_of('sift.narrow')} to filter, {key_of('sift.sort')} to sort or {key_of('sift.group')} to group, then {key_of('sift.filters')} to save the result."

        def chosen(picked: tuple[str, ...] | None) -> None:
            key = picked[0] if picked else ""
            if key == SAVE:
                self._save_filter()
            elif key.startswith(FORGET):
                found = self.book.filters[key.removeprefix(f"{FORGET}:")]
                self.screen.delete(found, f"filter ‘{found.name}’")
            elif key:
                self.want(self.book.filters[key])

        self.screen.app.push_screen(Picker("Choose filter", options, empty=empty), chosen)

    def _save_filter(self) -> None:
        """Save what is shown under a name; a filter of that name is replaced."""

        def save(values: dict[str, Any]) -> None:
            name = values["name"]
            known = find_filter(self.book, name)
            made = replace(self.wanted, name=name, id=known.id if known else Filter(name=name).id)
            with self.screen.changing(f"Save filter ‘{name}’") as change:
                change.put(made)
            self.want(made)

        asked = [field for field in fields(Filter) if field.name == "name"]
        open_form(
            self.screen,
            "Save this filter",
            asked,
            {},
            save,
            enter_saves=True,
            intro=self.sieve.in_words(self.wanted),
        )
