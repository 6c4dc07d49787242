"""The commands, in the order of the help, each with its module.

Nothing is imported here: the module of a command is imported when the command was typed. It has a function named after the
command, ``configure_week(parser)`` for ``week``, which adds its help, its arguments and what runs it. What runs it imports what
it works with, so that help and complaints wait for none of that.
"""

COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("open_app", "explore a sample community"),
    "add": ("changes.capture", "record anything in one line"),
    "week": ("reports.text_reports", "show this week’s gatherings and to-dos"),
    "record": ("changes.record", "record a gathering: attendees, notes, host"),
    "sent": ("publishing.update", "record an update as sent"),
    "assign": ("changes.todos", "assign a host, a role or an owner"),
    "snooze": ("changes.todos", "snooze to-dos until next week"),
    "dismiss": ("changes.todos", "dismiss to-dos, this time only"),
    "undo": ("changes.todos", "undo the last change"),
    "log": ("changes.todos", "list the latest changes"),
    "people": ("reports.text_reports", "list everyone by stage"),
    "person": ("person", "show, export or erase one person"),
    "calendar": ("reports.text_reports", "list the gatherings between two days"),
    "gathering": ("publishing.gathering", "write an invitation, a reminder or a follow-up"),
    "requests": ("reports.training_requests", "list training requests and their next steps"),
    "launch": ("reports.text_reports", "show the launch roadmap and its gaps"),
    "library": ("reports.text_reports", "list the resources and their owners"),
    "health": ("reports.text_reports", "run the health check: OK, watch or act now"),
    "update": ("publishing.update", "write an update for a stakeholder"),
    "round-up": ("publishing.round_up", "write the month’s round-up for members"),
    "note": ("publishing.round_up", "write a note to a manager"),
    "costs": ("reports.text_reports", "show costs, budget, ROI and KPIs"),
    "year": ("publishing.year", "write the annual report"),
    "pitch": ("publishing.documents", "write the pitch at the length you need"),
    "charter": ("publishing.documents", "print the community’s agreements"),
    "hub": ("publishing.publish", "write web pages for your colleagues"),
    "certificate": ("publishing.publish", "print certificates or thank-you cards"),
    "import": ("imports.import_command", "import people, a calendar, attendance or form responses"),
    "export": ("publishing.exports", "export the calendar or any table"),
    "handover": ("publishing.handover", "write everything a successor needs into a folder"),
    "check": ("maintenance", "check the book for problems"),
    "backup": ("maintenance", "back up the book now"),
    "restore": ("maintenance", "restore an earlier copy of the book"),
    "merge": ("merge", "merge another copy of the book into this one"),
    "keys": ("keys", "list every key and how to change it"),
    "serve": ("serve", "open the app in a browser on this computer"),
    "completion": ("completion", "set up tab completion in your shell"),
}
"""For each command its module in :mod:`tui.cli.commands`, and its line in the list of commands."""
