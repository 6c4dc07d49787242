"""What every screen of the book shares: filling from it, writing to it, forms, and actions that several screens offer."""
