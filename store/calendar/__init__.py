"""Rituals and gatherings: rules and their days, what was moved or skipped, who hosts, attendance and its trend."""
