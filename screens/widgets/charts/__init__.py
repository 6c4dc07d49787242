"""Charts: a line over months, and digits large enough for a room."""
