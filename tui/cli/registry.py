"""The commands, in the order of the help, each with its module.

Nothing is imported here: the module of a command is imported when the command was typed. It has a function named after the
command, ``configure_week(parser)`` for ``week``, which adds its help, its arguments and what runs it. What runs it imports what
it works with, so that help and complaints wait for none of that.
"""

COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("open_app", "explore a sample community"),
    "add": ("capture", "record anything in one line"),
    "week": ("reports", "show this week's gatherings and to-dos"),
    "record": ("record", "record a gathering: attendees, notes, host"),
    "sent": ("update", "record an update as sent"),
    "assign": ("todos", "assign a host, a role or an owner"),
    "snooze": ("todos", "snooze to-dos until next week"),
    "dismiss": ("todos", "dismiss to-dos, this time only"),
    "undo": ("todos", "undo the last change"),
    "log": ("todos", "list the last changes"),
    "people": ("reports", "list everyone by stage"),
    "person": ("person", "show, export or erase one person"),
    "calendar": ("reports", "list the gatherings between two days"),
    "gathering": ("gathering", "write an invitation, a reminder or a follow-up"),
    "requests": ("training_requests", "list training requests and their next steps"),
    "launch": ("reports", "show the launch roadmap and what is missing"),
    "library": ("reports", "list the resources and their owners"),
    "health": ("reports", "run the health check: OK, watch or act now"),
    "update": ("update", "write an update for a stakeholder"),
    "round-up": ("round_up", "write the month's round-up for members"),
    "note": ("round_up", "write a note to a manager"),
    "costs": ("reports", "show costs, budget, ROI and KPIs"),
    "year": ("year", "write the annual report"),
    "pitch": ("documents", "write the pitch at the length you need"),
    "charter": ("documents", "print what the community has agreed"),
    "hub": ("publish", "write web pages for your colleagues"),
    "certificate": ("publish", "print certificates or thank-you cards"),
    "import": ("imports", "import people, a calendar, attendance or form responses"),
    "export": ("exports", "export the calendar or any table"),
    "handover": ("handover", "write everything a successor needs into a folder"),
    "check": ("maintenance", "check the book for problems"),
    "backup": ("maintenance", "back up the book now"),
    "restore": ("maintenance", "restore an earlier copy of the book"),
    "merge": ("merge", "merge another copy of the book into this one"),
    "keys": ("keys", "list every key and how to change it"),
    "serve": ("serve", "open the app in a browser on this computer"),
    "completion": ("completion", "set up tab completion in your shell"),
}
"""For each command its module in :mod:`tui.cli.commands`, and its line in the list of commands."""
