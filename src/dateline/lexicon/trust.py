"""How far events are to be trusted: the fitted weights of ``trust.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from importlib.resources import files

from dateline.errors import LexiconError


@dataclass(frozen=True, slots=True)
class Weights:
    """One weight a sign; ``extract.assemble.trust.signs_of`` gives the signs in this order."""

    base: float = 0.0
    rule: float = 0.0
    judge: float = 0.0
    open: float = 0.0
    noun: float = 0.0
    lone: float = 0.0
    nobody: float = 0.0
    common: float = 0.0
    known: float = 0.0
    people: float = 0.0
    again: float = 0.0
    where: float = 0.0
    asked: float = 0.0
    affairs: float = 0.0
    violent: float = 0.0


@dataclass(frozen=True, slots=True)
class TrustWords:
    """``judged`` holds where the judge gave its word, ``alone`` elsewhere; words of public affairs and of force."""

    least: float
    sentences: int
    judged: Weights
    alone: Weights
    affairs: frozenset[str]
    violent: frozenset[str]


def load_trust(language: str = "en", *, classes: Mapping[str, frozenset[str]]) -> TrustWords:
    """The weights, with the classes of words that they ask for; raises LexiconError where the file is misshapen."""
    text = (files("dateline") / "lexicons" / language / "trust.toml").read_text(encoding="utf-8")
    try:
        table = tomllib.loads(text)
        known = {f.name for f in fields(Weights)}
        for part in ("judged", "alone"):
            if set(table[part]) - known:
                raise LexiconError("trust.toml", None, f"[{part}] knows only {', '.join(sorted(known))}")
        return TrustWords(
            least=float(table["least"]),
            sentences=int(table["sentences"]),
            judged=Weights(**table["judged"]),
            alone=Weights(**table["alone"]),
            affairs=classes["page_affairs"],
            violent=classes["violent"],
        )
    except (KeyError, TypeError, ValueError) as error:
        raise LexiconError("trust.toml", None, f"missing or misshapen: {error}") from error
