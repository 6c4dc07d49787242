"""Thank-yous as they leave the house: one note, a mail draft of it, and the wall of a month to post.

Only words that were given as thanks leave here, and on the wall only those given in public. Text of the book is text
in each form: it never becomes markup, a link to someone, or a header.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from email import policy
from email.message import EmailMessage
from html import escape

from store.book.book import Book
from store.core.names.given_names import given_name
from store.core.text import clean, join_words, one_line
from store.exchange.update_formats import address_of, in_header
from store.model.recognition import Recognition
from store.recognition.statistics import recipients, wall
from store.texts import thank_you
from store.texts import wall as texts

_PAGE = "font-family:Calibri,Arial,sans-serif;font-size:11pt;line-height:1.45;color:#1a1a1a;max-width:42em"
_TITLE = "font-size:15pt;margin:0 0 12pt"
_LIST = "margin:0 0 0 24pt;padding:0"
_ITEM = "margin:0 0 8pt"


def note(thanks: Recognition) -> str:
    """A thank-you as it is pasted: its words, and nothing of what is kept beside them."""
    return clean(thanks.words).strip() + "\n"


def note_as_eml(book: Book, thanks: Recognition) -> bytes:
    """A thank-you as a file that a mail program opens as a message yet to be sent.

    It is addressed to everyone whose address the book holds; the mail program puts in day, number and sender.
    """
    message = EmailMessage(policy=policy.SMTP)
    message["X-Unsent"] = "1"
    message["Subject"] = in_header(thank_you.subject(_greeted(book, thanks)))
    people = [book.volunteers.get(who) or book.stakeholders.get(who) for who in thanks.to]
    addresses = [address_of(person.name, person.email) for person in people if person and person.email]
    if found := [address for address in addresses if address]:
        message["To"] = found
    organiser = one_line(book.community.organiser)
    message.set_content(
        "\n\n".join(filter(None, [clean(thanks.words).strip(), organiser])) + "\n", cte="quoted-printable"
    )
    return message.as_bytes()


def _greeted(book: Book, thanks: Recognition) -> list[str]:
    return [given_name(name) for name in recipients(book, thanks, full=True)]


def wall_as_text(book: Book, month: date) -> str:
    """The public thank-yous of a month as plain text, a line each."""
    lines = [wall_line(book, thanks) for thanks in wall(book, month)]
    return "\n".join([texts.title(month), "", *(lines or [texts.EMPTY])]) + "\n"


def wall_line(book: Book, thanks: Recognition) -> str:
    """A thank-you as it stands on the wall."""
    return texts.thank_you(_names(book, thanks), one_line(thanks.behaviour), one_line(thanks.words))


def wall_as_html(book: Book, month: date) -> str:
    """The public thank-yous of a month as a small page of its own: styles in place, everything escaped."""
    title, items = escape(texts.title(month)), [_item(book, thanks) for thanks in wall(book, month)]
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f'<title>{title}</title>\n</head>\n<body style="{_PAGE}">\n<h1 style="{_TITLE}">{title}</h1>\n'
        f"{_listed(items)}\n</body>\n</html>\n"
    )


def _listed(items: Sequence[str]) -> str:
    if not items:
        return f"<p>{escape(texts.EMPTY)}</p>"
    return f'<ul style="{_LIST}">\n' + "\n".join(items) + "\n</ul>"


def _item(book: Book, thanks: Recognition) -> str:
    words = "<br>".join(escape(line) for line in clean(thanks.words).strip().split("\n"))
    about = escape(one_line(thanks.behaviour))
    return f'<li style="{_ITEM}"><strong>{escape(_names(book, thanks))}</strong> ({about})<br>{words}</li>'


def _names(book: Book, thanks: Recognition) -> str:
    return one_line(join_words(recipients(book, thanks, full=True)))
