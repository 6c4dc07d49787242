"""The records of a book: fields only, nothing asked and nothing read or written."""
