"""A grammar of number words: "two hundred and five", "between 5,000 and 7,000", "$1.2bn".

It reads words as they stand, not the tree: parsers attach the parts of "between 5,000 and
7,000" in many ways, but always leave them in order. A scan reads a bounded number of words.

Numbers beyond 10^15 or with more than 15 digits are not read: no news item counts so far, and
what looks like one is an identifier.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

LIMIT = 10**15
WINDOW = 12  # words before a number that may belong to it: "a total of more than two hundred and"
DIGITS = re.compile(r"(\d{1,3}(?:,\d{2,3}){1,5}|\d{1,15})(\.\d{1,6})?")
GLUED = re.compile(
    r"([$£€¥₹]|US\$)?(\d{1,3}(?:,\d{3}){1,4}|\d{1,15})(\.\d{1,6})?-?(k|m|mn|bn|tn|million|billion|trillion)?(%|\+)?"
)
HYPHENS = frozenset({"-", "–", "—", "‑"})
ARTICLES = frozenset({"a", "an"})
PART_OF = frozenset({"of", "the", "a", "an", "hour", "century", "year", "day", "-", "time"})


@dataclass(frozen=True, slots=True)
class NumberExample:
    text: str
    low: float | None
    high: float | None
    approximate: bool = False
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class FigureWords:
    """Which numbers are news and what happens to them; lemmas in lower case."""

    up: frozenset[str]
    down: frozenset[str]
    up_word: frozenset[str]
    down_word: frozenset[str]
    multiple: dict[str, float]
    not_news: frozenset[str]
    sport: frozenset[str]
    sport_only: frozenset[str]
    sport_context: frozenset[str]
    vote: frozenset[str]
    person: frozenset[str]
    numbered: frozenset[str]
    owns: frozenset[str]
    market: frozenset[str]
    collective: frozenset[str]
    unit: frozenset[str]


@dataclass(frozen=True, slots=True)
class NumberWords:
    """What the words mean; made by ``dateline.lexicon.numbers.load_numbers``."""

    cardinal: dict[str, int]
    scale: dict[str, int]
    vague: dict[str, tuple[int, int]]
    none: frozenset[str]
    part: dict[str, float]
    before: dict[tuple[str, ...], str]
    after: dict[tuple[str, ...], str]
    percent: frozenset[tuple[str, ...]]
    currency_sign: dict[str, str]
    currency_word: dict[str, str]
    money_adjective: dict[str, str]
    figure: FigureWords = field(repr=False)
    examples: tuple[NumberExample, ...] = field(repr=False, default=())
    counterexamples: tuple[str, ...] = field(repr=False, default=())


@dataclass(frozen=True, slots=True)
class Number:
    """A bare number in words ``[first, end)``; ``scaled`` where a scale word closed it."""

    low: float
    high: float
    approximate: bool
    end: int
    scaled: int = 1
    unit: str | None = None
    plus: bool = False


# ---------------------------------------------------------------- one number


def _whole(value: float) -> float:
    return int(value) if value == int(value) else round(value, 6)


def _digits(word: str) -> float | None:
    if not word or not word[0].isdigit() or not DIGITS.fullmatch(word) or not word.isascii():
        return None
    return _whole(float(word.replace(",", "")))


def _vague(w: Sequence[str], at: int, words: NumberWords) -> Number | None:
    """ "dozens", "tens of thousands", "a few hundred", "a couple of thousand"."""
    k = at + 1 if w[at] in ARTICLES else at
    if k < len(w) and w[k] == "good" and k > at:
        k += 1
    if k >= len(w) or w[k] not in words.vague:
        return None
    if k > at and w[k] not in ("few", "handful", "couple", "pair", "trio"):
        return None
    if w[k] in ("pair", "trio", "handful", "couple", "few") and k == at:
        return None
    low, high = words.vague[w[k]]
    exact = low == high
    end = k + 1
    after = end + 1 if end < len(w) and w[end] == "of" else end
    if after < len(w):
        following = w[after]
        scale = words.scale.get(following, 0) if following != "m" else 0
        if not scale and following in words.vague and words.vague[following][0] >= 1000:
            scale = words.vague[following][0]
        if scale and after + 1 < len(w) and len(w[after + 1]) > 2 and words.scale.get(w[after + 1], 0) > scale:
            scale *= words.scale[w[after + 1]]  # "several hundred million"
            after += 1
        if scale:
            low, high = low * scale, high * scale if exact else (high + 1) * scale - 1
            return Number(low, high, not exact, after + 1, scale)
    return Number(low, high, not exact, end)


def _half(w: Sequence[str], at: int, words: NumberWords) -> tuple[float, int] | None:
    """ "half a million", "a half dozen", "a quarter of a million": value and end."""
    k = at + 1 if w[at] in ARTICLES else at
    if k >= len(w) or w[k] not in ("half", "quarter"):
        return None
    share = 0.5 if w[k] == "half" else 0.25
    k += 1
    if k < len(w) and w[k] == "of":
        k += 1
    elif share == 0.25:
        return None
    if k < len(w) and w[k] in ARTICLES:
        k += 1
    if k < len(w) and w[k] in words.scale and len(w[k]) > 2:
        return share * words.scale[w[k]], k + 1
    return None


def _number(w: Sequence[str], at: int, words: NumberWords, *, money: bool = False) -> Number | None:
    """The longest bare number that starts at word ``at``; None where there is none."""
    if at >= len(w):
        return None
    vague = _vague(w, at, words)
    if vague:
        return vague
    half = _half(w, at, words)
    if half:
        return Number(_whole(half[0]), _whole(half[0]), False, half[1])
    k, total, current, by_digits, scaled, plus = at, 0.0, None, False, 1, False
    last = float("inf")  # scales must fall: "two million three thousand"
    unit = None
    if w[k] in ARTICLES:
        if k + 1 < len(w) and w[k + 1] in words.scale and len(w[k + 1]) > 2:
            k, current = k + 1, 1.0
        else:
            return None
    end = k
    while k < len(w) and k - at < 2 * WINDOW:
        word = w[k]
        value = _digits(word)
        glued = GLUED.fullmatch(word) if value is None and len(word) < 40 and word.isascii() else None
        if glued is None and value is None and word[:1] in "£€¥₹" and len(word) < 40:
            glued = GLUED.fullmatch(word)
        if value is None and glued and current is None and total == 0:
            value = _whole(float((glued[2] + (glued[3] or "")).replace(",", "")))
            suffix = glued[4]
            if glued[1]:
                unit = words.currency_sign.get(glued[1])
            if glued[5] == "%":
                unit = "percent"
            if suffix == "m" and not (money or glued[1]) and not _before_plural(w, k + 1):
                return None
            if suffix:
                scaled = words.scale[suffix]
            plus = glued[5] == "+"
            return Number(_whole(value * scaled), _whole(value * scaled), False, k + 1, scaled, unit, plus)
        if value is not None:
            if current is not None or total:
                break
            current, by_digits = value, True
        elif word in words.cardinal:
            small = words.cardinal[word]
            if current is None:
                current = float(small)
            elif (not by_digits and current % 100 == 0 and current and small) or (
                not by_digits and current % 10 == 0 and current % 100 >= 20 and 0 < small < 10
            ):
                current += small
            else:
                break
        elif word in words.scale and (current is not None):
            scale = words.scale[word]
            if word == "m" and not money and not _before_plural(w, k + 1):
                break
            if scale == 100 or (scale == 12 and total == 0):
                current *= scale
                scaled *= scale
            elif scale < last:
                total, current, last = total + current * scale, None, scale
                scaled = scale
            else:
                return None
            if total > LIMIT or (current or 0) > LIMIT:
                return None
            by_digits = False
        elif word == "and" and end == k and k > at:
            if (
                k + 2 < len(w) and w[k + 1] in ARTICLES and w[k + 2] == "half" and current is not None and current < 100
            ):  # "one and a half"
                current += 0.5
                k += 3
                end = k
                continue
            joined = k + 1 < len(w) and w[k + 1] in words.cardinal
            if not joined or not ((current and current % 100 == 0 and not by_digits) or (total and current is None)):
                break
            k += 1
            continue
        elif word in HYPHENS and end == k and k > at and k + 1 < len(w):
            following = w[k + 1]
            inner = following in words.cardinal and not by_digits and current and current % 10 == 0 and current >= 20
            if not (inner or (following in words.scale and len(following) > 2)):
                break
            k += 1
            continue
        else:
            break
        k += 1
        end = k
    if end == at or (current is None and not total):
        return None
    value = total + (current or 0)
    return None if value > LIMIT else Number(_whole(value), _whole(value), False, end, scaled, unit, plus)


def _before_plural(w: Sequence[str], k: int) -> bool:
    return k < len(w) and len(w[k]) > 3 and (w[k].endswith("s") or w[k] in ("people", "men", "women", "children"))


# ---------------------------------------------------------------- with bounds, units, ranges


def _phrase(w: Sequence[str], at: int, table: Iterable[tuple[str, ...]]) -> tuple[str, ...] | None:
    """The longest phrase of a table that stands at word ``at``."""
    found = [p for p in table if tuple(w[at : at + len(p)]) == p]
    return max(found, key=len) if found else None


def _money(w: Sequence[str], raw: Sequence[str], at: int, words: NumberWords) -> tuple[str | None, int]:
    """A currency sign at word ``at`` and where the number after it starts."""
    if at + 1 < len(w) and raw[at] in words.currency_sign and (w[at + 1][:1].isdigit() or w[at + 1] in words.cardinal):
        return words.currency_sign[raw[at]], at + 1
    if at + 2 < len(w) and raw[at] in ("US", "A", "C", "NZ", "HK") and raw[at + 1] == "$":
        return words.currency_sign[raw[at] + "$"], at + 2
    return None, at


def _unit(w: Sequence[str], at: int, words: NumberWords) -> tuple[str | None, int]:
    """A percent or currency word at word ``at``, and the word after it."""
    gap = at + 1 if at < len(w) and w[at] in HYPHENS else at  # "a 40-percent stake"
    for length in (2, 1):
        if gap + length <= len(w) and tuple(w[gap : gap + length]) in words.percent:
            return "percent", gap + length
    if gap < len(w) and w[gap] in words.currency_word:
        return words.currency_word[w[gap]], gap + 1
    if at + 1 < len(w) and w[at] == "of" and w[at + 1] in words.currency_word:  # "millions of dollars"
        return words.currency_word[w[at + 1]], at + 2
    if at + 1 < len(w) and w[at] in words.money_adjective and w[at + 1] in ("dollars", "dollar"):
        return words.money_adjective[w[at]], at + 2
    return None, at


def _share(w: Sequence[str], at: int, words: NumberWords) -> Number | None:
    """ "two-thirds of", "a quarter of", "half of", "half the": a share of one."""
    k, many = at, 1.0
    if w[k] in ARTICLES:
        k += 1
    elif w[k] in words.cardinal and k + 1 < len(w):
        many = float(words.cardinal[w[k]])
        k += 2 if w[k + 1] in HYPHENS else 1
    alone = at > 0 and w[at - 1] in ("by", "than", "about", "nearly", "almost") and (k > at or w[at] == "half")
    if alone and k < len(w) and w[k] in words.part and (k + 1 == len(w) or w[k + 1] not in PART_OF):
        value = _whole(round(many * words.part[w[k]], 2))  # "fell by a third", "more than half"
        return Number(value, value, False, k + 1, 1, "share") if value < 1 else None
    if k + 1 >= len(w) or w[k] not in words.part or (w[k] in ("quarter", "third", "fifth", "tenth") and k == at):
        return None
    if w[k + 1] not in ("of", "the", "its", "their") or (w[k + 1] != "of" and w[k] != "half"):
        return None
    value = _whole(round(many * words.part[w[k]], 2))
    return Number(value, value, False, k + 1, 1, "share") if value < 1 else None


def _read(w: Sequence[str], raw: Sequence[str], at: int, words: NumberWords) -> tuple[Number, str | None] | None:
    """A number with its money sign and unit at word ``at``, and its unit."""
    share = None if _half(w, at, words) else _share(w, at, words)
    if share:
        return share, "share"
    sign, first = _money(w, raw, at, words)
    number = _number(w, first, words, money=sign is not None)
    if number is None:
        return None
    unit, end = _unit(w, number.end, words)
    unit = number.unit or sign or unit
    return Number(number.low, number.high, number.approximate, end, number.scaled, unit, number.plus), unit


def _range(w: Sequence[str], raw: Sequence[str], first: Number, at: int, words: NumberWords) -> Number | None:
    """ "5,000 and 7,000" after between, "five to seven", "10-12", "two or three": both ends."""
    k = first.end
    if k + 1 >= len(w):
        return None
    joiner = w[k]
    between = at > 0 and w[at - 1] == "between"
    if at > 0 and w[at - 1] == "by" and joiner == "to":
        return None  # "cut by 3 to 5": two numbers
    allowed = {"and"} if between else {"to", "or"} | HYPHENS
    if joiner not in allowed:
        return None
    second = _read(w, raw, k + 1, words)
    if second is None and not between:
        return None
    if second is None:
        k2 = k + 1
        while k2 < min(k + 4, len(w)) and _phrase(w, k2, words.before):
            k2 += len(_phrase(w, k2, words.before) or ())
        second = _read(w, raw, k2, words)
        if second is None:
            return None
    other, unit = second
    low = first.low
    if first.unit and unit and first.unit != unit:
        return None
    if other.scaled > 1 and first.scaled == 1 and low < 1000 and low < other.high:
        low = _whole(low * other.scaled)
    if not low < other.high:
        return None
    if joiner == "or" and other.high - low > max(3, low * 2) and not other.approximate:
        return None
    return Number(low, other.high, True, other.end, other.scaled, unit or first.unit, other.plus)


def scan(w: Sequence[str], raw: Sequence[str], at: int, words: NumberWords) -> tuple[Number, str | None, int] | None:
    """A quantity whose bound words or number start at word ``at``: number, bound kind, words read."""
    k, bound, about = at, None, False
    while k < len(w) and k - at < WINDOW:
        phrase = _phrase(w, k, words.before)
        if phrase is None or (phrase[0] in ARTICLES and _vague(w, k, words)):
            break
        kind = words.before[phrase]
        about |= kind == "about"
        bound = kind if kind in ("low", "high") else bound
        k += len(phrase)
    if (k < len(w) and w[k] == "between") or (k < len(w) and w[k] == "from" and bound is None):
        opened = _read(w, raw, k + 1, words) if k + 1 < len(w) else None
        if opened is None:
            return None
        ranged = _range(w, raw, opened[0], k + 1, words)
        return None if ranged is None else (ranged, None, ranged.end)
    if k >= len(w):
        return None
    read = _read(w, raw, k, words)
    if read is None:
        if w[k] in words.none and bound is None:
            end = k + 2 if w[k] == "no" and k + 1 < len(w) and w[k + 1] == "one" else k + 1
            return Number(0, 0, False, end), None, end
        return None
    number = _range(w, raw, read[0], k, words) or read[0]
    end = number.end
    after = _phrase(w, end, words.after)
    if after is None and number.plus:
        bound = "low"
    if after and not (after == ("odd",) and number.low < 10):
        kind = words.after[after]
        about |= kind == "about"
        bound = kind if kind in ("low", "high") else bound
        end += len(after)
    if end < len(w) and w[end] == "+":
        bound, end = "low", end + 1
    number = Number(number.low, number.high, number.approximate or about, end, number.scaled, number.unit, number.plus)
    return number, bound, end


def bounded(number: Number, bound: str | None) -> tuple[float | None, float | None]:
    low: float | None = number.low
    high: float | None = number.high
    if bound == "low":
        high = None
    elif bound == "high":
        low = None
    return low, high


def may_start(word: str, raw: str, words: NumberWords) -> bool:
    if word[:1].isdigit() or word in words.cardinal or word in words.vague or word in words.none or word in words.part:
        return True
    if (
        raw in words.currency_sign
        or raw[:1] in "$£€¥₹"
        or word in ARTICLES
        or word in ("between", "from")
        or raw in ("US", "A", "C")
    ):
        return True
    return any(p[0] == word for p in words.before)
