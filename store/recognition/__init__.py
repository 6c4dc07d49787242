"""Contributions and thank-yous: what was done, who was thanked for what and how evenly."""
