"""Contributions and thank-yous."""

from datetime import date
from typing import Annotated, Literal

from store.core.fields import Number, field_info
from store.core.record import Record
from store.model.evaluation import Answers, Passed, Rating, Recommend, Tested

ContributionKind = Literal[
    "led_session",
    "co_led_session",
    "hosted_ritual",
    "mentored_trainer",
    "shared_material",
    "answered_question",
    "brought_idea",
    "took_on_role",
]
Form = Literal["shout_out", "thank_you_note", "formal_acknowledgement", "spotlight", "gift"]
_TIME = "Time and learners"


class Contribution(Record, frozen=True, kw_only=True):
    """One thing a volunteer did for the community."""

    volunteer: Annotated[str, field_info("Person", "the person who did it", needed=True, ref="volunteers")]
    kind: Annotated[ContributionKind, field_info("Contribution", "what they did", needed=True)]
    on: Annotated[date, field_info("Date", "the day they did it", needed=True)]
    topic: Annotated[str, field_info("Topic", "for example: feedback basics")] = ""
    together: Annotated[
        tuple[str, ...], field_info("Together with", "also counts as their contribution", ref="volunteers")
    ] = ()
    minutes: Annotated[
        Number | None,
        field_info(
            "Time taken", "including preparation, for example: 90, 1:30, 1.5 h", kind="minutes", heading=_TIME
        ),
    ] = None
    lasted: Annotated[
        Number | None,
        field_info("Duration", "learners’ time, shown separately from costs", kind="minutes", heading=_TIME),
    ] = None
    learners: Annotated[Number | None, field_info("Learners", "number of colleagues reached", heading=_TIME)] = None
    gathering: Annotated[str, field_info("Gathering", "if it happened at a gathering", ref="gatherings")] = ""
    note: Annotated[str, field_info("Note", "what to remember about it", long=True)] = ""
    answers: Answers = None
    rating: Rating = None
    recommend: Recommend = None
    tested: Tested = None
    passed: Passed = None


class Recognition(Record, frozen=True, kw_only=True):
    """One thank-you given."""

    to: Annotated[
        tuple[str, ...],
        field_info(
            "To", "type the name of anyone not listed", needed=True, ref="volunteers|stakeholders", or_named="named"
        ),
    ] = ()
    named: Annotated[tuple[str, ...], field_info("Recipient’s name", hidden=True)] = ()
    """Recipients who are not in the book: managers of volunteers, mostly."""
    behaviour: Annotated[str, field_info("Behaviour", "what you want to encourage", needed=True, kind="own")]
    words: Annotated[str, field_info("Message", "for example: your session saved us days", needed=True, long=True)]
    on: Annotated[date, field_info("Date", "the day you thank them", needed=True)]
    form: Annotated[Form, field_info("Type", "how you thank them")] = "thank_you_note"
    where: Annotated[str, field_info("Channel", "for example: team chat, all-hands")] = ""
    public: Annotated[bool, field_info("Public", "shown on the thank-you wall")] = False
    contribution: Annotated[
        str, field_info("Contribution", "what you are thanking them for", ref="contributions")
    ] = ""
    gathering: Annotated[str, field_info("Gathering hosted", "if they hosted a gathering", ref="gatherings")] = ""
