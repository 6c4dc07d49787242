"""The command line: a module for each family of commands, imported only when it is wanted."""
