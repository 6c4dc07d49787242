"""The records of a book: one class for each kind of thing, its fields described once.

Fields only: nothing is asked of a book here and nothing is read or written. Modules with records do without
``from __future__ import annotations``, whose texts would be evaluated at each start.
"""
