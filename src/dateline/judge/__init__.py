"""A small encoder that judges what passes between a marked actor and a marked recipient of a sentence.

It stands beside the rules and knows nothing of them: ``weigh`` puts the two together.
"""

from dateline.judge.encode import Pairing
from dateline.judge.likeness import Likeness, Pointed, centre_of, joined, open_likeness
from dateline.judge.line import Line, fit_line, sure_of
from dateline.judge.model import NOTHING, Judge, Opinion, judge_name, open_judge
from dateline.judge.tellings import second_opinion
from dateline.judge.weigh import Weighed, weigh

__all__ = [
    "NOTHING",
    "Judge",
    "Likeness",
    "Line",
    "Opinion",
    "Pairing",
    "Pointed",
    "Weighed",
    "centre_of",
    "fit_line",
    "joined",
    "judge_name",
    "open_judge",
    "open_likeness",
    "second_opinion",
    "sure_of",
    "weigh",
]
