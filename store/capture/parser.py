"""From a line to what it is understood as: the verb says which kind it is; without one, it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from store.book.book import Book
from store.capture import absence_parser as absences
from store.capture import contribution_parser as deeds
from store.capture import note_parser as notes
from store.capture import other_parsers as others
from store.capture import request_parser as requests
from store.capture import status_parser as status
from store.capture import thanks_parser as thanking
from store.capture import vocabulary as verbs
from store.capture.context import NEW_ONE, Context
from store.capture.name_resolver import Named
from store.capture.proposal import Choice, Proposal
from store.core.fields import LONGEST_LINE
from store.people.stages import BEFORE_YES, standings

_SUBJECT = 8
"""Words within which the verb follows who did it."""
KINDS = (
    Choice("to do", "To-do", "something for you to do"),
    Choice("word", "Contact", "a conversation, a call, a message"),
    Choice("new", "New person", "someone not yet in the book"),
    Choice("need", "Need", "something a person needs"),
    Choice("cost", "Cost", "an amount spent or planned"),
)


def read(text: str, book: Book, today: date, answers: Mapping[str, str] | None = None) -> Proposal:
    """What a line says, as far as it is understood.

    Args:
        text: the line, finished or not.
        book: to find people, gatherings and departments in.
        today: the day that other days are counted from.
        answers: by the key of a question, the key of the choice that was made.
    """
    context = Context(text, book, today, answers or {})
    if len(text) > LONGEST_LINE:
        return Proposal("", missing=f"This line is longer than {LONGEST_LINE} characters. Please shorten it.")
    if not len(context.line):
        return Proposal("")
    return (
        _is_not_held(context)
        or _is_away(context)
        or _with_a_verb(context)
        or _said_yes(context)
        or requests.training_request(context)
        or _somebody_did(context)
        or _by_answer(context)
    )


def _with_a_verb(context: Context) -> Proposal | None:
    """A line that begins with what is to be noted."""
    line = context.line
    at = 1 if line.plain(0) in ("i", "please") and len(line) > 1 else 0
    verb = line.plain(at)
    if verb in verbs.ME and at == 0:
        return None
    if verb in verbs.STAKEHOLDER or (verb in verbs.NEW_ONE and line.plain(at + 1) in verbs.STAKEHOLDER):
        end = at + 1 + (verb in verbs.NEW_ONE)
        line.take(0, end, "verb")
        return others.stakeholder(context, end)
    if verb in verbs.PLANNED and line.has_amount():
        line.take(0, at + 1, "verb")
        return others.cost(context, planned=True)
    for words, read_on in (
        (verbs.THANK, thanking.thanks),
        (verbs.MET, notes.talk),
        (verbs.ASKED, notes.asked),
        (verbs.NEW_ONE, others.somebody_new),
    ):
        if verb in words and not _is_somebody(context, at):
            line.take(0, at + 1, "verb")
            return read_on(context, at + 1)
    if verb in verbs.SPENT and not _is_somebody(context, at):
        line.take(0, at + 1, "verb")
        return others.cost(context)
    if verb in verbs.DO and not at and not _is_somebody(context, 0):
        line.take(0, 1, "verb")
        return notes.to_do(context, 1)
    return None


def _is_somebody(context: Context, at: int) -> bool:
    """Whether a word that is a verb as well begins the name of someone who did something: ‘Mark led …’."""
    ids, end = context.people.found(context.line, at)
    return bool(ids) and _does(context, end)


def _does(context: Context, at: int) -> bool:
    return context.line.plain(at) in (*verbs.DID, *verbs.NEEDS) or _stands(context, at)


def _stands(context: Context, at: int) -> bool:
    """Whether it is said at a place how someone or something stands."""
    return bool(status.offer_ends(context, at) or status.onboarding_ends(context, at))


def _is_not_held(context: Context) -> Proposal | None:
    """A line that begins with a gathering that was not held."""
    places = range(1, min(len(context.line), _SUBJECT))
    place = next((n for n in places if status.says(context, n, status.NOT_HELD)), None)
    return status.not_held(context, place) if place else None


def _is_away(context: Context) -> Proposal | None:
    """A line that tells of closing days, or begins with who is away."""
    if absences.ends(context, 0, absences.CLOSED):
        return absences.closed(context)
    places = range(1, min(len(context.line), _SUBJECT))
    place = next((n for n in places if absences.ends(context, n, absences.AWAY)), None)
    if place is None:
        return None
    named = all(word.text[:1].isupper() for word in context.line.words[:place])
    if not context.people.found(context.line, 0)[0] and not (named and context.line.plain(0) not in verbs.DO):
        return None
    return absences.away(context, place)


def _somebody_did(context: Context) -> Proposal | None:
    """A line that begins with who did or needs something."""
    line = context.line
    place = next((n for n in range(1, min(len(line), _SUBJECT)) if _does(context, n)), None)
    if place is None or line.words[place - 1].breaks or any(line.words[n].text[-1] in ";:" for n in range(place)):
        return None
    verb = line.plain(place)
    if status.offer_ends(context, place):
        return status.offered(context, place)
    if status.onboarding_ends(context, place):
        return status.onboarded(context, place)
    if deeds.is_me(line.plain(0)) and verb in verbs.DID:
        return _i_did(context, place, verb)
    if verb in verbs.NEEDS and all(
        key in context.book.stakeholders for key in context.people.found(line, 0)[0] or "?"
    ):
        whom, _ = context.people.several(line, 0, (verb,), unknown=())
        return notes.plain_word(context, whom)
    context.only_volunteers()
    who, end = context.people.several(line, 0, (verb,), unknown=(NEW_ONE,))
    if not who or end > place:
        return None
    line.take(place, place + 1, "verb")
    return deeds.did(context, who, verb) if verb in verbs.DID else notes.need(context, who)


def _said_yes(context: Context) -> Proposal | None:
    """The yes of a volunteer who has not said it before."""
    line = context.line
    ids, end = context.people.found(line, 0)
    if [line.plain(end), line.plain(end + 1)] != ["said", "yes"] or any(
        key in context.book.stakeholders for key in ids
    ):
        return None
    standing = standings(context.book, context.today)
    if not ids or any(standing[key].stage not in BEFORE_YES or standing[key].volunteer.yes_on for key in ids):
        return None
    who, _ = context.people.one(line, 0, (), unknown=())
    if who is None or not who.id:  # which of several is asked first
        return context.proposal("Consent", "", (), list)
    return notes.yes(context, who)


def _i_did(context: Context, place: int, verb: str) -> Proposal | None:
    """‘I led …’, ‘I and Ana led …’."""
    line = context.line
    line.take(0, 1, "who")
    with_me: list[Named] = []
    if place > 2 and line.plain(1) in ("and", "&"):
        line.take(1, 2, "joint")
        context.only_volunteers()
        with_me, end = context.people.several(line, 2, (verb,), unknown=(NEW_ONE,))
        if end > place:
            return None
    line.take(place, place + 1, "verb")
    return deeds.did(context, with_me, verb, me=True)


def _by_answer(context: Context) -> Proposal:
    """A line of which nothing says what it is: someone new where it looks like that, else what is answered."""
    line = context.line
    who, _ = context.people.found(line, 0)
    commas = any(word.text.endswith((",", ":")) for word in line.words[:-1])
    if commas and (others.tells_facts(context) or (not who and _looks_like_a_name(context))):
        return others.somebody_new(context, 0)
    if commas and who:
        return notes.plain_word(context, context.people.several(line, 0, (), unknown=())[0])
    if line.names_money():
        return others.cost(context)
    kind = context.ask("kind", "What kind of entry is this?", KINDS)
    if kind == "to do":
        return notes.to_do(context, 0)
    if kind == "new":
        return others.somebody_new(context, 0)
    if kind == "cost":
        return others.cost(context)
    if kind in ("word", "need"):
        people, _ = context.people.several(line, 0, (), unknown=(NEW_ONE,) if not who else ())
        return notes.plain_word(context, people) if kind == "word" else notes.need(context, people)
    return context.proposal("", "", (), list)


def _looks_like_a_name(context: Context) -> bool:
    """Up to four words with capitals before the first comma, which are no verb."""
    words = []
    for word in context.line.words:
        words.append(word)
        if word.text.endswith(","):
            break
    return len(words) <= 4 and all(not word.text[:1].islower() for word in words)
