"""Names of people: how they are compared, split and abbreviated."""
