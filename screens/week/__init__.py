"""The week: what is on, and what to do."""
