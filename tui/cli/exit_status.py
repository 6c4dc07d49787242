"""Exit status of ``guildbook``, and the error of wrong usage."""

DONE, BAD, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130
"""Done; the book or what was given to it is bad; asked for in a wrong way; stopped by ctrl+c."""


class WrongUsage(Exception):
    """The command line asks for something it cannot have.

    The text is one line.
    """
