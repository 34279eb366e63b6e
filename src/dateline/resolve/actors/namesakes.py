"""When two forms of a person's name agree."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dateline.lexicon.spelling import ARTICLES, fold, sound

PARTICLES = ARTICLES | frozenset(
    {"bin", "ibn", "van", "von", "der", "den", "de", "la", "le", "du", "di", "da", "dos", "del", "ben", "ten",
     "jr", "sr", "ii", "iii"}
)  # fmt: skip
NOT_LAST = frozenset({"jr", "sr", "ii", "iii", "iv", "vi"})


def given_agree(given: list[str], words: tuple[str, ...]) -> bool:
    """Whether given names may be those of a fuller or shorter name: the first the same, or an initial of it."""
    if len(words) < 2:
        return True
    others = [w for w in words[:-1] if w not in PARTICLES]
    if not others:
        return True
    mine, theirs = given[0], others[0]
    return (
        mine == theirs
        or sound(mine) == sound(theirs)
        or (min(len(mine), len(theirs)) == 1 and mine[0] == theirs[0])
        or (min(len(mine), len(theirs)) >= 3 and (mine.startswith(theirs) or theirs.startswith(mine)))
    )


def in_order(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether one name's words stand in the other in the same order, first and last the same."""
    if len(short) > len(long):
        short, long = long, short
    if short[0] != long[0] or short[-1] != long[-1]:
        return False
    rest = iter(long)
    return all(word in rest for word in short)


def shared_surnames(text: str, honorifics: Mapping[str, str]) -> frozenset[str]:
    """Surnames, folded, that a text gives to a man and to a woman by their honorifics: "Mr. Berg" and "Ms. Berg".

    Of these an honorific with the surname alone is nobody's whose sex is not known. One pass over the text.
    """
    told: dict[str, set[str]] = {}
    for title, name in HONOURED.findall(text):
        sex = honorifics.get(title.lower())
        if sex in ("m", "f"):
            told.setdefault(fold(name), set()).add(sex)
    return frozenset(name for name, sexes in told.items() if len(sexes) > 1)


HONOURED = re.compile(r"\b([A-Z][a-z]{1,3})\.? ([A-Z][^\W\d_]+)")
