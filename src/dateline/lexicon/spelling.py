"""Names compared in spite of their spelling: accents, articles, hyphens, ways of writing Arabic and Russian."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

WORD = re.compile(r"[^\W_]+(?:[.'’ʼ][^\W_]+)*")
OWNER = re.compile(r"['’ʼ]s$")
ARTICLES = frozenset({"al", "el", "ul", "ad", "ash", "as", "ar", "az", "at", "an", "l"})
SMALL = frozenset({"of", "the", "and", "for", "in", "on", "to", "de", "la", "du", "des", "del", "di", "e", "y"})
SPECIAL = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})
SAME = (
    (re.compile(r"^m[uo]h?[ae]mm?[ae]d$"), "mohamed"),
    (re.compile(r"^(?:ye?v?|e)gen"), "evgen"),
    (re.compile(r"^abd[aeu]l?$"), "abd"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"sch|sh|ch|tch|cz|zh"), "s"),
    (re.compile(r"kh|gh|q|g|c(?![eiy])"), "k"),
    (re.compile(r"dh|dj"), "d"),
    (re.compile(r"ou|oo|o|u|w"), "u"),
    (re.compile(r"ae|ai|ay|ei|ey|e|a"), "a"),
    (re.compile(r"ie|ee|iy|y|j|i"), "i"),
    (re.compile(r"v|f"), "v"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"(?<=.)[ah]$"), ""),
)


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Lower case without accents, points, apostrophes and the 's of an owner.

    "Da'esh" gives "daesh", "U.S." gives "us", "People's" gives "people".
    """
    plain = unicodedata.normalize("NFKD", OWNER.sub("", word.lower()).translate(SPECIAL))
    return re.sub(r"[^\w]|_", "", "".join(c for c in plain if not unicodedata.combining(c)))


def words_of(name: str) -> list[str]:
    """The folded words of a name; hyphens part words. [] where it has no letter or digit."""
    return [folded for word in WORD.findall(name) if (folded := fold(word))]


@lru_cache(maxsize=65536)
def sound(name: str) -> tuple[str, ...]:
    """The words of a person's name, articles left out, reduced to what differing spellings share.

    >>> sound("Muammar el-Qaddafi") == sound("Moammar Gadhafi")
    True
    """
    words = [w for w in words_of(name) if w not in ARTICLES] or words_of(name)
    return tuple(_sound(word) for word in words)


@lru_cache(maxsize=65536)
def _sound(word: str) -> str:
    for pattern, plain in SAME:
        word = pattern.sub(plain, word)
    return word


def spells(short: str, name: str, *, loose: bool = False) -> bool:
    """Whether a short form is made of a name's first letters; small words and articles may count or not.

    With ``loose``, as for a form in brackets after its name, any word but the first may be passed over.
    """
    letters = fold(short)
    words = words_of(name)
    if not 2 <= len(letters) <= len(words) or len(words) > 16 or words[0][0] != letters[0]:
        return False
    reach = {0}  # how many letters may be accounted for
    for word in words:
        skip = loose or word in SMALL or word in ARTICLES
        reach = {k for k in reach if skip} | {k + 1 for k in reach if k < len(letters) and word[0] == letters[k]}
    return len(letters) in reach
