"""Whether chance alone gives such a difference: two counts, and the points at which a level changes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

EXACT_TO = 1000
FEWEST = 8  # periods in which a change is looked for
MOST = 750  # beyond, PELT takes minutes where nothing changes
SHORTEST = 3  # periods between two changes
SHUFFLES = 999
LEVEL = 0.05


def two_counts(one: float, other: float, *, exposures: tuple[float, float]) -> float | None:
    """The two-sided p-value that two Poisson counts have one rate (conditional binomial test; Przyborowski & Wilenski
    1940). ``exposures`` are what the counts are rates of: days, or pages read. None where there is nothing to test.
    """
    k, n = round(one), round(one) + round(other)
    if n == 0 or min(exposures) <= 0:
        return None
    share = exposures[0] / sum(exposures)
    if n > EXACT_TO:
        deviation = max(0.0, abs(k - n * share) - 0.5) / math.sqrt(n * share * (1 - share))
        return math.erfc(deviation / math.sqrt(2))
    logs = [_log_choose(n, i) + i * math.log(share) + (n - i) * math.log1p(-share) for i in range(n + 1)]
    return min(1.0, math.fsum(math.exp(v) for v in logs if v <= logs[k] + 1e-7))


def _log_choose(n: int, k: int) -> float:
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)


@dataclass(frozen=True, slots=True)
class Change:
    """``at`` is the index from which on the level is another; ``before`` and ``after`` are rates."""

    at: int
    before: float
    after: float
    p_value: float


def find_changes(counts: Sequence[float], exposures: Sequence[float]) -> tuple[Change, ...]:
    """Where the rate of a series changes; () where nowhere, or where it is too short.

    Candidates are those of PELT (Killick, Fearnhead & Eckley 2012; ruptures) with the likelihood of Poisson counts
    of given exposures as cost and a penalty of 3 s² log n, s² the scatter beyond Poisson's, from the differences of
    neighbours. Each is tested between its neighbours: the greatest likelihood ratio over all splits, against 999
    shuffles of the periods. Holm's correction for their number; those with p < 0.05 are given. Shuffling allows for
    counts more scattered than Poisson's, not for periods that depend on one another. Raises ImportError where
    ruptures is missing.
    """
    import numpy as np

    x, w = np.asarray(counts, float), np.asarray(exposures, float)
    if not FEWEST <= len(x) <= MOST or x.sum() == 0:
        return ()
    bounds = [0, *_candidates(x, w)]
    found = []
    for before, at, after in zip(bounds, bounds[1:-1], bounds[2:], strict=False):
        p = _shuffled(x[before:after], w[before:after], seed=at)
        low, high = (float(x[a:b].sum() / w[a:b].sum()) for a, b in ((before, at), (at, after)))
        found.append(Change(at, low, high, p))
    return tuple(c for c in _holm(found) if c.p_value < LEVEL)


def _candidates(x: Any, w: Any) -> list[int]:
    """Where PELT cuts the series, its end included."""
    import numpy as np
    from ruptures import Pelt
    from ruptures.base import BaseCost

    class PoissonCost(BaseCost):  # type: ignore[misc]
        """Twice the negative log likelihood of one rate from ``start`` to ``end``, up to what all cuts share."""

        model = "poisson"
        min_size = SHORTEST

        def fit(self, signal: Any) -> PoissonCost:
            self.signal = signal
            self.sums = np.vstack([np.zeros(2), np.cumsum(signal, axis=0)]).tolist()
            return self

        def error(self, start: int, end: int) -> float:
            count, exposure = (self.sums[end][i] - self.sums[start][i] for i in (0, 1))
            return -2 * count * math.log(count / exposure) if count > 0 else 0.0

    rooted = 2 * np.sqrt(x + 0.375)  # of variance 1 where counts are Poisson (Anscombe 1948)
    expected = 2 * np.sqrt(w * x.sum() / w.sum() + 0.375)
    typical = float(np.median(np.abs(np.diff(rooted - expected)))) / (0.6745 * math.sqrt(2))
    penalty = 3 * max(1.0, typical) ** 2 * math.log(len(x))
    search = Pelt(custom_cost=PoissonCost(), min_size=SHORTEST, jump=1).fit(np.column_stack([x, w]))
    return [int(end) for end in search.predict(pen=penalty)]


def _shuffled(x: Any, w: Any, *, seed: int) -> float:
    import numpy as np

    chance = np.random.default_rng(seed)
    order = np.argsort(chance.random((SHUFFLES, len(x))), axis=1)
    seen = _greatest_ratio(x[None, :], w[None, :])[0]
    return float((1 + (_greatest_ratio(x[order], w[order]) >= seen - 1e-9).sum()) / (1 + SHUFFLES))


def _greatest_ratio(x: Any, w: Any) -> Any:
    """For each row the greatest log likelihood ratio of two Poisson rates against one, over all splits."""
    import numpy as np

    left_x, left_w = np.cumsum(x, axis=1)[:, :-1], np.cumsum(w, axis=1)[:, :-1]
    all_x, all_w = x.sum(axis=1, keepdims=True), w.sum(axis=1, keepdims=True)

    def part(count: Any, exposure: Any) -> Any:
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(count > 0, count * np.log(count / exposure), 0.0)

    ratios = part(left_x, left_w) + part(all_x - left_x, all_w - left_w) - part(all_x, all_w)
    return ratios.max(axis=1)


def _holm(found: Sequence[Change]) -> list[Change]:
    """p-values corrected for how many were tested (Holm 1979), in the order of the series."""
    corrected, worst = {}, 0.0
    for rank, change in enumerate(sorted(found, key=lambda c: c.p_value)):
        worst = max(worst, min(1.0, change.p_value * (len(found) - rank)))
        corrected[change.at] = worst
    return [Change(c.at, c.before, c.after, corrected[c.at]) for c in found]
