"""Checks and repair of a book, and erasure of a person from it."""
