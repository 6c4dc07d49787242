"""The ways in and out of the book: people in, letters out."""
