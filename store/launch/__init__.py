"""The way to a running community: roadmap, kick-off, survey, charter, comms plan, self-assessments, and new books' defaults."""
