"""Labels of stored names on screen, in exports and on the command line.

The book keeps names that never change (``said_yes``); code compares nothing else. A name that is not here, and
any text a person typed, is its own label.
"""

from __future__ import annotations

_LABELS = {
    # stages of people and departments
    "said_yes": "said yes",
    "not_now": "not now",
    "not_yet": "not yet",
    # rituals and discussions
    "ask_me_anything": "ask me anything",
    "round_up": "round-up",
    "project_update": "project update",
    "kick_off": "kick-off",
    "training_session": "training session",
    "one_two_four_all": "1-2-4-All",
    "mind_map": "mind map",
    "round_robin": "round robin",
    "reverse_brainstorming": "reverse brainstorming",
    "open_discussion": "open discussion",
    # contributions and thank-yous
    "led_session": "led a session",
    "co_led_session": "co-led a session",
    "hosted_ritual": "hosted a ritual",
    "mentored_trainer": "mentored a trainer",
    "shared_material": "shared material",
    "answered_question": "answered a question",
    "brought_idea": "brought an idea",
    "took_on_role": "took on a role",
    "shout_out": "shout-out",
    "thank_you_note": "thank-you note",
    "formal_acknowledgement": "formal acknowledgement",
    # readiness
    "taught_back": "taught back",
    "co_delivered": "co-delivered",
    "delivered_observed": "delivered under observation",
    "setting_aims": "setting aims",
    "handling_questions": "asking and handling questions",
    "activating_group": "activating a group",
    "giving_feedback": "giving feedback",
    "learning_theory": "learning theory",
    "online_delivery": "online and blended delivery",
    "preparing_material": "preparing material",
    # requests, needs, resources
    "no_answer": "no answer",
    "in_progress": "in progress",
    "not_possible": "not possible",
    "communication_help": "help with communications",
    "role_description": "role description",
    # stakeholders and updates
    "not_set": "not set",
    "line_manager": "line manager",
    "front_line": "front line",
    "on_change": "on change",
    "catch_up": "catch-up meeting",
    "quick_overview": "quick overview",
    "detailed_report": "detailed report",
    "roi": "ROI",
    # self-assessments
    "not_started": "0 not started",
    "tried": "1 tried",
    "occasional": "2 occasional",
    "steady": "3 steady",
    "self_sustaining": "4 self-sustaining",
    # settings and lists
    "comma_point": "1,240.50",
    "point_comma": "1.240,50",
    "space_comma": "1 240,50",
    "apostrophe_point": "1'240.50",
    "day_first": "day first: 10/11 is 10 November",
    "month_first": "month first: 10/11 is 11 October",
    "monday": "Monday",
    "sunday": "Sunday",
    "saturday": "Saturday",
    "days_in_stage": "days in stage",
    "last_contact": "last contact",
    "last_thanked": "last thanked",
    "last_seen": "last seen",
    "gone_quiet": "gone quiet",
}


def label_of(name: str) -> str:
    """Label of a stored name; a text that someone typed is its own label."""
    return _LABELS.get(name, name)


_NOUNS = {
    "Adoption": "department stage",
    "Agreement": "canvas answer",
    "Article": "charter wording",
    "Ask": "request",
    "Community": "settings",
    "Duty": "responsibility",
    "Filter": "saved filter",
    "Kpi": "KPI",
    "Move": "stage change",
    "OutsideQuote": "supplier quote",
    "OwnRate": "personal rate",
    "Reading": "KPI reading",
    "Recognition": "thank-you",
    "Score": "assessment score",
    "Snooze": "snoozed to-do",
    "Talk": "discussion",
    "Task": "checklist item",
    "Teaching": "skill grade",
    "TrainingRequest": "training request",
    "SessionPlan": "session plan",
    "Buddies": "mentor and newcomer",
    "Absence": "days away",
    "Template": "checklist template",
    "Tenure": "role holder",
    "Weights": "Orbit weights",
    "Wish": "suggested topic",
    "Word": "confirmation",
}


def noun_of(record: type) -> str:
    """Noun for a record of this class, in reports on a book."""
    return _NOUNS.get(record.__name__, record.__name__.lower())
