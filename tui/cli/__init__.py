"""The command line: its parser, its options and its commands."""
