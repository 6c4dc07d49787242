"""The adoption pipeline: people by stage, filters, several people at once, departments, coverage, import."""
