"""One bare number in words or digits: "two hundred and five", "1.2m", "dozens", "half a million"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.numerals.words import Number, NumberWords

LIMIT = 10**15
WINDOW = 12  # words before a number that may belong to it: "a total of more than two hundred and"
DIGITS = re.compile(r"(\d{1,3}(?:,\d{2,3}){1,5}|\d{1,15})(\.\d{1,6})?")
GLUED = re.compile(
    r"([$£€¥₹]|US\$)?(\d{1,3}(?:,\d{3}){1,4}|\d{1,15})(\.\d{1,6})?-?(k|m|mn|bn|tn|million|billion|trillion)?(%|\+)?"
)
HYPHENS = frozenset({"-", "–", "—", "‑"})
ARTICLES = frozenset({"a", "an"})


def whole(value: float) -> float:
    return int(value) if value == int(value) else round(value, 6)


def _digits(word: str) -> float | None:
    if not word or not word[0].isdigit() or not DIGITS.fullmatch(word) or not word.isascii():
        return None
    return whole(float(word.replace(",", "")))


def vague_number(w: Sequence[str], at: int, words: NumberWords) -> Number | None:
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


def half_of_scale(w: Sequence[str], at: int, words: NumberWords) -> tuple[float, int] | None:
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


def bare_number(w: Sequence[str], at: int, words: NumberWords, *, money: bool = False) -> Number | None:
    """The longest bare number that starts at word ``at``; None where there is none."""
    if at >= len(w):
        return None
    vague = vague_number(w, at, words)
    if vague:
        return vague
    half = half_of_scale(w, at, words)
    if half:
        return Number(whole(half[0]), whole(half[0]), False, half[1])
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
            value = whole(float((glued[2] + (glued[3] or "")).replace(",", "")))
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
            return Number(whole(value * scaled), whole(value * scaled), False, k + 1, scaled, unit, plus)
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
    return None if value > LIMIT else Number(whole(value), whole(value), False, end, scaled, unit, plus)


def _before_plural(w: Sequence[str], k: int) -> bool:
    return k < len(w) and len(w[k]) > 3 and (w[k].endswith("s") or w[k] in ("people", "men", "women", "children"))
