"""Event coding by readable rules: acts in sentences, the type of a given pair, the rules' own examples."""

from dateline.extract.events.check import check_lexicon
from dateline.extract.events.find import find_tellings
from dateline.extract.events.pair import code_pair

__all__ = ["check_lexicon", "code_pair", "find_tellings"]
