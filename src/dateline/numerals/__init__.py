"""A grammar of number words: "two hundred and five", "between 3,000 and 4,000", "$1.2bn".

It reads words as they stand, not the tree: parsers attach the parts of "between 3,000 and
4,000" in many ways, but always leave them in order. A scan reads a bounded number of words.

Numbers beyond 10^15 or with more than 15 digits are not read: no news item counts so far, and
what looks like one is an identifier.
"""

from dateline.numerals.bare import WINDOW
from dateline.numerals.phrases import bounded, may_start, scan
from dateline.numerals.words import FigureWords, Number, NumberExample, NumberWords

__all__ = ["WINDOW", "FigureWords", "Number", "NumberExample", "NumberWords", "bounded", "may_start", "scan"]
