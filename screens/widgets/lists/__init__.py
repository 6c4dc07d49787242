"""Lists, boards, grids and the picker.

Rows and cards with a cursor, narrowed by a filter, each painted by itself.
"""
