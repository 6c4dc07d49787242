"""The command line: the parser, what all commands are given and how they print; each command is in :mod:`tui.cli.commands`."""
