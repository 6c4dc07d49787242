"""Merging two copies of one book, such as those of laptop and desktop.

Both copies log their changes. Undoing what came after the last change that both know gives the state they parted
from; a record, and in it a field, that only one copy changed since then is taken from that copy. What both changed is a
conflict, to be chosen. Where the logs do not reach back so far, nothing counts as deleted.

People erased here stay erased, unless the user brings them back: what the other copy holds of them is left out
before the copies are compared.
"""
