"""The book's file: JSON lines, saved whole, locked, backed up, migrated.

The one place where own code beats a library: TinyDB's own storage loses data when it stops unexpectedly, when the
disk is full, and when two programs write.

Tried and left out: a digest of the file as last saved, kept beside it, so that a book it fits is trusted. For 23,646 records it opens in 25 ms
of CPU instead of 34, 2% of a start, and saves take 14 ms longer; an ordinary book gains nothing. The strict reading has to stay as fast, for
backups and synced files, and a digest alone tells neither a copied file with its digest nor limits that a newer version has tightened.
"""
