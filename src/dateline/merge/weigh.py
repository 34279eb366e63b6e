"""How likely two reports are of one happening, with the reasons: log odds, summed by the weights of ``merge.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp

from dateline.merge.likeness import Likeness


@dataclass(frozen=True, slots=True)
class Weights:
    """Probabilities: from ``enough`` on a pair may bring two groups together, where the mean between the groups is
    ``together``; under ``least`` a pair is not kept."""

    enough: float
    together: float
    least: float
    none: float  # where nothing is known
    each: Mapping[str, float]  # by the field of Likeness


@dataclass(frozen=True, slots=True)
class Score:
    """``reasons`` are the fields of Likeness that count, each with its share of the log odds, weightiest first."""

    probability: float
    reasons: tuple[tuple[str, float], ...]


@cache
def load_weights() -> Weights:
    """Read once a process."""
    path = files("dateline") / "lexicons" / "merge.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    each = dict(table["weights"])
    return Weights(table["enough"], table["together"], table["least"], each.pop("none"), each)


def weigh(likeness: Likeness, weights: Weights) -> Score:
    """The reasons are left out where the probability is under ``weights.least``: nobody will ask."""
    shares = [(name, value * weights.each[name]) for name, value in likeness.pairs()]
    probability = 1 / (1 + exp(-weights.none - sum(share for _, share in shares)))
    if probability < weights.least:
        return Score(probability, ())
    shares.sort(key=lambda reason: -abs(reason[1]))
    return Score(probability, tuple((name, round(share, 2)) for name, share in shares if abs(share) >= 0.01))
