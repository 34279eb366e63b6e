"""A number with its bounds, unit and range: "at least $5,000", "between five and seven percent", "two-thirds of"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.numerals.bare import ARTICLES, HYPHENS, WINDOW, bare_number, half_of_scale, vague_number, whole
from dateline.numerals.words import Number, NumberWords

PART_OF = frozenset({"of", "the", "a", "an", "hour", "century", "year", "day", "-", "time"})


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
        value = whole(round(many * words.part[w[k]], 2))  # "fell by a third", "more than half"
        return Number(value, value, False, k + 1, 1, "share") if value < 1 else None
    if k + 1 >= len(w) or w[k] not in words.part or (w[k] in ("quarter", "third", "fifth", "tenth") and k == at):
        return None
    if w[k + 1] not in ("of", "the", "its", "their") or (w[k + 1] != "of" and w[k] != "half"):
        return None
    value = whole(round(many * words.part[w[k]], 2))
    return Number(value, value, False, k + 1, 1, "share") if value < 1 else None


def _read(w: Sequence[str], raw: Sequence[str], at: int, words: NumberWords) -> tuple[Number, str | None] | None:
    """A number with its money sign and unit at word ``at``, and its unit."""
    share = None if half_of_scale(w, at, words) else _share(w, at, words)
    if share:
        return share, "share"
    sign, first = _money(w, raw, at, words)
    number = bare_number(w, first, words, money=sign is not None)
    if number is None:
        return None
    unit, end = _unit(w, number.end, words)
    unit = number.unit or sign or unit
    return Number(number.low, number.high, number.approximate, end, number.scaled, unit, number.plus), unit


def _range(w: Sequence[str], raw: Sequence[str], first: Number, at: int, words: NumberWords) -> Number | None:
    """ "3,000 and 4,000" after between, "five to seven", "10-12", "two or three": both ends."""
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
        low = whole(low * other.scaled)
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
        if phrase is None or (phrase[0] in ARTICLES and vague_number(w, k, words)):
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
