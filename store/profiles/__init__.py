"""Everything about one person or stakeholder on a page; filters over people; search over all that has a name."""
