"""The commands that print what the screens show, as text or for other programs."""
