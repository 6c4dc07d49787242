"""The commands that change the book by a line: ``add``, ``record``, ``assign``, ``snooze``, ``undo``."""
