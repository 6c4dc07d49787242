"""The records of a book as people read them: in tables, about one person, and for a successor."""
