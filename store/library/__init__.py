"""Resources: what is kept for those who come later, who owns it, what needs a review."""
