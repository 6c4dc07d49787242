"""Words of earlier versions: what a file, an import or a typed line may still hold, and the name it has now.

Old spellings are understood for ever and never written; nothing outside this module knows them.
"""

from __future__ import annotations

CHOICES = {
    "0 not begun": "not_started",
    "2 now and then": "occasional",
    "4 lives by itself": "self_sustaining",
    "data picture": "charts",
    "delivered while observed": "delivered_observed",
    "e-mail": "email",
    "inside": "internal",
    "master": "expert",
    "not said": "not_set",
    "note of thanks": "thank_you_note",
    "open talk": "open_discussion",
    "outside": "external",
    "own kind": "other",
    "return": "roi",
    "something else": "other",
    "took over a role": "took_on_role",
    "under way": "in_progress",
    "voted": "elected",
}
"""Name of a choice by the label it had in an earlier version."""


def renamed_choice(typed: str, choices: tuple[str, ...]) -> str | None:
    """Choice that a label of an earlier version stood for, if it is one of ``choices``."""
    name = CHOICES.get(typed.casefold())
    return name if name in choices else None


FORMER_ARGUMENTS = {"picture": "charts"}
"""What could be typed on the command line before, with what is typed now."""


def current_argument(typed: str) -> str:
    """Argument of the command line by the name it has now."""
    return FORMER_ARGUMENTS.get(typed, typed)


PEOPLE_HEADERS: dict[str, tuple[str, ...]] = {
    "yes_on": ("Their yes, on",),
    "yes_words": ("Their yes",),
    "quiet_until": ("Quiet until",),
}
"""Headers of earlier people exports, by the field of a volunteer they stand for."""

NO_OWNER = "nobody"
"""Part of the stable name of a to-do about resources without an owner: snoozes of every version hold it."""

SPEECH_MARKS = '«»"“”„'
"""Marks in which people type what someone said."""

EMAIL = ("e-mail",)
"""Spellings of ‘email’ that a typed line may hold."""

FORMER_KINDS: dict[str, tuple[str, ...]] = {"charts": ("data_picture",)}
"""What kinds of update were called before: a template of the community's own may still lie under that name."""

FORMAT_1_VALUES: dict[str, dict[str, dict[str, str]]] = {
    "adoptions": {"state": {"not yet": "not_yet"}},
    "asks": {"outcome": {"no answer": "no_answer"}},
    "communities": {
        "amounts": {
            "1,240.50": "comma_point",
            "1.240,50": "point_comma",
            "1 240,50": "space_comma",
            "1'240.50": "apostrophe_point",
        },
        "date_order": {
            "day first: 10/11 is 10 November": "day_first",
            "month first: 10/11 is 11 October": "month_first",
        },
        "week_starts": {"Monday": "monday", "Sunday": "sunday", "Saturday": "saturday"},
    },
    "contributions": {
        "kind": {
            "led a session": "led_session",
            "co-led a session": "co_led_session",
            "hosted a ritual": "hosted_ritual",
            "mentored a trainer": "mentored_trainer",
            "shared material": "shared_material",
            "answered a question": "answered_question",
            "brought an idea": "brought_idea",
            "took over a role": "took_on_role",
        }
    },
    "filters": {
        "stages": {"said yes": "said_yes", "not now": "not_now"},
        "sort": {
            "days in stage": "days_in_stage",
            "last contact": "last_contact",
            "last thanked": "last_thanked",
        },
    },
    "kpis": {"level": {"return": "roi"}},
    "moves": {"stage": {"said yes": "said_yes", "not now": "not_now"}},
    "needs": {
        "kind": {"communication help": "communication_help", "something else": "other"},
        "status": {"under way": "in_progress", "not possible": "not_possible"},
    },
    "posts": {"side": {"inside": "internal", "outside": "external"}},
    "readiness": {
        "level": {
            "taught back": "taught_back",
            "co-delivered": "co_delivered",
            "delivered while observed": "delivered_observed",
        }
    },
    "recognitions": {
        "form": {
            "shout-out": "shout_out",
            "note of thanks": "thank_you_note",
            "formal acknowledgement": "formal_acknowledgement",
        }
    },
    "resources": {"kind": {"role description": "role_description", "shared material": "shared_material"}},
    "rituals": {
        "kind": {
            "ask me anything": "ask_me_anything",
            "round-up": "round_up",
            "project update": "project_update",
            "kick-off": "kick_off",
            "training session": "training_session",
            "own kind": "other",
        }
    },
    "scores": {
        "score": {
            "0 not begun": "not_started",
            "1 tried": "tried",
            "2 now and then": "occasional",
            "3 steady": "steady",
            "4 lives by itself": "self_sustaining",
        }
    },
    "stakeholders": {
        "cadence": {"on change": "on_change"},
        "channel": {"e-mail": "email", "catch-up meeting": "catch_up"},
        "engagement": {"not said": "not_set"},
        "interest": {"not said": "not_set"},
        "kind": {
            "quick overview": "quick_overview",
            "detailed report": "detailed_report",
            "data picture": "charts",
        },
        "level": {"not said": "not_set", "line manager": "line_manager", "front line": "front_line"},
        "power": {"not said": "not_set"},
        "wanted": {"not said": "not_set"},
    },
    "talks": {
        "technique": {
            "1-2-4-All": "one_two_four_all",
            "mind map": "mind_map",
            "round robin": "round_robin",
            "reverse brainstorming": "reverse_brainstorming",
            "open talk": "open_discussion",
        }
    },
    "teaching": {
        "grade": {"master": "expert"},
        "skill": {
            "setting aims": "setting_aims",
            "asking and handling questions": "handling_questions",
            "activating a group": "activating_group",
            "giving feedback": "giving_feedback",
            "learning theory": "learning_theory",
            "online and blended delivery": "online_delivery",
            "preparing material": "preparing_material",
        },
    },
    "tenures": {"chosen": {"voted": "elected"}},
    "updates": {
        "channel": {"e-mail": "email", "catch-up meeting": "catch_up"},
        "kind": {
            "quick overview": "quick_overview",
            "detailed report": "detailed_report",
            "data picture": "charts",
        },
    },
    "words": {"stands": {"not yet": "not_yet"}},
}
"""Values of a book of format 1 that were words of the screen, by table and field, with their names since format 2."""
