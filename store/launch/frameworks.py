"""The frameworks a check-up follows, their elements named as their authors do, every question in our own words.

Community Canvas (communitycanvas, 2017): three sections, seventeen themes, nine of them for a small start. Communities
of Practice Playbook (European Commission, Joint Research Centre): eight facets. Get Together (People & Company, 2019):
three phases, nine steps.
"""

from __future__ import annotations

from msgspec import Struct


class Element(Struct, frozen=True):
    """One theme, facet or step."""

    key: str
    """What answers are kept under."""
    title: str
    part: str
    """The section or phase it belongs to."""
    question: str
    hint: str
    first: bool = True
    """Whether it is asked from the start; the other themes wait until those are answered."""


CANVAS = (
    Element("purpose", "Purpose", "Identity",
            "What would be missing in this house if the community stopped tomorrow?",
            "One sentence a colleague could repeat at lunch."),
    Element("member-identity", "Member identity", "Identity",
            "Who is this for, and how would one of us describe us?",
            "Think of two people who belong here, and of one who does not."),
    Element("values", "Values", "Identity",
            "What do we hold on to even when it costs time or comfort?",
            "Three at most; each with something you saw someone do."),
    Element("success", "Success definition", "Identity",
            "How will members, and how will the house, notice in a year that it was worth it?",
            "One sign for each side, one of them without a number."),
    Element("brand", "Brand", "Identity",
            "How do we look and sound to someone who meets us for the first time?",
            "A name, a tone, a picture: whatever is recognised again.", first=False),
    Element("selection", "Selection", "Experience",
            "How does someone come in, and is there anyone we would ask to wait?",
            "By their own yes; say what happens between that and the first gathering.", first=False),
    Element("transition", "Transition", "Experience",
            "How does someone leave well, and what of theirs stays?",
            "A farewell, what is handed over, a way to remain in touch.", first=False),
    Element("shared-experiences", "Shared experiences", "Experience",
            "What do we live through together, beginning with how a newcomer is received?",
            "Count rituals and onboarding in; what do people tell each other afterwards?"),
    Element("rituals", "Rituals", "Experience",
            "Which of our habits would be missed, and what does each stand for?",
            "The calendar lists them; here belongs what they mean.", first=False),
    Element("content", "Content", "Experience",
            "What do we make or collect that is of use to members and learners?",
            "Material, recordings, stories; who finds them, and where?", first=False),
    Element("rules", "Rules", "Experience",
            "What may everyone here count on from everyone else?",
            "Few, said as what we do; and what happens when one is not kept."),
    Element("roles", "Roles", "Experience",
            "What can a member take on, and how does one grow into more?",
            "From a first small task to carrying something alone."),
    Element("organization", "Organization", "Structure",
            "Who keeps things going between two gatherings?",
            "Name the work, then who does it; is it always the same person?", first=False),
    Element("governance", "Governance", "Structure",
            "Who decides what, and how do members change a decision?",
            "Take the last three decisions: who took them?"),
    Element("financing", "Financing", "Structure",
            "What keeps us going: money, paid hours, goodwill? How long does it last?",
            "The costs screen has the figures; here belongs who grants them.", first=False),
    Element("channels", "Channels & platforms", "Structure",
            "Where do we meet and talk, and what is each place for?",
            "One place for news, one for talk, one for what is kept."),
    Element("data", "Data management", "Structure",
            "What do we keep about members, who sees it, and when does it go?",
            "This book is a part of it; chats and lists are others.", first=False),
)  # fmt: skip
"""The seventeen themes; ``first`` marks the nine of the smallest community that works."""

FACETS = (
    Element("vision", "Vision", "",
            "Does everyone know what we are here for, and is there an aim one could miss?",
            "An aim with a date and a figure; whoever is asked says about the same."),
    Element("governance", "Governance", "",
            "Is it clear who has a say in what, and who outside has a stake?",
            "A list of stakeholders, ways of working that are written down."),
    Element("leadership", "Leadership", "",
            "Is there a core that carries it, and someone above who stands up for it?",
            "More than one pair of shoulders; a sponsor who was heard lately."),
    Element("convening", "Convening", "",
            "Do we meet in a rhythm, in forms that fit what we want of each meeting?",
            "Dates known ahead; not every gathering is a talk with slides."),
    Element("collaboration", "Collaboration & cooperation", "",
            "Do members make things together, not only listen to each other?",
            "Material with several authors, sessions led in pairs."),
    Element("community-management", "Community management", "",
            "Does someone look after the talk, in the room and between gatherings?",
            "Questions are answered, quiet people are asked, newcomers are greeted."),
    Element("user-experience", "User experience", "",
            "What does a member meet on an ordinary day, and is it easy to find?",
            "Watch a newcomer look for something."),
    Element("measurement", "Measurement", "",
            "Do we look often, and in the light of the vision, at what comes of it?",
            "A few figures and a few voices, looked at together."),
)  # fmt: skip

TOGETHER = (
    Element("people", "Pinpoint your people", "Spark the flame",
            "Who cares enough to come without being told?", "Lit once three said yes themselves."),
    Element("do", "Do something together", "Spark the flame",
            "What did you do side by side, not only talk about?", "Lit by a gathering to which three came."),
    Element("talk", "Get people talking", "Spark the flame",
            "Do members talk with each other when you are not in the room?",
            "Lit by open talks held, or by help given from one to another."),
    Element("attract", "Attract new folks", "Stoke the fire",
            "Who came lately, and who told them?", "Lit by someone new within three months."),
    Element("identity", "Cultivate your identity", "Stoke the fire",
            "By what would a member say ‘that is so us’?",
            "Lit by a purpose and a ritual with a meaning."),
    Element("attention", "Pay attention to who keeps showing up", "Stoke the fire",
            "Who is always there, and do they know that you noticed?",
            "Lit when the three most faithful had thanks or a word within three months."),
    Element("leaders", "Create more leaders", "Pass the torch",
            "Who leads something here, besides you?", "Lit by two other hosts within three months."),
    Element("supercharge", "Supercharge your leaders", "Pass the torch",
            "What do those who lead get from you to lead better?",
            "Lit when someone who hosts was seen teaching, or certified."),
    Element("celebrate", "Celebrate together", "Pass the torch",
            "When was the last time you were proud together?",
            "Lit by a milestone held within half a year, or three public thanks within three months."),
)  # fmt: skip
