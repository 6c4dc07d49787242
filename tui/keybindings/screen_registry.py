"""Registry of the screens: key, title, and the class that is imported when a screen is first opened."""

from __future__ import annotations

from msgspec import Struct


class Room(Struct, frozen=True):
    """One screen: its key, its title, and where its class is found."""

    key: str
    title: str
    module: str
    screen: str
    told: str = ""
    """What the palette says of a screen without a number; empty where the palette does not offer it."""


ROOMS: dict[str, Room] = {
    "week": Room("1", "Week", "screens.week.week", "WeekScreen"),
    "pipeline": Room("2", "Pipeline", "screens.pipeline.pipeline", "PipelineScreen"),
    "calendar": Room("3", "Calendar", "screens.calendar.calendar", "CalendarScreen"),
    "recognition": Room("4", "Recognition", "screens.recognition.recognition", "RecognitionScreen"),
    "costs": Room("5", "Costs", "screens.finance.costs", "CostsScreen"),
    "updates": Room("6", "Updates", "screens.updates.updates", "UpdatesScreen"),
    "launch": Room("7", "Launch", "screens.launch.launch", "LaunchScreen"),
    "library": Room("8", "Library", "screens.library.library", "LibraryScreen"),
    "checkups": Room("", "Self-assessments", "screens.launch.assessments", "CheckupsScreen"),
    "ritual": Room("", "Ritual", "screens.calendar.ritual_page", "RitualScreen"),
    "requests": Room("", "Training requests", "screens.calendar.training_requests.requests", "RequestsScreen"),
    "needs": Room("", "Needs", "screens.launch.needs", "NeedsScreen"),
    "volunteer": Room("", "Person", "screens.people.profile", "VolunteerScreen"),
    "roles": Room("", "Roles", "screens.people.roles", "RolesScreen"),
    "seen": Room("", "Recognition balance", "screens.recognition.statistics", "SeenScreen"),
    "orbit": Room("", "Orbit", "screens.recognition.orbit", "OrbitScreen"),
    "departments": Room("", "Departments", "screens.pipeline.departments", "DepartmentsScreen"),
    "department": Room("", "Department", "screens.pipeline.department_page", "DepartmentScreen"),
    "coverage": Room("", "Coverage", "screens.pipeline.coverage", "CoverageScreen"),
    "budget": Room("", "Budget", "screens.finance.budget", "BudgetScreen"),
    "return": Room("", "ROI", "screens.finance.roi", "ReturnScreen"),
    "kpis": Room("", "KPIs", "screens.finance.kpis", "KpisScreen"),
    "pitch": Room("", "Pitch", "screens.finance.pitch", "PitchScreen"),
    "sent": Room("", "Sent updates", "screens.updates.archive", "SentScreen"),
    "posts": Room("", "Comms plan", "screens.updates.posts", "PostsScreen"),
    "support": Room("", "Stakeholder map", "screens.updates.stakeholder_map", "SupportScreen"),
    "stakeholder": Room("", "Stakeholder", "screens.updates.stakeholder", "StakeholderScreen"),
    "kickoff": Room(
        "", "Kick-off", "screens.launch.kickoff", "KickoffScreen", "Topics and sessions of the kick-off"
    ),
    "charter": Room(
        "", "Charter", "screens.launch.charter", "CharterScreen", "Agreements of the community, by topic and date"
    ),
    "survey": Room("", "Survey", "screens.launch.survey", "SurveyScreen", "Suggested topics, by votes"),
    "facilitate": Room(
        "",
        "Facilitation timer",
        "screens.facilitate.timer",
        "FacilitateScreen",
        "Timing, groups and ideas for a discussion",
    ),
}
HOME = "week"
"""The screen at the bottom of the stack: there from the start, the others are laid over it."""
NUMBERED = [(room.key, name, room.title) for name, room in ROOMS.items() if room.key]
"""Key, name and title of those that a number opens."""
