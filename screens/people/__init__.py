"""A person's page and the roles of the community."""
