"""``import``: people, calendars, attendance, feedback and survey answers into the book."""
