"""What every other package stands on: days, amounts, texts, errors, and what a record is.

Knows nothing of a book, a file or a community; its functions take and give plain values.
"""
