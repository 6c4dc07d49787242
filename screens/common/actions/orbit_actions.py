"""The Orbit model on a screen: a person's scores with what is behind them, and the stage their level suggests."""

from __future__ import annotations

from screens.common.actions.commands import Commands
from screens.common.actions.people_actions import PersonCommands
from screens.common.host import Host
from screens.common.outcome import done
from screens.widgets.keys import key_of
from screens.widgets.lists.option import Option
from store.core.labels import label_of
from store.insights.orbit import Orbit, Suggestion
from store.model.people import Volunteer
from store.people.stages import MEMBERS, stage_of
from store.profiles.record_page import Line, Section
from store.week import snoozing
from store.week.kinds import KINDS

PRIVATE = "Orbit · private to you"
SCORE, SUGGESTED = "orbit:", "orbit:suggested"


class OrbitCommands(Commands[Host]):
    """Opening someone's scores, and agreeing to a suggested stage."""

    def orbit_section(self, volunteer: Volunteer) -> list[Section]:
        """A member's scores as lines of their page; nothing for others."""
        standing = stage_of(self.book, volunteer, self.today)
        if standing.stage not in MEMBERS:
            return []
        orbit = Orbit(self.book, self.today)
        lines = [
            Line(f"{SCORE}{s.name}", s.name, s.figure, f"{key_of('list.open')}: why")
            for s in orbit.scores(volunteer.id)
        ]
        suggestion = orbit.suggestion(standing)
        if suggestion and not self._dismissed(suggestion):
            lines.append(Line(SUGGESTED, "Suggested", f"{label_of(suggestion.stage)}: {suggestion.because}"))
        return [Section(PRIVATE, tuple(lines))]

    def _dismissed(self, suggestion: Suggestion) -> bool:
        return suggestion.key in snoozing.asleep(self.book, self.today)

    def suggested(self, volunteer: Volunteer) -> Suggestion | None:
        """The stage a member's level suggests."""
        return Orbit(self.book, self.today).suggestion(stage_of(self.book, volunteer, self.today))

    def open_score(self, volunteer: Volunteer, key: str) -> None:
        """Show the rows behind a score, or ask about the suggested stage."""
        from screens.widgets.lists.picker import Picker

        if key == SUGGESTED:
            self.consider(volunteer)
            return
        scores = {s.name: s for s in Orbit(self.book, self.today).scores(volunteer.id)}
        score = scores[key.removeprefix(SCORE)]
        options = [Option("formula", score.formula)]
        options += [Option(str(n), what, f"{adds}   {when}") for n, (adds, when, what) in enumerate(score.rows)]
        self.screen.app.push_screen(Picker(f"{score.name} {score.figure}", options))

    def consider(self, volunteer: Volunteer) -> None:
        """Ask whether someone moves to the stage that is suggested; no one is moved unless the answer is yes."""
        from screens.widgets.lists.picker import Picker

        suggestion = self.suggested(volunteer)
        if suggestion is None:
            self.screen.say(f"No suggestion for {volunteer.name} at the moment.")
            return
        now, stage = suggestion.standing.stage, suggestion.stage
        options = [
            Option("yes", f"Move to {label_of(stage)}", suggestion.because),
            Option("no", f"Keep as {label_of(now)}", f"suggested again {KINDS['next_stage'].returns}"),
        ]

        def chosen(picked: tuple[str, ...] | None) -> None:
            label = f"Keep {volunteer.name} as {label_of(now)}"
            if picked == ("yes",):
                PersonCommands(self.screen).move_to(volunteer, stage)
            elif picked:
                self.screen.attempt(
                    label,
                    lambda change: snoozing.dismiss_by_key(
                        self.book, change, suggestion.key, "next_stage", self.today
                    ),
                    done(label),
                )

        self.screen.app.push_screen(Picker(f"Move {volunteer.name} to {label_of(stage)}?", options), chosen)
