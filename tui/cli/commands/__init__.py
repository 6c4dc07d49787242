"""The commands.

A module for each, or for a family of them, with its parser and what runs it.

A new command is a module with ``configure_<command>``, and a line in :mod:`tui.cli.registry`. No module is imported before
its command was typed.
"""
