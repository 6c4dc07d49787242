"""The roadmap, kick-off, survey, charter, self-assessments, needs, and the first screen of a new book."""
