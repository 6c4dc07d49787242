"""What is drawn to be looked at: a line over months, digits large enough for a room."""
