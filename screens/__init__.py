"""What the trainer sees: one file a screen, and the widgets several of them share."""
