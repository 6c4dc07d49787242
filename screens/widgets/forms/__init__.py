"""Forms, their fields, a rule of recurrence, and an external editor."""
