"""Lists, boards, grids and the picker: rows and cards with a cursor, narrowed by a filter, each painted by itself."""
