"""How the community is doing: the pulse of the week, the health check, and the Orbit model.

Orbit scores stay inside: nothing that writes for others may reach :mod:`store.insights.orbit` (an import contract).
"""
