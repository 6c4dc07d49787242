"""The way to a running community: roadmap, kick-off, survey, charter, self-assessments, and new books' defaults."""
