"""What tests share: books and records to begin with, the app in a test, terminals, faults, other days."""
