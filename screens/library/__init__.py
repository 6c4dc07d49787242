"""The library of resources."""
