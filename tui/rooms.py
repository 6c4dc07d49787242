"""Which screens there are, and where each is found when it is first wanted."""

from __future__ import annotations

from msgspec import Struct


class Room(Struct, frozen=True):
    """One screen: the key that opens it, its title, and where its class is found when it is first wanted."""

    key: str
    title: str
    module: str
    screen: str
    told: str = ""
    """What the palette says of a screen without a number; empty: it is not offered there."""


ROOMS: dict[str, Room] = {
    "week": Room("1", "Week", "screens.week", "WeekScreen"),
    "pipeline": Room("2", "Pipeline", "screens.pipeline", "PipelineScreen"),
    "calendar": Room("3", "Calendar", "screens.calendar", "CalendarScreen"),
    "recognition": Room("4", "Recognition", "screens.recognition", "RecognitionScreen"),
    "costs": Room("5", "Costs", "screens.costs", "CostsScreen"),
    "updates": Room("6", "Updates", "screens.updates", "UpdatesScreen"),
    "launch": Room("7", "Launch", "screens.launch", "LaunchScreen"),
    "library": Room("8", "Library", "screens.library", "LibraryScreen"),
    "checkups": Room("", "Check-ups", "screens.checkups", "CheckupsScreen"),
    "needs": Room("", "Needs", "screens.needs", "NeedsScreen"),
    "volunteer": Room("", "Person", "screens.volunteer", "VolunteerScreen"),
    "roles": Room("", "Roles", "screens.roles", "RolesScreen"),
    "seen": Room("", "Who is seen", "screens.seen", "SeenScreen"),
    "orbit": Room("", "Orbit", "screens.orbit", "OrbitScreen"),
    "departments": Room("", "Departments", "screens.departments", "DepartmentsScreen"),
    "coverage": Room("", "Coverage", "screens.coverage", "CoverageScreen"),
    "budget": Room("", "Budget", "screens.budget", "BudgetScreen"),
    "return": Room("", "Return", "screens.returning", "ReturnScreen"),
    "kpis": Room("", "Key figures", "screens.kpis", "KpisScreen"),
    "pitch": Room("", "Pitch", "screens.pitch", "PitchScreen"),
    "sent": Room("", "Sent", "screens.sent", "SentScreen"),
    "posts": Room("", "Posts", "screens.posts", "PostsScreen"),
    "support": Room("", "Support", "screens.support", "SupportScreen"),
    "stakeholder": Room("", "Stakeholder", "screens.stakeholder", "StakeholderScreen"),
    "kickoff": Room(
        "", "Kick-off", "screens.kickoff", "KickoffScreen", "Plan the sessions that settle how it works"
    ),
    "charter": Room("", "Charter", "screens.charter", "CharterScreen", "What the community agreed on, and when"),
    "survey": Room("", "Survey", "screens.survey", "SurveyScreen", "The topics people want, by votes"),
    "facilitate": Room(
        "", "Facilitation timer", "screens.facilitate", "FacilitateScreen", "Time, groups and ideas of a talk"
    ),
}
HOME = "week"
"""The screen at the bottom of the stack: there from the start, the others are laid over it."""
NUMBERED = [(room.key, name, room.title) for name, room in ROOMS.items() if room.key]
"""Key, name and title of those that a number opens."""
