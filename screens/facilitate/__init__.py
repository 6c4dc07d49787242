"""A discussion on the screen: its timer, its ideas, its outcome."""
