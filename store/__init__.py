"""The book: its records, its file, and every question that can be asked of them."""

__version__ = "0.1.0"
