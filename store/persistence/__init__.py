"""The file: records as lines of JSON, saved whole or not at all, locked, backed up, brought up from older formats.

The one place where own code beats a library: TinyDB's own storage loses data when it stops unexpectedly, when the
disk is full, and when two programs write.
"""
