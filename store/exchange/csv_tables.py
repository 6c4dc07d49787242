"""The tables that can be had as CSV, and what is said where one is chosen; whatever lists them asks here.

What writes them is in :mod:`store.exchange.csv_export`, which takes far longer to import.
"""

TABLES = {
    "people": "everyone, as a table for a spreadsheet",
    "gatherings": "all gatherings, as a table for a spreadsheet",
    "recognitions": "all thank-yous, as a table for a spreadsheet",
    "absences": "all days away and closing days, as a table for a spreadsheet",
    "costs": "all costs, as a table for a spreadsheet",
    "training-requests": "all training requests, as a table for a spreadsheet",
    "buddies": "all mentors and newcomers, as a table for a spreadsheet",
    "stakeholders": "all stakeholders, as a table for a spreadsheet",
}
"""By the name it has on the command line: that of the table in the book, with ``-`` for ``_``."""
