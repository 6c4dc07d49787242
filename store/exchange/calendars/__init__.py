"""Gatherings to and from other calendars, as iCalendar files (RFC 5545).

``writing`` makes a file. ``lines`` takes one apart, ``events`` understands what is in it, ``occurring`` works out the
days of its rules, ``series`` puts those together with their exceptions, ``planning`` decides what becomes of each
event and brings it in, and ``plans`` holds and tells what was decided. ``zones`` knows time zones by all their names.
"""
