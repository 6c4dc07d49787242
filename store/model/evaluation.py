"""How a session or gathering was received, and what was learned there: the first two levels of evaluation."""

from decimal import Decimal
from typing import Annotated

from store.core.fields import Number, field_info

FEEDBACK_HEADING = "Feedback"
Answers = Annotated[
    Number | None, field_info("Feedback responses", "how many people gave feedback", heading=FEEDBACK_HEADING)
]
Rating = Annotated[
    Decimal | None,
    field_info("Mean rating", "from 1 to 5, for example: 4.4", kind="rating", heading=FEEDBACK_HEADING),
]
Recommend = Annotated[
    Number | None,
    field_info("Would recommend it", "number of respondents", part_of="answers", heading=FEEDBACK_HEADING),
]
Tested = Annotated[
    Number | None, field_info("Learning checked", "how many people were tested", heading=FEEDBACK_HEADING)
]
Passed = Annotated[
    Number | None,
    field_info("Learning shown", "how many of them passed", part_of="tested", heading=FEEDBACK_HEADING),
]
FEEDBACK = ("answers", "rating", "recommend", "tested", "passed")
"""The fields of a record that keeps feedback."""
