"""The sources of the week's to-dos: each yields what the book shows of one kind, with its reason and what opens it."""

from store.week.gathering_sources import GATHERING_SOURCES
from store.week.manager_sources import MANAGER_SOURCES
from store.week.people_sources import PEOPLE_SOURCES
from store.week.stakeholder_sources import STAKEHOLDER_SOURCES
from store.week.upkeep_sources import UPKEEP_SOURCES

SOURCES = (*STAKEHOLDER_SOURCES, *GATHERING_SOURCES, *PEOPLE_SOURCES, *MANAGER_SOURCES, *UPKEEP_SOURCES)
