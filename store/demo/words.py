"""The words of the sample community: its people, their story and what was said. All of them are made up.

Days are told as ‘days ago’ on a history of nine months; :mod:`store.demo` stretches them to the length asked for.
"""

from __future__ import annotations

from typing import Any, Literal, get_args

from msgspec import Struct

from store.model.calendar import RitualKind
from store.model.finance import Bucket, Every
from store.model.finance import State as CostState
from store.model.people import Outcome
from store.model.recognition import ContributionKind, Form
from store.model.stages import Stage, State
from store.model.stakeholders import Cadence, Channel, Kind, Phase, Side
from store.model.training import Grade, Level, Skill
from store.people.directory import Delivery
from store.recognition.recognition import Behaviour

COMMUNITY = {
    "name": "Trainers' Circle",
    "organiser": "Nina Berger",
    "timezone": "Europe/Vienna",
}
TARGETS = {"target_places": 60, "target_learners": 450, "target_members": 15}
MAIL = "example.com"
HOURLY = "46.50"
"""What an hour of a colleague costs, pay and overhead together, in euro."""


class Part(Struct, frozen=True):
    """One person of the story."""

    name: str
    department: str
    job: str
    topics: tuple[str, ...]
    delivery: tuple[Delivery, ...]
    steps: tuple[tuple[Stage, int], ...]
    """The stages they came into, each with how many days ago."""
    yes: str = ""
    zeal: float = 0.6
    """How readily they come: the chance that they are at a gathering."""
    hosts: bool = True
    notes: str = ""
    tags: tuple[str, ...] = ()
    address: str = ""
    """What stands before the @ where the name does not tell."""
    quiet: int = 0
    """Days from now before which they are not to be asked."""
    ended: str = ""
    """Why they left, or why not now."""


CAST = (
    Part("Priya Nair", "IT", "Data analyst",
         ("Excel beyond the basics", "Reading charts with care", "Pivot tables without tears"), ("webinar", "classroom"),
         (("interested", 270), ("said_yes", 266), ("onboarding", 262), ("newcomer", 248), ("active", 218), ("core", 96)),
         "Yes! I explain it at my desk five times a week anyway, so let's do it properly.", 0.85,
         notes="Happiest with 8 to 12 people and real data. Not on Mondays.", tags=("founder",)),
    Part("Mateo Fernández", "Operations", "Shift lead",
         ("Handing over a shift", "Spotting waste on the line", "Showing a task in four steps"), ("on the job", "classroom"),
         (("interested", 269), ("said_yes", 265), ("onboarding", 260), ("newcomer", 246), ("active", 205), ("core", 41)),
         "Count me in, as long as it happens on the shop floor and not on slides.", 0.8,
         notes="On early shifts in even weeks: afternoons only.", tags=("founder",)),
    Part("Ana Ruiz", "Sales", "Key account manager",
         ("Feedback basics", "Difficult conversations", "Asking better questions"), ("classroom", "mentoring"),
         (("interested", 268), ("said_yes", 264), ("onboarding", 258), ("newcomer", 244), ("active", 198)),
         "Yes. Someone once took the time to teach me this, and it changed how I work.", 0.75,
         notes="Would like to run a session with someone from Operations.", tags=("founder",)),
    Part("Marek Dvořák", "Operations", "Safety officer",
         ("Safety talks people remember", "Near misses and what they teach"), ("on the job", "blended"),
         (("interested", 240), ("said_yes", 233), ("onboarding", 226), ("newcomer", 208), ("active", 120)),
         "Yes, gladly, as long as I can bin the old safety slides.", 0.75,
         notes="Greets every newcomer by name before they have sat down."),
    Part("Олена Коваль", "IT", "Security engineer",
         ("Passwords, calmly", "Spotting a phishing email"), ("webinar", "e-learning"),
         (("interested", 214), ("said_yes", 205), ("onboarding", 200), ("newcomer", 182), ("active", 88)),
         "Так, yes: better one good hour with me than another annual test no one reads.", 0.65,
         address="olena.koval", notes="Records everything and keeps the library tidy."),
    Part("Grace Adeyemi", "Customer Care", "Team coach",
         ("Calm phone calls", "Writing replies people understand"), ("classroom", "mentoring"),
         (("interested", 200), ("said_yes", 190), ("onboarding", 183), ("newcomer", 165), ("active", 76)),
         "Yes, with pleasure. I can promise two hours a month, and I keep my promises.", 0.7),
    Part("Henrik Sørensen", "Finance", "Controller",
         ("Budgets for everyone else", "Reading a budget in ten minutes"), ("classroom", "webinar"),
         (("interested", 176), ("said_yes", 168), ("onboarding", 160), ("newcomer", 142), ("active", 52)),
         "All right, yes: if it saves me from explaining accruals in the lift.", 0.6, address="henrik.sorensen"),
    Part("Peter Novak", "Sales", "Regional manager",
         ("Preparing a pitch", "Saying no to a customer"), ("classroom",),
         (("interested", 267), ("said_yes", 263), ("onboarding", 258), ("newcomer", 240), ("active", 209), ("alumni", 70)),
         "Yes. I have twenty years of mistakes to share.", 0.7, notes="Still reads our channel and answers questions.",
         tags=("founder",), ended="retired on good terms; his pitch course is recorded and in the library"),
    Part("Beatriz Costa", "Operations", "Quality engineer",
         ("Root causes in plain words",), ("blended", "on the job"),
         (("interested", 262), ("said_yes", 255), ("onboarding", 249), ("newcomer", 230), ("active", 185), ("alumni", 33)),
         "Yes, I'd love to. Please start me off with a small group.", 0.65,
         ended="on parental leave from this month; would like to be asked again next summer"),
    Part("Li Chen", "IT", "Business analyst",
         ("Mapping a process", "Excel for planners"), ("webinar", "blended"),
         (("interested", 148), ("said_yes", 140), ("onboarding", 132), ("newcomer", 108)),
         "Yes, please, but I'd like to sit in a few times first.", 0.7, hosts=False,
         notes="Quiet in the room, precise in writing. Never misses a spotlight."),
    Part("Sam Levy", "People & Culture", "Recruiter",
         ("Fair interviews",), ("classroom",),
         (("interested", 130), ("said_yes", 118), ("onboarding", 110), ("newcomer", 80)),
         "Yes, once the autumn hiring is done.", 0.005, hosts=False),
    Part("Fatima Zahra Benali", "Customer Care", "Service specialist",
         ("Handling complaints", "French on the phone"), ("on the job", "mentoring"),
         (("interested", 104), ("said_yes", 96), ("onboarding", 90), ("newcomer", 62)),
         "Yes! Grace asked me on a Friday and I had a plan by Monday.", 0.55, hosts=False),
    Part("Lukas Brandt", "Finance", "Junior accountant",
         ("Expense claims in five minutes", "Reading a budget in ten minutes"), ("webinar",),
         (("interested", 98), ("said_yes", 88), ("onboarding", 80), ("newcomer", 50)),
         "Yes, if Henrik does the first one with me.", 0.6, hosts=False),
    Part("Chloé Martin", "Sales", "Sales adviser",
         ("First calls without fear",), ("webinar", "mentoring"),
         (("interested", 80), ("said_yes", 72), ("onboarding", 64), ("newcomer", 36)),
         "Oui, yes! Can I bring my own examples?", 0.65, hosts=False),
    Part("Raj Patel", "Operations", "Maintenance planner",
         ("Reading a maintenance plan",), ("on the job",),
         (("interested", 66), ("said_yes", 58), ("onboarding", 38)),
         "Yes, but first show me how you keep a room awake.", 0.3, hosts=False,
         notes="Has sat in on one practice lab; no date yet for his own first session."),
    Part("Zofia Wiśniewska", "Finance", "Payroll specialist",
         ("Your payslip, line by line",), ("classroom", "webinar"),
         (("interested", 44), ("said_yes", 33), ("onboarding", 17)),
         "Yes. Everyone asks me the same three questions, so it may as well be a session.", 0.5, hosts=False),
    Part("Diego Moreno", "Customer Care", "Shift coordinator",
         ("Planning a fair rota",), ("on the job",),
         (("interested", 39), ("said_yes", 24), ("onboarding", 10)),
         "Yes, let's go.", 0.5, hosts=False),
    Part("Kwame Boateng", "Operations", "Logistics planner",
         ("Loading plans that work",), ("on the job", "classroom"),
         (("interested", 30), ("said_yes", 9)),
         "I thought about it over the weekend: yes.", hosts=False),
    Part("Ida Holm", "IT", "Service desk lead",
         ("Tickets that get solved",), ("webinar",),
         (("interested", 26), ("said_yes", 3)),
         "Yes, after the coffee corner I had no excuse left.", hosts=False),
    Part("Tom Okafor", "Sales", "Account executive",
         ("Presenting to strangers",), ("classroom",),
         (("interested", 21),), hosts=False,
         notes="Put his name on the list at the town hall; no one has got back to him yet."),
    Part("佐藤 美咲", "People & Culture", "Learning assistant",
         ("Setting up a room", "Japanese business manners"), ("blended",),
         (("interested", 9),), hosts=False, address="misaki.sato", notes="Misaki Satō; call her Misaki."),
    Part("Elif Yıldız", "Operations", "Buyer",
         ("Negotiating with suppliers",), ("classroom", "mentoring"),
         (("interested", 5),), hosts=False, address="elif.yildiz"),
    Part("Rachel Stein", "Finance", "Tax specialist",
         ("VAT without headaches",), ("webinar",),
         (("interested", 92), ("not_now", 47)), hosts=False, quiet=62,
         ended="year-end closing comes first; happy to be asked again afterwards"),
    Part("Omar Haddad", "IT", "Network engineer",
         ("How our network works",), ("classroom",),
         (("interested", 160), ("said_yes", 150), ("onboarding", 140), ("not_now", 118)),
         "Yes, why not.", hosts=False, quiet=25,
         ended="busy every evening until the data centre move is done"),
)  # fmt: skip

AWAY = "Lukas Brandt", 4, 11, "audit abroad"
"""Who is away, since how many days, for how many more, and why."""

TO_ASK, TO_HELP, LOYAL = "Tom Okafor", "Raj Patel", "Li Chen"
"""Interested and never answered; stuck in onboarding; at every spotlight and never asked to host."""
WAITING = {"Ana Ruiz": 34, "Grace Adeyemi": 40, "Lukas Brandt": 0}
"""Who waits for a thank-you, and how many days ago they were last thanked (0: never)."""


class Did(Struct, frozen=True):
    """One thing someone did lately, in the story of this week."""

    who: str
    kind: ContributionKind
    ago: int
    topic: str
    minutes: int
    learners: int | None = None
    note: str = ""


UNMARKED_HOST, LIBRARIAN = "Marek Dvořák", "Олена Коваль"
"""Hosted the gathering no one has marked yet; keeps the recordings."""
NOTES_MISSING = 21
"""The open forum of these last days has no notes yet."""
MAY_FAIL: tuple[RitualKind, ...] = ("social", "training_session", "onboarding", "ask_me_anything")
"""Rituals of which a gathering was skipped or moved now and then."""

LATELY = (
    Did("Grace Adeyemi", "led_session", 43, "Calm phone calls", 150, 12),
    Did("Ana Ruiz", "mentored_trainer", 37, "Feedback basics", 60, 1),
    Did("Ana Ruiz", "led_session", 20, "Feedback basics", 150, 11),
    Did("Ana Ruiz", "led_session", 6, "Difficult conversations", 180, 8,
        "Half the evening shift came, and no one looked at their phone."),
    Did("Grace Adeyemi", "shared_material", 13, "Calm phone calls", 120, None,
        "A one-page guide with the first 3 sentences of a good call."),
    Did("Grace Adeyemi", "answered_question", 5, "Calm phone calls", 20, 1),
    Did("Henrik Sørensen", "led_session", 12, "Reading a budget in ten minutes", 120, 9),
    Did("Lukas Brandt", "co_led_session", 12, "Reading a budget in ten minutes", 90, 9,
        "His first time in front of people."),
    Did("Priya Nair", "led_session", 9, "Pivot tables without tears", 150, 14),
    Did("Mateo Fernández", "mentored_trainer", 15, "Showing a task in four steps", 60, 1,
        "Two hours beside Diego, with a stopwatch and a smile."),
)  # fmt: skip


class Home(Struct, frozen=True):
    """One department and how far the idea has spread there."""

    champion: str
    heads: int
    next_move: str
    states: tuple[tuple[State, int, str], ...]
    """Each with how many days ago, and a note."""


DEPARTMENTS = {
    "IT": Home("Priya Nair", 61, "Let the service desk run its own session on tickets.",
               (("curious", 268, ""), ("piloting", 236, "2 Excel webinars"), ("adopting", 150, "4 trainers"),
                ("established", 58, "they plan their own sessions"))),
    "Operations": Home("Mateo Fernández", 210, "Run a session on shift handover on every line before spring.",
                       (("curious", 266, ""), ("piloting", 220, "one line, early shift"), ("adopting", 104, "3 lines"))),
    "Sales": Home("Ana Ruiz", 84, "Find a second trainer now that Peter has left.",
                  (("curious", 262, ""), ("piloting", 228, ""), ("adopting", 132, "feedback is part of every team day"))),
    "Customer Care": Home("Grace Adeyemi", 96, "Agree 2 paid hours a month with Bogdan.",
                          (("curious", 190, ""), ("piloting", 112, "calm phone calls, one team"))),
    "Finance": Home("Henrik Sørensen", 37, "Ask again after year-end.",
                    (("not_yet", 230, "busy with the audit"), ("curious", 160, ""), ("piloting", 40, "budgets for team leads"))),
    "People & Culture": Home("", 28, "Show Ingrid what a practice lab looks like.",
                             (("curious", 140, ""), ("paused", 49, "until the new HR system is live"))),
}  # fmt: skip

FURTHER = {
    "Marketing": Home("", 44, "Find a champion there.",
                      (("curious", 74, "2 of them attended a forum"), ("piloting", 16, "a session on storytelling"))),
    "Legal": Home("", 19, "Invite their head of department to the next spotlight.", (("curious", 31, "asked for Grace's guide"),)),
    "Research": Home("", 52, "Meet them after the trade fair.", (("not_yet", 120, "no time before the trade fair"),)),
}  # fmt: skip
"""Departments from which no one takes part yet; the one that began nevertheless has no champion."""


class Climb(Struct, frozen=True):
    """How far one person came with one topic."""

    who: str
    topic: str
    steps: tuple[tuple[Level, int], ...]
    """Each with how many days ago."""
    observer: str = ""
    """Who watched; empty is the organiser."""
    until: int = 0
    """In how many days the certificate ends; 0 is never."""


CLIMBS = (
    Climb("Priya Nair", "Excel beyond the basics",
          (("taught_back", 244), ("co_delivered", 236), ("co_delivered", 224), ("delivered_observed", 214), ("certified", 205))),
    Climb("Priya Nair", "Pivot tables without tears", (("delivered_observed", 150), ("certified", 140)), until=220),
    Climb("Mateo Fernández", "Handing over a shift", (("co_delivered", 215), ("delivered_observed", 202), ("certified", 196))),
    Climb("Mateo Fernández", "Showing a task in four steps", (("delivered_observed", 130), ("certified", 118)), until=19),
    Climb("Ana Ruiz", "Feedback basics",
          (("co_delivered", 212), ("delivered_observed", 198), ("certified", 190)), "Peter Novak"),
    Climb("Ana Ruiz", "Difficult conversations", (("co_delivered", 100), ("delivered_observed", 60)), "Priya Nair"),
    Climb("Marek Dvořák", "Safety talks people remember",
          (("co_delivered", 150), ("delivered_observed", 124), ("certified", 112)), "Mateo Fernández"),
    Climb("Marek Dvořák", "Handing over a shift", (("observed", 92), ("co_delivered", 60), ("delivered_observed", 45), ("certified", 38)), "Mateo Fernández"),
    Climb("Олена Коваль", "Excel beyond the basics", (("co_delivered", 96), ("certified", 66)), "Priya Nair"),
    Climb("Henrik Sørensen", "Excel beyond the basics", (("co_delivered", 62), ("certified", 44)), "Priya Nair"),
    Climb("Henrik Sørensen", "Expense claims in five minutes", (("certified", 30),)),
    Climb("Grace Adeyemi", "Handling complaints", (("delivered_observed", 50), ("certified", 41))),
    Climb("Олена Коваль", "Spotting a phishing email", (("delivered_observed", 100), ("certified", 84)), until=280),
    Climb("Grace Adeyemi", "Calm phone calls", (("co_delivered", 110), ("delivered_observed", 82), ("certified", 72))),
    Climb("Henrik Sørensen", "Reading a budget in ten minutes",
          (("co_delivered", 74), ("delivered_observed", 60), ("certified", 50)), "Priya Nair"),
    Climb("Li Chen", "Excel beyond the basics",
          (("observed", 104), ("taught_back", 90), ("co_delivered", 62), ("co_delivered", 34), ("delivered_observed", 13)),
          "Priya Nair"),
    Climb("Li Chen", "Mapping a process", (("observed", 80), ("taught_back", 48))),
    Climb("Lukas Brandt", "Reading a budget in ten minutes",
          (("observed", 48), ("taught_back", 30), ("co_delivered", 12)), "Henrik Sørensen"),
    Climb("Fatima Zahra Benali", "Calm phone calls",
          (("observed", 58), ("taught_back", 41), ("co_delivered", 27)), "Grace Adeyemi"),
    Climb("Chloé Martin", "Feedback basics", (("observed", 34), ("taught_back", 18)), "Ana Ruiz"),
    Climb("Sam Levy", "Fair interviews", (("observed", 75),)),
    Climb("Raj Patel", "Handing over a shift", (("observed", 30),), "Mateo Fernández"),
)  # fmt: skip
TEACHING: tuple[tuple[str, Skill, Grade, int, str], ...] = (
    ("Priya Nair", "explaining", "proficient", 180, ""),
    ("Priya Nair", "explaining", "expert", 64, "three ways to say it, and the room picks one"),
    ("Priya Nair", "online_delivery", "proficient", 120, ""),
    ("Mateo Fernández", "activating_group", "proficient", 150, "no one stands still"),
    ("Mateo Fernández", "setting_aims", "developing", 90, ""),
    ("Ana Ruiz", "giving_feedback", "expert", 110, ""),
    ("Ana Ruiz", "handling_questions", "proficient", 75, "waits seven seconds for an answer"),
    ("Marek Dvořák", "activating_group", "proficient", 80, ""),
    ("Олена Коваль", "preparing_material", "expert", 60, ""),
    ("Grace Adeyemi", "explaining", "proficient", 40, ""),
    ("Henrik Sørensen", "preparing_material", "developing", 36, "two in three slides could go"),
    ("Li Chen", "explaining", "developing", 62, "precise; a pause now and then would help"),
    ("Li Chen", "explaining", "proficient", 13, ""),
    ("Li Chen", "preparing_material", "proficient", 34, ""),
    ("Lukas Brandt", "setting_aims", "developing", 12, ""),
)
"""Who, which skill, how well, how many days ago, and a note."""
AHEAD_OF_TIME = ("Mapping a process, a first session", "Mapping a process", "Li Chen", 44)
"""A session that is planned before its host is ready to lead it alone: name, topic, host, in how many days."""

Chosen = Literal["volunteered", "appointed", "elected"]
ROLES: dict[str, tuple[str, tuple[tuple[str, int, int, Chosen], ...]]] = {
    "Moderator": ("keep our discussions kind, lively and on time",
                  (("Peter Novak", 236, 71, "appointed"), ("Mateo Fernández", 68, 0, "elected"))),
    "Welcome host": ("make sure no one starts alone", (("Marek Dvořák", 140, 0, "volunteered"),)),
    "Librarian": ("keep our materials where everyone can find them",
                  (("Beatriz Costa", 180, 75, "volunteered"), ("Олена Коваль", 74, 0, "volunteered"))),
    "Peer coach": ("sit in on first sessions and say what worked", (("Priya Nair", 90, 0, "volunteered"),)),
    "Spotlight editor": ("choose each month's spotlight and help them shine",
                         (("Beatriz Costa", 150, 33, "volunteered"),)),
}  # fmt: skip
"""By name: purpose, and who held it from and until how many days ago (0: still), and how they were chosen."""

TALLIES = {"Mateo Fernández": "9 of 11 votes"}
"""How a vote for someone went."""

ASKS: tuple[tuple[str, str, int, Outcome, int, str], ...] = (
    ("Priya Nair", "run the pivot tables session for Finance", 52, "accepted", 50, "gladly, if I can choose the date"),
    ("Priya Nair", "sit in on Grace's first session", 33, "accepted", 32, ""),
    ("Priya Nair", "speak at the all-hands", 18, "accepted", 16, "five minutes, no slides"),
    ("Priya Nair", "look over the new handout", 6, "open", 0, ""),
    ("Ana Ruiz", "host a welcome table", 24, "declined", 22, "not until year-end is closed"),
    ("Mateo Fernández", "moderate the next round-up", 12, "accepted", 11, ""),
    ("Grace Adeyemi", "bring one question to Ask me anything", 9, "open", 0, ""),
    ("Marek Dvořák", "be a buddy to 2 newcomers", 40, "accepted", 39, "one for now"),
    ("Beatriz Costa", "hand over the spotlight", 47, "no_answer", 20, ""),
)  # fmt: skip
"""Who was asked for what, how many days ago, the answer and how many days ago, and their reply."""

MENTORS: tuple[tuple[str, str, int, str], ...] = (
    ("Ana Ruiz", "Chloé Martin", 24, "coffee on Fridays, after the sales call"),
)
"""Who looks after whom in the first weeks, since how many days, and what is noted of it."""
SESSION_PLANS: tuple[tuple[str, str, int, dict[str, str]], ...] = (
    (
        "Excel beyond the basics",
        "Priya Nair",
        120,
        {
            "aim": "Everyone builds one lookup in their own file and can say when it breaks.",
            "audience": "Colleagues who sort and filter, 10 at most",
            "opening": "10 min: each names one table that takes them too long.",
            "activity": "15 min: one lookup, built together.\n25 min: each builds one in their own file; neighbours help first.",
            "check": "5 min: delete a row of the source on purpose. Who can mend it?",
            "materials": "Practice file in the shared folder, one sheet of formulas for each",
        },
    ),
    (
        "Showing a task in four steps",
        "Mateo Fernández",
        19,
        {
            "aim": "Everyone shows a task in four steps, so that a colleague can do it alone.",
            "audience": "Anyone who trains others at their workplace",
            "opening": "5 min: tie a knot by explanation alone. It fails, and everyone sees why.",
            "activity": "10 min: prepare, show, let do, follow up, with the same knot.\n30 min: in threes, with a task from their own work.",
            "check": "10 min: one of each three does the task of another in front of all.",
            "materials": "A rope for each, one card with the four steps",
        },
    ),
)
"""Topic, author, days until the review, and what the plan says."""
WELCOMED_WITHIN = 75
"""Days back within which everyone who began onboarding has a checklist."""


class Habit(Struct, frozen=True):
    """One ritual: how it is described, on which day it falls, and what is noted about it."""

    name: str
    kind: RitualKind
    gain: str
    meaning: str
    at: tuple[int, int]
    minutes: int
    place: str
    preparation: tuple[str, ...]
    hosts: tuple[str, ...]
    """In turn; an empty name is the organiser."""
    every: int
    """Months from one to the next; 0 is a fortnight."""
    weeks: int
    """How many weeks from this one the week lies in which it falls."""
    weekday: int
    """The day in that week, Monday is 0."""
    begins: int
    """How many days ago it was begun."""
    draw: float
    """How many of those who could come do, against the usual."""
    notes: tuple[str, ...]
    recorded: bool = False
    """Open to colleagues who learn there, and now and then recorded."""


RITUALS = (
    Habit("Practice lab", "training_session", "a chance to try out a session among friends before it counts",
          "teaching is a craft, and craft takes practice", (15, 0), 90, "Training room 2", ("flip chart", "timer", "feedback cards"),
          ("Priya Nair", "Mateo Fernández", "Ana Ruiz"), 0, 0, 1, 226, 1.0, (
              "{name} tried the opening of ‘{topic}’ twice. The second time it began with a question, and the room woke up.",
              "Worked on stating an aim in one sentence. {name} turned ‘{topic}’ from a heading into something you can watch people do.",
              "Practised silence: ask, then count to seven. {name} held out longest.",
              "{name} and {other} taught each other ten minutes of ‘{topic}’. Agreed: one exercise every 15 minutes.",
              "How to handle a know-it-all. Best idea, from {name}: give them a task.",
              "Went through the slides for ‘{topic}’ and threw out two thirds. {name} is keeping the rest.",
              "Feedback in three sentences: what I saw, what it did, what I would try. Everyone had a turn.",
              "Online day: breakout rooms, chat and polls. {name} will write up which buttons to press when.",
              "Practised explaining a task in four steps, with paper planes. {other}'s flew furthest.",
              "{name} ran the first half of ‘{topic}’ while we played difficult learners. Next: a real group.",
              "Examples from our own work beat every textbook. Each of us will bring one next time.",
          )),
    Habit("Ask me anything", "ask_me_anything", "an honest answer from someone who does it every day",
          "no question is too small here", (12, 30), 45, "Room Lisbon and online", ("collect questions in the channel", "one story to open with"),
          ("Priya Nair", "Henrik Sørensen", "Олена Коваль"), 1, 0, 2, 240, 1.05, (
              "{name} took questions on ‘{topic}’. Most asked: how to start when the room is silent. A one-page answer will go into the library.",
              "Eleven questions, nine answered on the spot. {name} will look up the other two by Friday.",
              "Much talk about getting time off work to teach. Agreed: {name} and {other} will find out what managers want to know.",
              "How do I say no to a topic that is not mine? {name}'s answer: suggest someone who can.",
              "Questions on ‘{topic}’, and a lively debate about homework. We settled on no homework, but one thing to try.",
              "{name} told us how a first session went wrong and why that helped. Several stayed on afterwards.",
              "What do you do with a group who were told to come? Ask them what would make it worth their hour.",
              "Online or in the room? Either, but never both at once unless two of us lead it.",
          ), recorded=True),
    Habit("Coffee corner", "social", "half an hour among people who like to teach, with no agenda",
          "we know each other before we need each other", (15, 0), 30, "Canteen, round table", ("cake",),
          ("Marek Dvořák", "Fatima Zahra Benali", "Олена Коваль"), 0, -1, 3, 232, 0.95, (
              "Cake by {name}. {other} met two people from other floors and found a co-trainer.",
              "Talk of holidays, then of the worst training we ever sat through. Much laughter, a few lessons.",
              "{name} brought a colleague along who may be interested; I'll speak to them next week.",
              "No plan at all, as it should be. A good chat about nerves before a session.",
              "{name} and {other} sketched a session together on a napkin. The napkin is in the library.",
              "Everyone shared the last thing a child had taught them. Best coffee so far.",
              "A quiet one; half of us came late, straight from a shift. Still worth it.",
              "We stayed ten minutes longer: {name} explained ‘{topic}’ with sugar cubes.",
              "Three new faces. {name} introduced them round the table.",
          )),
    Habit("Member spotlight", "spotlight", "recognition for what each of us does well",
          "everyone here has something worth showing", (16, 0), 30, "Room Lisbon and online", ("three photographs", "one question for the audience"),
          (), 1, 0, 4, 190, 1.1, (
              "{name} in the spotlight: from first job to ‘{topic}’ in eight slides and one story about a lost suitcase.",
              "{name} showed how a session on ‘{topic}’ is made, from the first note to the last question.",
              "We met {name}, who teaches ‘{topic}’ and, it turns out, tango.",
              "{name} on learning to teach late, and why that is an advantage. Long applause.",
              "{name} brought along a manager, who told everyone what had changed in the team.",
              "A spotlight as an interview: {other} asked {name} about ‘{topic}’.",
          ), recorded=True),
    Habit("Open forum", "forum", "a say in what the circle does next",
          "the circle belongs to its members", (16, 0), 60, "Training room 2", ("decisions from last time", "a wall to write on"),
          ("Mateo Fernández", "Ana Ruiz", "Marek Dvořák"), 1, -2, 2, 170, 0.9, (
              "Voted on topics: ‘{topic}’ first, then onboarding new team leads. {name} will take the first.",
              "Decided: no session longer than 90 minutes. {name} will update the template.",
              "What should we stop doing? The monthly report no one reads. {other} will tell the people who asked for it.",
              "Asked what members gain. Named most often: being asked for advice. {name} will add it to our charter.",
              "Discussed time. We ask managers for 2 paid hours a month; {name} will put it in writing.",
              "Round robin on what to try next; eleven ideas, three kept; {name} owns the list.",
          )),
    Habit("Welcome table", "onboarding", "a buddy, a small first task and answers to every question",
          "no one starts alone", (14, 0), 60, "Canteen, window side", ("welcome card", "a buddy for each newcomer"),
          ("Marek Dvořák", "Mateo Fernández"), 1, -1, 0, 210, 0.55, (
              "Told our story, showed the library, and everyone left with a buddy and one small task.",
              "{name} said what would have helped at the start: knowing who to ask. So we began with names.",
              "First tasks given out: watch one session, ask one question, tell us one thing.",
              "{name} is the buddy this time. We went through what we give and what we get.",
              "Good questions about time and managers. {other} offered to talk to one of them.",
              "Short and warm. Each newcomer already has a date for their first practice lab.",
          )),
    Habit("Milestone lunch", "milestone", "a proper lunch and a heartfelt thank-you",
          "we stop to see how far we have come", (12, 0), 90, "Canteen, upstairs", ("the quarter's figures", "cards to sign", "lunch"),
          ("",), 3, -2, 3, 205, 1.25, (
              "Looked back on the quarter: new faces, many sessions, one flood in room 2. Cards for everyone who led one.",
              "Marta Weiss came by and said thank you in person. We showed the map of who teaches what.",
              "Celebrated, took stock and ate. Request for next quarter: sessions on the evening shift.",
          )),
)  # fmt: skip

KICK_OFF = (
    ("Kick-off, part 1", 259, "Alone, in pairs, in fours, then everyone: why are we here? Three answers stayed on the wall: "
     "to pass on what we know, to get better at it, to be recognised. Vision and purpose are agreed.",
     "I had no idea so many of us enjoy this."),
    ("Kick-off, part 2", 252, "Agreed on how we meet and talk, and on what no one has to do. Every second Tuesday for practice. "
     "Roles go to volunteers; Nina hosts until someone takes over.",
     "At last, something at work that is ours."),
)  # fmt: skip
"""The two gatherings it began with: name, days ago, notes, quote."""

SKIPPED = (
    "half the company was at the trade fair", "the room was needed for the audit", "it fell on a long weekend and no one was in",
    "the network was down all afternoon", "too many people were ill, so we used the channel instead",
    "everyone was needed for stocktaking",
)  # fmt: skip
MOVED = (
    "the room was double-booked", "it clashed with the town hall", "the early shift could not come on the first day",
    "the trains were not running",
)  # fmt: skip
QUOTES = (
    "I stopped being afraid of the silence after a question.",
    "The first training in years that I used the very next day.",
    "Now I know whom to ask, and that is half the work.",
    "I came for the cake and stayed for the people.",
    "My team noticed before I did.",
    "It helps that the trainer does the same job as me.",
    "No one made me feel slow.",
    "I rewrote my whole session on the tram home.",
    "Two hours, one page of notes, and I'll use all of it.",
    "Anywhere else I would have paid for this.",
    "We should have started this ten years ago.",
    "I never thought I would enjoy speaking to a room.",
    "For once the examples were ours.",
    "I have since taught it to two other people.",
    "The handover takes ten minutes now, not half an hour.",
    "I asked the question we all had, and it was fine.",
    "Please do it again for the late shift.",
    "I went in with a problem and came out with a colleague.",
    "Short, useful, and someone remembered my name.",
    "It is the only meeting I never cancel.",
)

YES = (
    "Yes, gladly.", "Yes, if I can begin with a small group.", "I asked my team lead and we both say yes.",
    "Yes, I've wanted to do this for years.", "Yes, for six months, then let's review it.", "All right, I am in.",
    "Yes, but with a partner, please.", "Of course. When do we start?", "Yes, two hours a month.",
    "I said so at the coffee corner and I meant it: yes.",
)  # fmt: skip
ENDED_ALUMNI = (
    "moved to another site", "left for a new job, on good terms", "took a sabbatical", "changed roles and has no time now",
    "retired", "handed over to a younger colleague",
)  # fmt: skip
ENDED_NOT_NOW = (
    "a big project comes first", "family comes first for now", "the team is short-staffed", "wants to watch for a while",
)  # fmt: skip

FIRST_NAMES = (
    "Aaliyah", "Adam", "Agnes", "Aisha", "Alba", "Amir", "Anna", "Arjun", "Astrid", "Aurelio", "Bella", "Bruno", "Carmen", "Cheng",
    "Claudia", "Dániel", "Deepa", "Dilan", "Dora", "Edgar", "Eleni", "Emeka", "Emma", "Esra", "Eva", "Farid", "Felix", "Gabriela",
    "Goran", "Hana", "Hugo", "Imani", "Inés", "Irina", "Ivan", "Jana", "Jasmin", "João", "Jomo", "Julia", "Kaito", "Karin", "Kofi",
    "Laila", "Lars", "Leila", "Lena", "Luca", "Lucía", "Maja", "Malik", "Marie", "Mei", "Mira", "Mohan", "Nadia", "Naomi", "Nils",
    "Noor", "Oscar", "Paolo", "Petra", "Rania", "Renée", "Rosa", "Ruben", "Sanna", "Selma", "Silvia", "Sofia", "Stefan", "Sunita",
    "Tariq", "Teresa", "Theo", "Tomás", "Uma", "Vera", "Viktor", "Wei", "Yara", "Yusuf", "Zara", "Zoltán",
)  # fmt: skip
LAST_NAMES = (
    "Abebe", "Aguilar", "Ahmadi", "Andersson", "Bakker", "Bauer", "Becker", "Bianchi", "Bondarenko", "Braun", "Castro", "Chavez",
    "Cohen", "Conti", "Das", "Demir", "Diallo", "Dubois", "Eklund", "Eze", "Farkas", "Ferrari", "Fischer", "Fontaine", "García",
    "Greco", "Gupta", "Haas", "Hansen", "Horvat", "Huang", "Ibrahim", "Ivanova", "Jansen", "Joshi", "Jovanović", "Kamara", "Kaya",
    "Kim", "Kowalska", "Kumar", "Lehmann", "Lindgren", "Lopez", "Mahlangu", "Marino", "Mbeki", "Mehta", "Meyer", "Moreau", "Mwangi",
    "Nagy", "Nakamura", "Nguyen", "Nowak", "Núñez", "Okoye", "Olsen", "Osei", "Park", "Pereira", "Petrov", "Popescu", "Reyes",
    "Ricci", "Rossi", "Sahin", "Santos", "Schmid", "Sharma", "Silva", "Singh", "Sokolova", "Suzuki", "Svensson", "Tan", "Thomsen",
    "Torres", "Tóth", "Vargas", "Varga", "Virtanen", "Wagner", "Wang", "Yamamoto", "Yilmaz", "Zhang", "Zimmermann",
)  # fmt: skip
JOBS = {
    "IT": ("Developer", "System administrator", "Test engineer", "Product owner", "Support engineer"),
    "Operations": ("Machine operator", "Planner", "Warehouse lead", "Process engineer", "Dispatcher"),
    "Sales": ("Account manager", "Sales assistant", "Field representative", "Pricing analyst"),
    "Customer Care": ("Service agent", "Team lead", "Complaints specialist", "Workforce planner"),
    "Finance": ("Accountant", "Controller", "Treasury analyst", "Credit manager"),
    "People & Culture": ("Recruiter", "HR partner", "Payroll clerk"),
}
MANAGERS = {
    "IT": "Anton Keller", "Operations": "Samir Rahman", "Sales": "Victor Lang", "Customer Care": "Bogdan Ionescu",
    "Finance": "Paula Winter", "People & Culture": "Ingrid Falk",
}  # fmt: skip
TOPICS = {
    "IT": ("Excel beyond the basics", "Spotting a phishing email", "Mapping a process", "Queries for beginners", "Running meetings online"),
    "Operations": ("Handing over a shift", "Spotting waste on the line", "Near misses and what they teach", "Lifting safely",
                   "Showing a task in four steps"),
    "Sales": ("Feedback basics", "Asking better questions", "Preparing a pitch", "First calls without fear"),
    "Customer Care": ("Calm phone calls", "Handling complaints", "Writing replies people understand"),
    "Finance": ("Budgets for everyone else", "Expense claims in five minutes", "Reading a budget in ten minutes"),
    "People & Culture": ("Fair interviews", "A good first day", "Talking about pay"),
}  # fmt: skip
DELIVERIES: tuple[Delivery, ...] = ("classroom", "webinar", "e-learning", "blended", "on the job", "mentoring")

DEED_NOTES: dict[ContributionKind, tuple[str, ...]] = {
    "led_session": ("Ran ten minutes over: so many good questions.", "The late shift has asked for a repeat.", "", "", ""),
    "co_led_session": ("Took the second half.", "Took the exercises.", "", ""),
    "mentored_trainer": ("Sat in on a first session and talked it through afterwards.", "Helped with aims and exercises.", ""),
    "shared_material": ("Slides and exercise sheet, now in the library.", "A one-page checklist.", "A short recording."),
    "answered_question": ("In the channel, within the hour.", "At the coffee corner, with a sketch.", ""),
    "brought_idea": ("A map of who can teach what.", "Twenty-minute sessions at shift change.", "A question box in the canteen."),
    "took_on_role": ("",),
}  # fmt: skip

THANKS: dict[str, tuple[tuple[Behaviour, str], ...]] = {
    "led_session": (
        ("shares knowledge", "Thank you, {given}, for leading ‘{topic}’: {learners} colleagues went back to work with something they can use."),
        ("shares knowledge", "{given}, everyone was talking about your session on ‘{topic}’ at lunch. Thank you."),
        ("takes ownership", "Thank you, {given}, for ‘{topic}’, prepared with care and taught with patience."),
    ),
    "co_led_session": (
        ("shares knowledge", "Thank you, {given}, for stepping up and sharing ‘{topic}’ with us."),
        ("tries something new", "That took courage, {given}, and it went well. Thank you for co-leading ‘{topic}’."),
    ),
    "hosted_ritual": (
        ("takes ownership", "Thank you, {given}, for hosting ‘{topic}’. It ran as if it had always been yours."),
        ("welcomes newcomers", "Thank you, {given}: everyone at ‘{topic}’ felt welcome."),
    ),
    "mentored_trainer": (
        ("helps others", "Thank you, {given}, for the time you gave a fellow trainer. It shows."),
        ("helps others", "{given}, you sat in the back row so that someone else could shine. Thank you."),
    ),
    "shared_material": (
        ("shares knowledge", "Thank you, {given}: your material on ‘{topic}’ has already been used twice."),
    ),
    "answered_question": (
        ("helps others", "Thank you, {given}, for an answer that was quick, kind and right."),
        ("speaks up for us", "Thank you, {given}, for speaking up and helping out."),
    ),
    "brought_idea": (("tries something new", "Thank you for the idea, {given}. We are trying it."),),
    "took_on_role": (("takes ownership", "Thank you, {given}, for stepping up. We are in good hands."),),
}  # fmt: skip
# the very same words as the record's, so that the usual form is left unsaid in the file
_SHOUT_OUT, _NOTE, _FORMAL, _SPOTLIGHT, _GIFT = get_args(Form)
FORMS: tuple[tuple[Form, str, bool], ...] = (
    (_SHOUT_OUT, "#trainers-circle", True),
    (_SHOUT_OUT, "#trainers-circle", True),
    (_NOTE, "by email, manager copied in", False),
    (_NOTE, "a card on their desk", False),
    (_FORMAL, "all-hands", True),
    (_GIFT, "a book, in person", False),
)
"""In which form, where, and whether others saw it."""
ALLY_THANKS = (
    ("Samir Rahman", 98, "Thank you for giving your people the hours to teach. They came back with more than they left with."),
    ("Bogdan Ionescu", 26, "Thank you for saying yes to the pilot before there were any figures."),
)  # fmt: skip
"""To whom, how many days ago, and the message."""

MET_NOTES = (
    "Asked what we do; told them our story and sent the page about the circle.", "Met in the canteen queue, curious.",
    "Came over after a talk: “Could I do that too?”", "Wrote in the channel and wants to know how much time it takes.",
    "Recommended by a colleague; we had a first chat.",
)  # fmt: skip
WORD_NOTES: dict[str, tuple[str, ...]] = {
    "interested": (
        "Thinking it over; will speak to their manager first.",
        "Would like to sit in once before deciding.",
    ),
    "said_yes": ("Agreed a date to talk about what to teach.", "Wants to start next month; a buddy is arranged."),
    "onboarding": (
        "Checklist half done, and in good spirits.",
        "Sat in on a session and is planning a short one.",
    ),
    "newcomer": (
        "Doing fine, would like to co-lead soon.",
        "Enjoys the group but is short of time; we are keeping it light.",
    ),
}
ALLY_NOTES = (
    "Ten minutes over coffee. Asked for one figure a month, no more.", "Happy with the progress; wants to see the evening shift covered.",
    "Will speak about us in the next management round.", "Asked what 2 hours a month cost and what they achieve. Sent the figures.",
)  # fmt: skip


class Ally(Struct, frozen=True):
    """One stakeholder, and when they were written to."""

    name: str
    job: str
    leg: Literal["training", "management", "learners"]
    stake: str
    cadence: Cadence
    channel: Channel
    kind: Kind
    ask: str
    since: int
    last: int
    """Days ago of the last update; for a due one counted back from the day it is due."""
    notes: str = ""


DUE_SOON = "Marta Weiss"
"""Whose update is due this week."""
ALLIES = (
    Ally("Marta Weiss", "COO", "management", "fewer errors at shift change and less spent on external training", "monthly", "email",
         "quick_overview", "Please open the next town hall with 2 sentences about the circle.", 262, 0,
         "Reads on her phone between meetings: half a page."),
    Ally("Ingrid Falk", "HR director", "training", "the same quality of training in every department", "fortnightly",
         "catch_up", "detailed_report", "Please decide with us which topics go into next quarter's programme.",
         240, 17, "Likes to go through it line by line, over tea."),
    Ally("Samir Rahman", "Head of operations", "management", "new colleagues on the line who work safely from week one",
         "quarterly", "email", "charts", "Please keep 2 paid hours a month free for each trainer on your shifts.", 250, 40),
    Ally("Claire Dubois", "Works council", "learners", "learning in working hours, open to every shift", "on_change", "chat",
         "quick_overview", "", 190, 0, "Only when there is news, please."),
    Ally("Bogdan Ionescu", "Team lead, Customer Care", "learners", "calmer calls and a team that stays", "monthly", "chat",
         "quick_overview", "Could 2 of your people join the next practice lab?", 120, 13),
)  # fmt: skip
STANDING: dict[str, dict[str, Any]] = {
    "Marta Weiss": {"level": "executive", "power": "high", "interest": "low", "engagement": "neutral", "wanted": "supportive",
                    "watches": "kpidemo224"},
    "Ingrid Falk": {"level": "senior", "power": "high", "interest": "high", "engagement": "supportive", "wanted": "leading",
                    "manager": "Marta Weiss", "address": "her office, second Tuesday", "watches": "kpidemo225"},
    "Samir Rahman": {"level": "senior", "power": "high", "interest": "low", "engagement": "supportive", "wanted": "supportive",
                     "manager": "Marta Weiss", "watches": "kpidemo222"},
    "Claire Dubois": {"level": "senior", "power": "low", "interest": "high", "engagement": "neutral", "wanted": "supportive",
                      "address": "@claire in the works council's channel"},
    "Bogdan Ionescu": {"level": "line_manager", "power": "low", "interest": "high", "engagement": "leading", "wanted": "leading",
                       "manager": "Samir Rahman", "address": "@bogdan", "watches": "kpidemo223"},
}  # fmt: skip
"""How high up each stands, their power and interest, where they stand and should stand, and the figure they watch (see ``demo.pitching``)."""
TEAM_OF = {"Samir Rahman": "Operations", "Bogdan Ionescu": "Customer Care"}
"""Whose own people stand first in their updates."""
ASK_BY = {"Ingrid Falk": 7, "Bogdan Ionescu": 11}
"""In how many days an answer is wanted."""
DUTIES: tuple[tuple[Phase, str, str], ...] = (
    ("analyse", "organiser", "asks the departments twice a year"),
    ("analyse", "Ingrid Falk", "reviews what the appraisals say"),
    ("design", "organiser", ""),
    ("develop", "Ana Ruiz", "with the trainer who leads the session"),
    ("develop", "Priya Nair", ""),
    ("deliver", "Bogdan Ionescu", "gives his team the time"),
    ("deliver", "Mateo Fernández", ""),
)
"""Who answers for which phase of training, and what was agreed; no one evaluates yet."""
POSTS: tuple[tuple[str, Side, str, int, str, bool], ...] = (
    ("How Priya took the fear out of pivot tables", "internal", "intranet", -34, "organiser", True),
    ("Thank-you wall at the autumn fair", "internal", "canteen screens", -12, "Ana Ruiz", True),
    ("Come and listen: Ask me anything in December", "internal", "town hall", 4, "organiser", False),
    ("What our own trainers taught us this year", "external", "LinkedIn", 16, "", False),
)
"""What is told, on which side, where, in how many days, by whom, and whether it was done."""
LESSON = "Sessions at shift change fill twice as fast as those on Monday mornings, so we moved 2."

EVIDENCE: tuple[tuple[Literal["problem", "benefit"], str, Literal["quote", "figure"], str, str, int], ...] = (
    ("problem", "We lose knowledge when people leave", "quote", "I was the last one who knew how to set up the old line, and no one asked.", "exit interview", 265),
    ("problem", "We lose knowledge when people leave", "figure", "7 of the 12 people who left last year did no handover", "exit interviews, HR", 263),
    ("problem", "Training differs from team to team", "quote", "On my shift we learned by watching; on theirs there was a course.", "engagement survey", 260),
    ("problem", "Training differs from team to team", "figure", "58% say they were well trained for their job", "engagement survey", 258),
    ("problem", "External trainers are expensive", "figure", "€31,400 last year, 40% of it for Excel courses", "ledger", 256),
    ("benefit", "Shift handovers are shorter", "figure", "Line 3 starts on time on 9 days in 10; in spring it was 6", "line leader's log", 46),
    ("benefit", "Shift handovers are shorter", "quote", "I start my shift working, not searching.", "machine operator, line 3", 44),
    ("benefit", "Less spent on external training", "figure", "Not one external Excel course in the last 6 months", "Purchasing", 30),
    ("benefit", "People grow by teaching", "quote", "I only understood my own job once I had to teach it.", "Priya Nair", 82),
    ("benefit", "Fewer complaints on the phone", "figure", "Two more teams have asked for the course of their own accord", "Bogdan Ionescu", 16),
)  # fmt: skip
"""Behind what, the claim, the kind, the text, its source and how many days ago."""

ResourceKind = Literal["recording", "role_description", "shared_material", "process", "message"]
RESOURCES: tuple[tuple[str, ResourceKind, str, str, tuple[str, ...], int], ...] = (
    ("How to prepare a session on one page", "shared_material", "library/session-on-one-page.docx", "Ana Ruiz", ("template",), 215),
    ("Excel beyond the basics: exercises", "shared_material", "library/excel-exercises.xlsx", "Priya Nair", ("excel",), 180),
    ("Preparing a pitch, recorded before Peter retired", "recording", "library/preparing-a-pitch.mp4", "", ("sales",), 74),
    ("Spotting a phishing email, recorded", "recording", "library/phishing.mp4", "Олена Коваль", ("security",), 60),
    ("Moderator: role description", "role_description", "library/role-moderator.md", "Mateo Fernández", ("roles",), 150),
    ("Spotlight editor: role description", "role_description", "library/role-spotlight-editor.md", "", ("roles",), 140),
    ("How we welcome newcomers, step by step", "process", "library/welcome.md", "Marek Dvořák", ("onboarding",), 132),
    ("How we hand over when someone leaves", "process", "library/goodbye.md", "", ("offboarding",), 72),
    ("What to tell your manager about 2 hours a month", "message", "library/two-hours.md", "Grace Adeyemi", ("managers",), 96),
    ("Safety talk kit: props and questions", "shared_material", "library/safety-kit.pdf", "Marek Dvořák", ("safety",), 54),
    ("Calm phone calls on one page", "shared_material", "library/calm-calls.pdf", "Grace Adeyemi", ("service",), 13),
)  # fmt: skip
"""Title, kind, link, owner, tags and how many days ago."""

OPERATIONAL = (
    ("Flip chart paper and pens", 38, 70), ("Room and projector", 80, 140), ("Printing handouts", 25, 60),
    ("Microphone for recordings", 89, 89), ("Cards and timers for the practice lab", 30, 55), ("Headset hire", 45, 90),
)  # fmt: skip
"""What for, and from how much to how much in euro."""
OTHER = (
    ("Thank-you books", 36, 84), ("Cake and coffee", 18, 42), ("Train tickets for a visiting member", 48, 96),
    ("Flowers and a card", 20, 36), ("Cards for the thank-you wall", 15, 30),
)  # fmt: skip
SHOPPING: tuple[tuple[Bucket, tuple[tuple[str, int, int], ...], float], ...] = (
    ("operational", OPERATIONAL, 0.7),
    ("other", OTHER, 0.6),
)
"""What is bought now and then: bucket, what there is to buy, and in what share of the months."""
LICENCE = ("Webinar licence, one month", "39.00")
COMING_BACK: tuple[tuple[str, str, Every, CostState, int | None], ...] = (
    ("Webinar licence", "39.00", "monthly", "spent", None),
    ("Room and projector for the practice lab", "60.00", "quarterly", "planned", 18),
)
"""What for, how much, how often, paid by itself or planned until booked, and in how many days (None: from the start)."""
RATE = ("Last year's payroll averages, from Finance", "52000.00", "13500.00", "8900.00", 1600)
"""Where it is from, pay, taxes and benefits and overhead a year, and productive hours: an hour at :data:`HOURLY`."""
PLANNED: tuple[tuple[str, Bucket, str, int, str], ...] = (
    ("Milestone lunch, next quarter", "operational", "320.00", 35, "Milestone lunch"),
    ("Trainer time, next month", "opportunity", "1150.00", 28, ""),
    ("Train-the-trainer day with an external coach", "operational", "780.00", 60, "Practice lab"),
    ("Thank-you dinner vouchers, year end", "other", "240.00", 24, ""),
)  # fmt: skip
"""What for, bucket, how much, in how many days, and for which ritual."""
