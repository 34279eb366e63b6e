"""Whose toll it is: each count to the act that it belongs to.

A toll goes to the act whose words it hangs from, else to the nearest act of a fitting type in its sentence, else
to the last one of the sentence before ("… in the capital. At least 12 people died.").
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.extract.assemble.costs import Toll
from dateline.extract.assemble.ties import STEPS
from dateline.extract.assemble.victims import of_another
from dateline.lexicon.assemble import CostWords
from dateline.records import Analysis, Sentence, Telling


def give_tolls(
    tolls: dict[int, tuple[Toll, ...]], tellings: Sequence[Telling], analysis: Analysis, *, words: CostWords
) -> dict[int, list[Toll]]:
    """Tolls by the number of the telling they belong to; those that fit none are left out."""
    here: dict[int, list[int]] = {}
    for n, t in enumerate(tellings):
        here.setdefault(t.sentence, []).append(n)
    given: dict[int, list[Toll]] = {}
    for index, some in tolls.items():
        s = analysis.sentences[index]
        for toll in some:
            number = _nearest(s, toll, here.get(index, ()), tellings, words)
            if number is None and index and toll.count.what in words.follow and _follows(analysis, index):
                fit = [n for n in here.get(index - 1, ()) if _fits(toll, tellings[n], words)]
                fit = [n for n in fit if tellings[n].status.status == "actual"]
                number = fit[-1] if fit and not toll.is_implied and not here.get(index) else None
            if number is not None:
                given.setdefault(number, []).append(toll)
    return given


def _follows(analysis: Analysis, index: int) -> bool:
    one, two = analysis.sentences[index - 1], analysis.sentences[index]
    return two.block - one.block <= 1 and one.block_kind == two.block_kind == "paragraph"


def _fits(toll: Toll, t: Telling, words: CostWords) -> bool:
    types = words.types.get(toll.count.what)
    if types is None or t.type not in types:
        return types is None
    if toll.count.what == "arrested" and t.type == "COERCE" and t.mode:
        return bool({"arrest", "deport", "seize"} & set(t.mode))
    return True


def _nearest(
    s: Sentence, toll: Toll, numbers: Sequence[int], tellings: Sequence[Telling], words: CostWords
) -> int | None:
    """The telling whose word is the toll's, else the fitting one with the shortest way through the tree."""
    same = [n for n in numbers if tellings[n].trigger == toll.at]
    fitting = [n for n in numbers if _fits(toll, tellings[n], words)]
    own = [n for n in fitting if not of_another(tellings[n].trigger, toll.at, s, words.cast)]
    fitting = own or fitting
    for n in same:
        if n in fitting or toll.count.what not in words.types:
            return n
    if toll.is_implied:
        return None
    up = _way_up(s, toll.at)
    best = None
    for n in fitting:
        way = _way_up(s, tellings[n].trigger)
        met = next((x for x in way if x in up), None)
        if met is None:
            continue
        key = (way[met] + up[met], abs(tellings[n].trigger - toll.at))
        if best is None or key < best[0]:
            best = (key, n)
    return best[1] if best else None


def _way_up(s: Sentence, i: int) -> dict[int, int]:
    way: dict[int, int] = {}
    for step in range(STEPS):
        way[i] = step
        if s.tokens[i].head < 0:
            break
        i = s.tokens[i].head
    return way
