"""The commands, in the order of the help, each with its module.

Nothing is imported here: the module of a command is imported when the command was typed. It has a function named after the
command, ``configure_week(parser)`` for ``week``, which adds its help, its arguments and what runs it. What runs it imports what
it works with, so that help and complaints wait for none of that.
"""

COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("open_app", "look around in a made-up community"),
    "add": ("capture", "note anything in one line, as ; does in the app"),
    "week": ("reports", "what this week holds, and what it needs"),
    "people": ("reports", "everyone, stage by stage"),
    "person": ("person", "everything about one person"),
    "calendar": ("reports", "the gatherings between two days"),
    "launch": ("reports", "the six steps of a launch, and what is missing"),
    "library": ("reports", "what is written down, and who keeps it"),
    "health": ("reports", "the eight mistakes: fine, watch or act"),
    "update": ("update", "the text a stakeholder should get"),
    "costs": ("reports", "what it costs, the budget, and what comes back"),
    "pitch": ("documents", "the pitch, as long as its reader wants it"),
    "charter": ("documents", "what the community agreed on"),
    "import": ("imports", "bring in what you already have"),
    "export": ("exports", "write the calendar or a table for other programs"),
    "check": ("maintenance", "look the book over for anything that does not fit"),
    "backup": ("maintenance", "keep a copy of the book as it is now"),
    "restore": ("maintenance", "bring back an earlier copy of the book"),
    "merge": ("merge", "bring another copy of the book into this one"),
    "keys": ("keys", "every key of the app, and how to have others"),
    "serve": ("serve", "the app in a browser of this computer"),
    "completion": ("completion", "complete commands with tab, in your shell"),
}
"""For each command its module in :mod:`tui.cli.commands`, and its line in the list of commands."""
