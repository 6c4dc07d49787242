"""What comes in and what goes out as files: people, calendars, tables, updates, pitch and thank-yous."""
