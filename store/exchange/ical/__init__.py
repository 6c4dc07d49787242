"""Calendars of other programs: written by a library; read, and their rules worked out, within a budget of our own."""
