"""Who is known by name or by description: organisations, leaders, countries, agent nouns.

Tables: ``actors.csv``, ``leaders.csv``, ``territories.csv`` and ``countries.csv``, and for each
language ``roles.toml`` and ``first_names.csv``; their origin is told in ``lexicons/SOURCES.md``.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from dateline.errors import LexiconError
from dateline.lexicon.actor_files import read_actor_file
from dateline.lexicon.actor_names import (
    Entry,
    KnownActor,
    country_entries,
    index_entries,
    known_entries,
    split_list,
    territory_entries,
)
from dateline.lexicon.countries import Countries, load_countries
from dateline.lexicon.spelling import sound, words_of

KINDS = frozenset({"person", "group", "government", "organisation", "country", "people"})
SECTORS = frozenset(
    {"COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL", "EDU"}
    | {"ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC"}
)
BEYOND = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC", "KOS"})


@dataclass(frozen=True, slots=True)
class Leader:
    """Somebody who led a state or body, from one year to another; ``until`` None: still does."""

    name: str
    other_names: tuple[str, ...]
    country: str
    office: str
    sectors: tuple[str, ...]
    since: int
    until: int | None


@dataclass(frozen=True, slots=True)
class Role:
    """What a describing word tells; the fields are explained at the head of ``roles.toml``."""

    words: str
    kind: str
    sectors: tuple[str, ...]
    yields: bool = False
    title: bool = False
    office: bool = False
    tie: str | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Modifier:
    """A word that gives the noun it stands by a sector."""

    sectors: tuple[str, ...]
    wins: bool


@dataclass(frozen=True, slots=True)
class Lists:
    """Words by what the stage does with them; each field is explained in ``roles.toml``."""

    short: frozenset[str]
    place_words: frozenset[str]
    sites: frozenset[str]
    speech: frozenset[str]
    minded: frozenset[str]
    of_others: frozenset[str]
    asking: frozenset[str]
    asked_of: frozenset[str]
    suffixes: frozenset[str]
    calendar: frozenset[str]
    quantity: frozenset[str]
    bodies: frozenset[str]
    things: frozenset[str]
    vague: frozenset[str]
    unions: frozenset[str]
    living: frozenset[str]
    loose: frozenset[str]
    called: frozenset[str]
    he: frozenset[str]
    she: frozenset[str]
    it: frozenset[str]
    they: frozenset[str]
    relative: frozenset[str]
    personal: frozenset[str]
    pointing: frozenset[str]
    feminine: frozenset[str]
    masculine: frozenset[str]
    empty_verbs: frozenset[str]


@dataclass(frozen=True, slots=True)
class ActorTable:
    """All that the actor stage looks up; the dictionaries are keyed by folded words."""

    countries: Countries = field(repr=False)
    known: tuple[KnownActor, ...] = field(repr=False)
    names: dict[str, tuple[Entry, ...]] = field(repr=False)  # by first word, longest name first
    leaders: dict[str, tuple[Leader, ...]] = field(repr=False)  # by the sound of each name's last word
    roles: dict[str, Role] = field(repr=False)
    titles: dict[str, Role] = field(repr=False)
    modifiers: dict[str, Modifier] = field(repr=False)
    honorifics: dict[str, str] = field(repr=False)  # lower-case word -> m, f or none
    lists: Lists = field(repr=False)
    classes: dict[str, tuple[str, ...]] = field(repr=False)  # "group" -> first sectors that "the group" may have
    holds: dict[str, tuple[str, ...]] = field(repr=False)  # word of a title -> offices in leaders.csv
    collective: frozenset[str] = field(repr=False)  # words that in the singular name a body: army, crowd
    hyphened: dict[str, str] = field(repr=False)  # word after (or before) a hyphen -> backed, led, against
    first_names: dict[str, str] = field(repr=False)  # folded first name -> m or f
    codes: dict[str, str] = field(repr=False)  # ISO code -> PLOVER code, where they differ
    canonical: dict[str, str] = field(repr=False)  # code -> name of the country

    def named(self, name: str) -> KnownActor | None:
        """The first row whose name or other name is the given one, in any spelling of case and hyphens."""
        words = words_of(name)
        for entry in self.names.get(words[0], ()) if words else ():
            if entry.words == tuple(words) and entry.known:
                return entry.known[0]
        return None


def load_actors(language: str = "en", *, extra: Sequence[Path] = ()) -> ActorTable:
    """The tables of a language, read once a process, with the rows of ``extra`` files put before ours.

    An extra file is a CSV with the columns of ``actors.csv``, of which only ``name`` must be filled, or one of
    the forms of ``actor_files``. Raises LexiconError naming file and line on a row that is wrong.
    """
    return _load(language, tuple(extra))


@cache
def _load(language: str, extra: tuple[Path, ...]) -> ActorTable:
    countries = load_countries()
    territories = list(_rows("territories.csv"))
    codes = {row["name"]: row["country"] for _, row in territories if row["kind"] == "code"}
    first_names = {row["name"]: row["gender"] for _, row in _rows(f"{language}/first_names.csv")}
    mine = [a for path in extra for a in _known(path.name, read_actor_file(path, first_names=first_names))]
    ours = _known("actors.csv", _rows("actors.csv"))
    name = f"{language}/roles.toml"
    words = _words(name)
    roles = _roles(words, name)
    return ActorTable(
        countries=countries,
        known=(*mine, *ours),
        names=index_entries(
            [
                *known_entries(mine),
                *known_entries(ours),
                *country_entries(countries, codes),
                *territory_entries(territories),
            ]
        ),
        leaders=_leaders(),
        roles=roles,
        titles={phrase: role for phrase, role in roles.items() if role.title},
        modifiers=_modifiers(words),
        lists=_lists(words, name),
        classes={word: tuple(sectors) for word, sectors in words["class"].items()},
        holds={word: tuple(offices) for word, offices in words["holds"].items()},
        honorifics=_turned(words["honorific"]),
        hyphened=_turned(words["hyphen"]),
        collective=frozenset(words["collective"]["words"]),
        first_names=first_names,
        codes=codes,
        canonical={codes.get(c.alpha3, c.alpha3): c.name for c in reversed(countries.rows)}
        | {c.alpha3: c.name for c in countries.rows if c.alpha3 not in codes},
    )


# ---------------------------------------------------------------- rows


def _rows(name: str) -> Iterator[tuple[int, dict[str, str]]]:
    text = (files("dateline") / "lexicons" / name).read_text(encoding="utf-8")
    yield from enumerate(csv.DictReader(text.splitlines()), start=2)


def _day(cell: str, *, last: bool) -> date | None:
    """A year or a day; of a year its first or last day. Raises ValueError."""
    if not cell:
        return None
    if re.fullmatch(r"\d{4}", cell):
        return date(int(cell), 12, 31) if last else date(int(cell), 1, 1)
    return date.fromisoformat(cell)


def _known(file: str, rows: Iterable[tuple[int, dict[str, str]]]) -> list[KnownActor]:
    found = []
    valid = {c.alpha3 for c in load_countries().rows} | BEYOND
    for number, row in rows:
        sectors = split_list(row["sectors"])
        wrong = [s for s in sectors if s not in SECTORS]
        if not words_of(row["name"]):
            raise LexiconError(file, number, f"the name is {row['name']!r}; give a name with letters")
        if row["kind"] and row["kind"] not in KINDS:
            raise LexiconError(file, number, f"unknown kind {row['kind']!r}; use one of {', '.join(sorted(KINDS))}")
        if row["country"] and row["country"] not in valid:
            raise LexiconError(file, number, f"unknown country {row['country']!r}; use an ISO alpha-3 code or IGO, …")
        if wrong:
            raise LexiconError(file, number, f"unknown sector {wrong[0]!r}; use one of {', '.join(sorted(SECTORS))}")
        try:
            since, until = _day(row["from"], last=False), _day(row["to"], last=True)
        except ValueError as error:
            raise LexiconError(file, number, f"{error}; write a year or YYYY-MM-DD in from and to") from error
        found.append(
            KnownActor(
                name=row["name"],
                other_names=split_list(row["other_names"]),
                kind=row["kind"] or "organisation",
                country=row["country"] or None,
                sectors=sectors,
                since=since,
                until=until,
                part_of=row["part_of"] or None,
                source=row["source"],
            )
        )
    return found


def _leaders() -> dict[str, tuple[Leader, ...]]:
    by_last: dict[str, list[Leader]] = {}
    for _, row in _rows("leaders.csv"):
        leader = Leader(
            name=row["name"],
            other_names=split_list(row["other_names"]),
            country=row["country"],
            office=row["office"],
            sectors=split_list(row["sectors"]),
            since=int(row["from"]),
            until=int(row["to"]) if row["to"] else None,
        )
        for last in dict.fromkeys(sound(name)[-1] for name in (leader.name, *leader.other_names)):
            by_last.setdefault(last, []).append(leader)
    return {last: tuple(some) for last, some in by_last.items()}


def _words(name: str) -> dict[str, Any]:
    return tomllib.loads((files("dateline") / "lexicons" / name).read_text(encoding="utf-8"))


def _roles(tables: dict[str, Any], name: str) -> dict[str, Role]:
    roles: dict[str, Role] = {}
    for group in tables["role"]:
        if group["kind"] not in KINDS or not SECTORS.issuperset(group["sector"]):
            raise LexiconError(name, None, f"a group of roles has kind {group['kind']!r}, sector {group['sector']!r}")
        for words in group["words"]:
            role = Role(
                words=words,
                kind=group["kind"],
                sectors=tuple(group["sector"]),
                yields=group.get("yields", False),
                title=group.get("title", False),
                office=group.get("office", False),
                tie=group.get("tie"),
                code=group.get("code"),
            )
            old = roles.get(words)
            if old is None:
                roles[words] = role
            elif role.title and not old.title:  # one word in two groups: the first tells, both may be titles
                roles[words] = replace(old, title=True)
    return roles


def _modifiers(tables: dict[str, Any]) -> dict[str, Modifier]:
    modifiers: dict[str, Modifier] = {}
    for group in tables["modifier"]:
        for words in group["words"]:
            modifiers.setdefault(words, Modifier(tuple(group["sector"]), group.get("wins", False)))
    return modifiers


def _lists(tables: dict[str, Any], name: str) -> Lists:
    try:
        return Lists(**{key: frozenset(words) for key, words in tables["list"].items()})
    except TypeError as error:
        raise LexiconError(name, None, f"[list]: {error}; give each list that it names, and no other") from error


def _turned(table: dict[str, list[str]]) -> dict[str, str]:
    return {word: key for key, words in table.items() for word in words}
