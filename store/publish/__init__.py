"""What is written for many to read as pages of their own: the hub, and cards to print.

Nothing is in it but what was ticked for it, no one is named who did not agree to be, and it is made by templates that
escape whatever they are given.
"""
