"""Event coding by readable rules: acts in sentences, the type of a given pair, the rules' own examples."""

from dateline.extract.events.acts import Act, act_at, find_acts, in_place_of, surroundings, telling_of
from dateline.extract.events.check import check_lexicon
from dateline.extract.events.find import find_tellings
from dateline.extract.events.pair import code_pair

__all__ = [
    "Act",
    "act_at",
    "check_lexicon",
    "code_pair",
    "find_acts",
    "find_tellings",
    "in_place_of",
    "surroundings",
    "telling_of",
]
