"""Volunteers and departments over time: stages, roles, requests, checklists, needs, offboarding, two records merged."""
