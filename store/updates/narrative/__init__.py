"""Facts in words: what each section of an update says to its recipients, the result first and each figure once."""
