"""Import of attendance: reports of Teams, Zoom and Google Meet, sheets and lists of names; read, matched, counted onto a gathering."""
