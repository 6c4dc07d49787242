"""What the command line changes in a book, in words: each command as a plan, carried out at once or taken in from the inbox."""
