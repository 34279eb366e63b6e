"""Names that are looked for word by word: the table's rows, countries, territories, peoples."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from dateline.lexicon.countries import Countries
from dateline.lexicon.spelling import fold, words_of

LONGEST = 12  # words of the longest name that is looked for


@dataclass(frozen=True, slots=True)
class KnownActor:
    """A row of ``actors.csv``. ``since`` and ``until`` bound the time in which its sectors hold."""

    name: str
    other_names: tuple[str, ...]
    kind: str
    country: str | None
    sectors: tuple[str, ...]
    since: date | None
    until: date | None
    part_of: str | None
    source: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A name that is looked for word by word.

    ``label``: known, country, territory, seat (a capital or palace's city), people (a demonym).
    ``shape`` tells of each word whether it must be in capitals (U), begin with one (T), have some within
    (X: "JPMorgan") or need none (l).
    """

    words: tuple[str, ...]
    shape: str
    label: str
    codes: tuple[str, ...]
    known: tuple[KnownActor, ...] = ()
    country: str | None = None
    sectors: tuple[str, ...] = ()
    plural: bool = False  # "Iraqis": the people, not only an adjective


def split_list(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _shape(name: str) -> str:
    shape = ""
    for word in re.findall(r"[^\W_]+(?:[.'’ʼ][^\W_]+)*", name):
        letters = re.sub(r"\W", "", word)
        if letters.isupper() and 1 < len(letters) <= 6:
            shape += "U"
        elif not letters[1:].islower() and not letters.isupper() and letters[1:]:
            shape += "X" if word[0].isupper() and not re.search(r"\W", word) else "T"
        else:
            shape += "T" if word[0].isupper() else "l"
    return shape


def known_entries(known: Iterable[KnownActor]) -> Iterator[Entry]:
    by_words: dict[tuple[tuple[str, ...], str], list[KnownActor]] = {}
    for actor in known:
        for name in (actor.name, *actor.other_names):
            key = (tuple(words_of(name)), _shape(name))
            if key[0]:
                by_words.setdefault(key, []).append(actor)
    for (words, shape), actors in by_words.items():
        home = actors[0].country
        if actors[0].kind == "country" and home is not None:  # one more name of a state
            yield Entry(words, shape, "country", (home,), country=home)
            continue
        yield Entry(words, shape, "known", (), known=tuple(actors))


def country_entries(countries: Countries, codes: dict[str, str]) -> Iterator[Entry]:
    for c in countries.rows:
        code = codes.get(c.alpha3, c.alpha3)
        for name in c.names:
            yield Entry(tuple(words_of(name)), _shape(name), "country", (code,), country=code)
        for name in c.capitals if code == c.alpha3 or code == "KOS" else ():  # a dependency's town governs nobody else
            yield Entry(tuple(words_of(name)), _shape(name), "seat", (code,), country=code)
    for source, plural in ((countries.by_adjective, False), (countries.by_people, True)):
        for word, some in source.items():
            of = tuple(dict.fromkeys(codes.get(c.alpha3, c.alpha3) for c in some))
            yield Entry(tuple(words_of(word)), _shape(word), "people", of, plural=plural)


def territory_entries(rows: Iterable[tuple[int, dict[str, str]]]) -> Iterator[Entry]:
    for _, row in rows:
        if row["kind"] == "code":
            continue
        label = {"former": "country", "territory": "territory", "seat": "seat", "people": "people"}[row["kind"]]
        name, code = row["name"], row["country"]
        yield Entry(
            tuple(words_of(name)),
            _shape(name),
            label,
            (code,),
            country=None if label == "people" else code,
            sectors=split_list(row["sectors"]),
            plural=label == "people" and fold(name).endswith("s"),
        )


def index_entries(entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    """Entries by first word, longest first; of equal names the one that comes first stays, save that a
    plural of a people (which is also its adjective's form: "Swiss") tells more than the adjective."""
    kept: dict[tuple[tuple[str, ...], str, str], Entry] = {}
    for entry in entries:
        if entry.words and len(entry.words) <= LONGEST:
            key = (entry.words, entry.shape, "people" if entry.label == "people" else "name")
            if key not in kept or (entry.plural and not kept[key].plural):
                kept[key] = entry
    by_first: dict[str, list[Entry]] = {}
    for entry in kept.values():
        by_first.setdefault(entry.words[0], []).append(entry)
    order = {"known": 0, "country": 1, "territory": 1, "people": 2, "seat": 3}
    return {
        first: tuple(sorted(some, key=lambda e: (-len(e.words), order[e.label], e.words)))
        for first, some in by_first.items()
    }
