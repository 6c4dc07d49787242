"""The frameworks a self-assessment follows, their elements named as their authors do, every question in our own words.

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
            "What would the organisation miss if the community stopped tomorrow?",
            "One sentence a colleague could repeat at lunch."),
    Element("member-identity", "Member identity", "Identity",
            "Who is this for, and how would a member describe us?",
            "Think of 2 people who belong here and one who does not."),
    Element("values", "Values", "Identity",
            "What do we hold on to even when it costs time or comfort?",
            "Three at most, each with an example you have seen."),
    Element("success", "Success definition", "Identity",
            "How will members and the organisation know in a year that it was worth it?",
            "One indicator for each; at least one without a number."),
    Element("brand", "Brand", "Identity",
            "How do we look and sound to someone meeting us for the first time?",
            "A name, a tone, an image: anything people recognise.", first=False),
    Element("selection", "Selection", "Experience",
            "How does someone join, and is there anyone we would ask to wait?",
            "They opt in themselves. What happens before their first gathering?", first=False),
    Element("transition", "Transition", "Experience",
            "How does someone leave well, and what do they leave behind?",
            "A thank-you, a handover, a way to stay in touch.", first=False),
    Element("shared-experiences", "Shared experiences", "Experience",
            "What do we experience together, starting with how newcomers are welcomed?",
            "Include rituals and onboarding. What do people say afterwards?"),
    Element("rituals", "Rituals", "Experience",
            "Which of our habits would be missed, and what does each stand for?",
            "The calendar lists them. Record their meaning here.", first=False),
    Element("content", "Content", "Experience",
            "What do we create or collect that is useful to members and learners?",
            "Materials, recordings, stories: can people find them?", first=False),
    Element("rules", "Rules", "Experience",
            "What can everyone here expect of everyone else?",
            "Keep them few and positive. What happens when one is broken?"),
    Element("roles", "Roles", "Experience",
            "What can a member take on, and how do they grow into a bigger role?",
            "From a first small task to leading on their own."),
    Element("organization", "Organization", "Structure",
            "Who keeps things going between gatherings?",
            "List the work, then who does it. Is it always the same person?", first=False),
    Element("governance", "Governance", "Structure",
            "Who decides what, and how can members change a decision?",
            "Take the last 3 decisions: who made them?"),
    Element("financing", "Financing", "Structure",
            "What keeps us going: money, paid hours, goodwill? How long will it last?",
            "The figures are under Costs. Record here who approves them.", first=False),
    Element("channels", "Channels & platforms", "Structure",
            "Where do we meet and talk, and what is each channel for?",
            "One for news, one for discussion, one for documents."),
    Element("data", "Data management", "Structure",
            "What do we store about members, who sees it, and when is it deleted?",
            "This book is one place; chats and mailing lists are others.", first=False),
)  # fmt: skip
"""The seventeen themes; ``first`` marks the nine of the smallest community that works."""

FACETS = (
    Element("vision", "Vision", "",
            "Does everyone know why we exist, and do we have a measurable goal?",
            "A goal with a date and a figure that everyone describes in the same way."),
    Element("governance", "Governance", "",
            "Is it clear who has a say in what, and who else has a stake?",
            "A list of stakeholders and written ways of working."),
    Element("leadership", "Leadership", "",
            "Is there a core team, and a senior sponsor who speaks up for it?",
            "The work is shared, and the sponsor has spoken up recently."),
    Element("convening", "Convening", "",
            "Do we meet regularly, in formats that suit each purpose?",
            "Dates are known early; not every gathering is a presentation."),
    Element("collaboration", "Collaboration & cooperation", "",
            "Do members create things together, rather than only listen?",
            "Materials with several authors, sessions led in pairs."),
    Element("community-management", "Community management", "",
            "Does someone look after the conversation, at gatherings and in between?",
            "Questions get answers, quiet people are invited in, newcomers are greeted."),
    Element("user-experience", "User experience", "",
            "What is an ordinary day like for a member, and is everything easy to find?",
            "Watch a newcomer look for something."),
    Element("measurement", "Measurement", "",
            "Do we review our results often, and against the vision?",
            "A few figures and a few quotes, reviewed together."),
)  # fmt: skip

TOGETHER = (
    Element("people", "Pinpoint your people", "Spark the flame",
            "Who cares enough to come without being told?", "Met once 3 people have said yes."),
    Element("do", "Do something together", "Spark the flame",
            "What have you done together, beyond talking about it?", "Met when a gathering has had 3 attendees."),
    Element("talk", "Get people talking", "Spark the flame",
            "Do members talk to each other when you are not in the room?",
            "Met when there has been an open discussion, or an answer from a member, in the last 3 months."),
    Element("attract", "Attract new people", "Stoke the fire",
            "Who has joined recently, and who told them about us?", "Met when someone new has joined in the last 3 months."),
    Element("identity", "Cultivate your identity", "Stoke the fire",
            "What makes a member say “that’s so us”?",
            "Met when there is a purpose, and a ritual with a meaning."),
    Element("attention", "Pay attention to who keeps showing up", "Stoke the fire",
            "Who is always there, and do they know you have noticed?",
            "Met when you have thanked or contacted your 3 most regular attendees in the last 3 months."),
    Element("leaders", "Create more leaders", "Pass the torch",
            "Who leads something here besides you?", "Met when 2 other people have hosted in the last 3 months."),
    Element("supercharge", "Supercharge your leaders", "Pass the torch",
            "What do you offer your leaders to help them lead better?",
            "Met when a host has been observed or certified."),
    Element("celebrate", "Celebrate together", "Pass the torch",
            "When were you last proud together?",
            "Met when there has been a milestone in the last 6 months, or 3 public thank-yous in the last 3 months."),
)  # fmt: skip
