"""Who is known by name or by description: organisations, leaders, agent nouns, countries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dateline.lexicon.countries import Countries, load_countries


@dataclass(frozen=True, slots=True)
class ActorTable:
    """All that the actor stage looks up."""

    countries: Countries


@cache
def _load(language: str, extra: tuple[Path, ...]) -> ActorTable:
    return ActorTable(countries=load_countries())


def load_actors(language: str = "en", *, extra: Sequence[Path] = ()) -> ActorTable:
    """The tables of a language, read once a process, with the rows of ``extra`` CSV files added."""
    return _load(language, tuple(extra))
