"""What can go wrong before a book is asked."""

from __future__ import annotations


class WrongUsage(Exception):
    """The command line asks for something it cannot have; the text is one line."""
