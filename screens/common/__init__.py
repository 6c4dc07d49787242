"""What every screen of the book shares: filling from it, writing to it, forms; what several offer is in :mod:`.actions`."""
