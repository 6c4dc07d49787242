"""How the app looks: its themes, and the one that was chosen."""
