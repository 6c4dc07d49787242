"""Whether a book is sound, repairing it, and erasing a person from it and from every file beside it."""
