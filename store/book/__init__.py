"""The book: tables, changes, undo, references, merging.

:class:`~store.book.book.Book` is what every question of the packages above is asked of.
"""
