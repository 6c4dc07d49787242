"""What the records give the organiser reason to worry about, for a meeting with someone who can help."""

from store.texts import channels as texts
from store.training.coverage import coverage
from store.updates.narrative.context import Context


def worry(context: Context) -> str:
    """Topics that rest on one trainer each, unless the recipients were told of as many; nothing where there are none."""
    at_risk = coverage(context.book, context.facts.until).at_risk()
    if not at_risk:
        return ""
    words = texts.single_trainer_topics(len(at_risk))
    return "" if context.told.times(words.rstrip(".")) else words
