"""The shell: command line, application, palette, themes and help."""
