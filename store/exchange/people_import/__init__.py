"""Import of people from CSV, Excel, Google and Outlook: read, columns recognised, planned, carried out in one change."""
