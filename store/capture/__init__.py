"""One line, as it is typed, understood as something to save: what was read, what was not, and what is to be asked.

``read`` takes the text, the book and the day, and gives a :class:`store.capture.proposal.Proposal`: nothing is written
here, and nothing is guessed in silence. Each word of the line has a part in what would be saved, or is asked about.
"""

from store.capture.parser import read
from store.capture.proposal import Proposal, Question

__all__ = ["Proposal", "Question", "read"]
