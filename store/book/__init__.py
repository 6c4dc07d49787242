"""The book: its tables, the one way to change them, undo, who refers to whom, and two copies merged.

:class:`~store.book.book.Book` is what every question of the packages above is asked of.
"""
