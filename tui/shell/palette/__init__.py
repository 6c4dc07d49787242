"""The command palette: every command and every record by name."""
