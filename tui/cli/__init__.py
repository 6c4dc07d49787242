"""The command line: a module for each word or family of words, with its parser and what runs it.

A new word is a module with ``configure_<word>``, and a line in :mod:`tui.cli.registry`. No module is imported before
its word was typed.
"""
