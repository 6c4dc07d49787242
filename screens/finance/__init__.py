"""Costs, budgets, KPIs, ROI and the pitch."""
