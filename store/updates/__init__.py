"""Stakeholders and what they are told: figures of a period, commitments, the draft, the archive."""
