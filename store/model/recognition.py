"""Contributions and thank-yous."""

from datetime import date
from typing import Annotated, Literal

from store.core.schema import Number, Record, said

ContributionKind = Literal[
    "led a session",
    "co-led a session",
    "hosted a ritual",
    "mentored a trainer",
    "shared material",
    "answered a question",
    "brought an idea",
    "took over a role",
]
Form = Literal["shout-out", "note of thanks", "formal acknowledgement", "spotlight", "gift"]


class Contribution(Record, frozen=True, kw_only=True):
    """One thing a volunteer did for the community."""

    volunteer: Annotated[str, said("Who", needed=True, ref="volunteers")]
    kind: Annotated[ContributionKind, said("What they did", needed=True)]
    on: Annotated[date, said("When", needed=True)]
    topic: Annotated[str, said("Topic", "for instance: feedback basics")] = ""
    together: Annotated[tuple[str, ...], said("With whom", "it counts for them too", ref="volunteers")] = ()
    minutes: Annotated[Number | None, said("Time taken", "with preparing: 90, 1:30 or 1.5 h", kind="minutes")] = (
        None
    )
    lasted: Annotated[
        Number | None, said("It lasted", "how long learners sat there; shown apart from the costs", kind="minutes")
    ] = None
    learners: Annotated[Number | None, said("Learners", "colleagues reached")] = None
    gathering: Annotated[str, said("At a gathering", "if it was at one of these", ref="gatherings")] = ""
    note: Annotated[str, said("Note", long=True)] = ""


class Recognition(Record, frozen=True, kw_only=True):
    """One thank-you given."""

    to: Annotated[
        tuple[str, ...],
        said("To", "managers too: type a name", needed=True, ref="volunteers|stakeholders", or_named="named"),
    ] = ()
    named: Annotated[tuple[str, ...], said("To, by name", hidden=True)] = ()
    """Whom else it went to, who are not in the book: managers of volunteers, mostly."""
    behaviour: Annotated[str, said("Behaviour", "what you want to see more of", needed=True, kind="own")]
    words: Annotated[str, said("In which words", "what you wrote or said", needed=True, long=True)]
    on: Annotated[date, said("When", needed=True)]
    form: Annotated[Form, said("Form", "small is fine, and often matters")] = "note of thanks"
    where: Annotated[str, said("Where", "for instance: team channel, all-hands")] = ""
    public: Annotated[bool, said("In public", "public thanks show others what is wanted")] = False
    contribution: Annotated[str, said("Thanked for", "what they did", ref="contributions")] = ""
    gathering: Annotated[str, said("Or for hosting", "what they held", ref="gatherings")] = ""
