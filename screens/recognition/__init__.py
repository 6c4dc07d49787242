"""Contributions and thank-yous, their statistics, and the Orbit model."""
