"""Contributions and thank-yous."""

from datetime import date
from typing import Annotated, Literal

from store.core.fields import Number, field_info
from store.core.record import Record

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


class Contribution(Record, frozen=True, kw_only=True):
    """One thing a volunteer did for the community."""

    volunteer: Annotated[str, field_info("Who", needed=True, ref="volunteers")]
    kind: Annotated[ContributionKind, field_info("What they did", needed=True)]
    on: Annotated[date, field_info("When", needed=True)]
    topic: Annotated[str, field_info("Topic", "for instance: feedback basics")] = ""
    together: Annotated[tuple[str, ...], field_info("With whom", "it counts for them too", ref="volunteers")] = ()
    minutes: Annotated[
        Number | None, field_info("Time taken", "with preparing: 90, 1:30 or 1.5 h", kind="minutes")
    ] = None
    lasted: Annotated[
        Number | None,
        field_info("It lasted", "how long learners sat there; shown apart from the costs", kind="minutes"),
    ] = None
    learners: Annotated[Number | None, field_info("Learners", "colleagues reached")] = None
    gathering: Annotated[str, field_info("At a gathering", "if it was at one of these", ref="gatherings")] = ""
    note: Annotated[str, field_info("Note", long=True)] = ""


class Recognition(Record, frozen=True, kw_only=True):
    """One thank-you given."""

    to: Annotated[
        tuple[str, ...],
        field_info("To", "managers too: type a name", needed=True, ref="volunteers|stakeholders", or_named="named"),
    ] = ()
    named: Annotated[tuple[str, ...], field_info("To, by name", hidden=True)] = ()
    """Whom else it went to, who are not in the book: managers of volunteers, mostly."""
    behaviour: Annotated[str, field_info("Behaviour", "what you want to see more of", needed=True, kind="own")]
    words: Annotated[str, field_info("In which words", "what you wrote or said", needed=True, long=True)]
    on: Annotated[date, field_info("When", needed=True)]
    form: Annotated[Form, field_info("Form", "small is fine, and often matters")] = "thank_you_note"
    where: Annotated[str, field_info("Where", "for instance: team channel, all-hands")] = ""
    public: Annotated[bool, field_info("In public", "public thanks show others what is wanted")] = False
    contribution: Annotated[str, field_info("Thanked for", "what they did", ref="contributions")] = ""
    gathering: Annotated[str, field_info("Or for hosting", "what they held", ref="gatherings")] = ""
