"""The calendar: rituals and gatherings planned, held, skipped and moved; calendars imported and exported."""
