"""Where a sentence names somebody: the table's names, the tagger's names, runs of capitals."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from dateline.lexicon.actor_names import Entry
from dateline.lexicon.actors import ActorTable
from dateline.lexicon.spelling import WORD, fold
from dateline.records import Place, Sentence, Span
from dateline.resolve.actors.names_tagged import THINGS, capital_runs, tagged_name
from dateline.resolve.actors.spots import NOBODY, POSSESSIVE, Spot, head_of, is_loud

JOINTS = frozenset({"", "-", "–", "/", "&", "'", "’", "'s", "’s"})


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of a token that a name may be made of."""

    folded: str
    raw: str
    start: int
    end: int
    token: int


def find_spots(s: Sentence, text: str, *, table: ActorTable, places: Mapping[int, str]) -> list[Spot]:
    """Names in reading order, none overlapping; [] where there is none.

    ``places`` gives the country code of place names by their start.
    """
    words = _words(s, text)
    taken: dict[int, Spot] = {}
    known = [_placed(x, places) for x in _from_table(s, text, words, table) if not _starts_in_person(s, x)]
    for name in s.names:
        for spot in tagged_name(s, text, name, known, table):
            for k in range(spot.first, spot.last + 1):
                taken.setdefault(k, spot)
    for spot in known:
        if not any(k in taken for k in range(spot.first, spot.last + 1)):
            for k in range(spot.first, spot.last + 1):
                taken[k] = spot
    for name in s.names:  # laws, products and events are no actors, though set in capitals
        if name.kind in THINGS:
            taken.update({k: NOBODY for k in range(name.first, name.last + 1) if k not in taken})
    for spot in capital_runs(s, text, taken, table):
        for k in range(spot.first, spot.last + 1):
            taken.setdefault(k, spot)
    found = sorted({id(spot): spot for spot in taken.values() if spot is not NOBODY}.values(), key=lambda x: x.first)
    # A title cut from "Director - Lane" leaves a dash, which names nobody.
    return [spot for spot in found if taken[spot.first] is spot and spot.words]


def without_parts(spots: Iterable[list[Spot]], places: Iterable[Place]) -> list[list[Spot]]:
    """The names of each sentence without those that are a part of a place's: "Praia" of "Mocímboa da Praia"."""
    long = sorted((m.span, place.country) for place in places for m in place.mentions)
    starts = [span.start for span, _ in long]

    def is_part(spot: Spot) -> bool:
        at = bisect_right(starts, spot.span.start) - 1
        if at < 0 or not long[at][0].contains(spot.span) or long[at][0] == spot.span:
            return False
        return spot.entry is None or spot.entry.country != long[at][1]

    return [[spot for spot in here if not is_part(spot)] for here in spots]


def _words(s: Sentence, text: str) -> list[Word]:
    found = []
    for t in s.tokens:
        for raw, folded, start, end in _pieces(t.text):
            last = t.start + end
            if "." in raw and text[last : last + 1] == ".":
                last += 1
            found.append(Word(folded, raw, t.start + start, last, t.i))
    return found


@lru_cache(maxsize=65536)
def _pieces(token: str) -> tuple[tuple[str, str, int, int], ...]:
    """The words of a token: as written, folded, and where they stand in it; () for an owner's 's."""
    if token in POSSESSIVE:
        return ()
    return tuple((m.group(), folded, m.start(), m.end()) for m in WORD.finditer(token) if (folded := fold(m.group())))


def _from_table(s: Sentence, text: str, words: list[Word], table: ActorTable) -> list[Spot]:
    loud = is_loud(s)
    spots: list[Spot] = []
    k = 0
    while k < len(words):
        entry = next((e for e in table.names.get(words[k].folded, ()) if _fits(e, words, k, text, loud)), None)
        if entry is None or not _is_name_here(s, entry, words, k) or _is_anothers(entry, words[k], spots, text):
            k += 1
            continue
        n = len(entry.words)
        first, last = words[k].token, words[k + n - 1].token
        spots.append(
            Spot(
                first,
                last,
                head_of(s, first, last),
                Span(words[k].start, words[k + n - 1].end),
                entry.label,
                entry.words,
                entry,
            )
        )
        k += n
    return spots


def _fits(entry: Entry, words: list[Word], k: int, text: str, loud: bool) -> bool:
    if k + len(entry.words) > len(words):
        return False
    for n, (word, shape) in enumerate(zip(entry.words, entry.shape, strict=False)):
        here = words[k + n]
        if here.folded != word:
            return False
        if n and text[words[k + n - 1].end : here.start].strip() not in JOINTS:
            return False
        if shape == "U" and (not here.raw.isupper() or (loud and len(word) < 4)):
            return False
        if shape == "X" and (here.raw[1:].islower() or (here.raw.isupper() and len(here.raw) < 5)):
            return False
        if shape == "T" and not here.raw[0].isupper():
            return False
    return True


def _is_name_here(s: Sentence, entry: Entry, words: list[Word], k: int) -> bool:
    """A table's word that is common too ("Apple", "Total", "Shell") must be a proper noun here."""
    t = s.tokens[words[k].token]
    if len(entry.words) > 1 or entry.shape != "T":
        return True
    if entry.label == "people":
        return t.upos in ("ADJ", "PROPN", "NOUN")
    return t.upos in ("PROPN", "ADJ") or (entry.label != "known" and t.upos in ("NOUN", "X"))


def _placed(spot: Spot, places: Mapping[int, str]) -> Spot:
    """A country's or capital's name that the page's places know as another country's place is only that place."""
    code = places.get(spot.span.start)
    if spot.label not in ("country", "seat") or spot.entry is None or code in (None, spot.entry.country):
        return spot
    return Spot(spot.first, spot.last, spot.head, spot.span, "place", spot.words)


def _starts_in_person(s: Sentence, spot: Spot) -> bool:
    """Whether a name begins with the surname of a longer one: "Ana Varga's administration"."""
    return any(n.kind == "person" and n.first < spot.first <= n.last < spot.last for n in s.names)


def _is_anothers(entry: Entry, here: Word, spots: list[Spot], text: str) -> bool:
    """Whether a state's body is named with another state before it: "the Peruvian Congress", "Spain's Senate"."""
    if not entry.known or not spots or not {"GOV", "LEG", "MIL", "PTY", "COP"} & set(entry.known[0].sectors):
        return False
    before = spots[-1]
    home = entry.known[0].country
    if before.entry is None or before.label not in ("people", "country") or home is None or len(home) != 3:
        return False
    near = text[before.span.end : here.start].strip() in ("", "'s", "’s", "'", "’")
    return near and home not in (before.entry.country, *before.entry.codes)
