"""The training that departments ask for: its list, what is done with a request, and their import."""
