"""Mining: alias classes that an archive's own words speak for, for a person to accept."""

from search.mining.miner import Evidence, Miner, mined
from search.mining.proposal import Proposal, as_rule, proposals
from search.mining.reading import Text, texts
from search.mining.sighting import Cue, Sighting, sightings

__all__ = [
    "Cue",
    "Evidence",
    "Miner",
    "Proposal",
    "Sighting",
    "Text",
    "as_rule",
    "mined",
    "proposals",
    "sightings",
    "texts",
]
