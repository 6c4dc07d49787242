"""The to-dos of the week: which there are, why, and which of them are shown."""
