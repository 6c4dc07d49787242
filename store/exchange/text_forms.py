"""The forms in which a text leaves the house, and what is said where one is chosen; whatever lists them asks here.

What writes them is in :mod:`store.exchange.update_formats`, which takes far longer to import.
"""

from __future__ import annotations

from typing import NamedTuple


class Form(NamedTuple):
    """A form of a text."""

    title: str
    purpose: str
    ending: str
    """How the name of such a file ends."""
    of_documents: bool = True
    """Whether other texts than updates have it."""


FORMS = {
    "text": Form("Plain text", "for an email, one line per paragraph", ".txt"),
    "chat": Form("Chat message", "60 words at most, without a salutation", ".chat.txt", of_documents=False),
    "points": Form("Talking points", "5 lines for a meeting", ".points.txt", of_documents=False),
    "slack": Form("Slack", "*bold* and • for a chat", ".slack.txt", of_documents=False),
    "markdown": Form("Markdown", "for a wiki or Teams", ".md"),
    "html": Form("HTML", "for a page or a newsletter tool", ".html"),
    "page": Form("Printed page", "one sheet of A4 with charts", ".page.html", of_documents=False),
    "eml": Form(
        "Email draft", "a message your email program can open", ".eml", of_documents=False,
    ),
}  # fmt: skip
"""The forms an update can have, by name, as they are offered."""
FORM_OF_CHANNEL = {"email": "text", "chat": "chat", "catch_up": "points"}
"""The form that a channel asks for, unless another is chosen."""
DOCUMENT_FORMS = [name for name, form in FORMS.items() if form.of_documents]
"""Those that any other text can have as well."""
