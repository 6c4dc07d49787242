"""Which screens and which keys there are, and the keys of one's own."""
