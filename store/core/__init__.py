"""Days, amounts, texts, errors, fields and what a record is.

Knows nothing of a book, a file or a community; its functions take and give plain values.
"""
