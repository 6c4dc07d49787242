"""Forms: their fields, saving and leaving them, a rule of recurrence, the editor of one's own."""
