"""Training requests out of the answers to a form."""
