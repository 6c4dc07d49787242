"""Money and proof: the ledger, trainer time, budgets, KPIs and ROI.

:mod:`~store.finance.ledger` is the one source of every total.
"""
