"""The commands that write what leaves the book: updates, documents, pages and tables."""
