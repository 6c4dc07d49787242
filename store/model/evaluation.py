"""How a session or gathering was received, and what was learned there: the first two levels of evaluation."""

from decimal import Decimal
from typing import Annotated

from store.core.fields import Number, field_info

Answers = Annotated[Number | None, field_info("Feedback responses", "how many people gave feedback")]
Rating = Annotated[Decimal | None, field_info("Mean rating", "from 1 to 5, for example: 4.4", kind="rating")]
Recommend = Annotated[Number | None, field_info("Would recommend it", "number of respondents", part_of="answers")]
Tested = Annotated[Number | None, field_info("Learning checked", "how many people were tested")]
Passed = Annotated[Number | None, field_info("Learning shown", "how many of them passed", part_of="tested")]
FEEDBACK = ("answers", "rating", "recommend", "tested", "passed")
"""The fields of a record that keeps feedback."""
