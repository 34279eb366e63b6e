"""Where a sentence names somebody: the table's names, the tagger's names, runs of capitals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from dateline.lexicon.actor_names import Entry
from dateline.lexicon.actors import ActorTable
from dateline.lexicon.spelling import WORD, fold
from dateline.records import Name, Sentence, Span, Token

JOINTS = frozenset({"", "-", "–", "/", "&", "'", "’", "'s", "’s"})
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
THINGS = frozenset({"law", "product", "event"})
NAMED = {"person": "person", "organisation": "organisation", "gpe": "place", "location": "place"}


@dataclass(frozen=True, slots=True)
class Spot:
    """A name in a sentence: tokens ``first`` to ``last``, ``head`` the one that governs the others.

    ``label``: known country territory seat people (from the table) or person organisation place other.
    ``inner`` is what the table knows within a longer name ("Iraqi" in "Iraqi Media Network").
    """

    first: int
    last: int
    head: int
    span: Span
    label: str
    words: tuple[str, ...]
    entry: Entry | None = None
    inner: Entry | None = None
    tail: int = -1  # the word that governs the name, where that was cut from it


STOPS = frozenset({".", "!", "”", '"', "’"})  # a headline ends without one
NOBODY = Spot(-1, -1, -1, Span(0, 0), "other", ())


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
        for spot in _from_tagger(s, text, name, known, table):
            for k in range(spot.first, spot.last + 1):
                taken.setdefault(k, spot)
    for spot in known:
        if not any(k in taken for k in range(spot.first, spot.last + 1)):
            for k in range(spot.first, spot.last + 1):
                taken[k] = spot
    for name in s.names:  # laws, products and events are no actors, though set in capitals
        if name.kind in THINGS:
            taken.update({k: NOBODY for k in range(name.first, name.last + 1) if k not in taken})
    for spot in _capital_runs(s, text, taken, table):
        for k in range(spot.first, spot.last + 1):
            taken.setdefault(k, spot)
    found = sorted({id(spot): spot for spot in taken.values() if spot is not NOBODY}.values(), key=lambda x: x.first)
    return [spot for spot in found if taken[spot.first] is spot]


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
    loud = _is_loud(s)
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


def is_headed(s: Sentence) -> bool:
    """Whether a sentence is set as a headline, most words in capitals, so that they tell little."""
    if s.tokens[-1].text in STOPS:
        return False
    words = [t for t in s.tokens if t.text[:1].isalpha() and len(t.text) > 3]
    return len(words) >= 3 and sum(t.text[:1].isupper() for t in words) > 0.75 * len(words)


def _is_loud(s: Sentence) -> bool:
    """Whether a sentence is set in capitals, so that they tell nothing."""
    letters = [t for t in s.tokens if t.text[:1].isalpha() and len(t.text) > 2]
    return len(letters) > 1 and sum(t.text.isupper() for t in letters) > len(letters) / 2


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
    """Whether a name begins with the surname of a longer one: "Joe Biden's administration"."""
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


def head_of(s: Sentence, first: int, last: int) -> int:
    """The token of a range that is governed from outside it; the last of several."""
    outside = [k for k in range(first, last + 1) if not first <= s.tokens[k].head <= last]
    solid = [k for k in outside if s.tokens[k].upos not in ("PUNCT", "DET", "PART")]
    return (solid or outside or [last])[-1]


# ---------------------------------------------------------------- the tagger's names


def _from_tagger(s: Sentence, text: str, name: Name, known: list[Spot], table: ActorTable) -> list[Spot]:
    label = NAMED.get(name.kind)
    if label is None:
        return []
    first, last = _trim(s, name.first, name.last)
    if first > last:
        return []
    within = [spot for spot in known if spot.first <= last and first <= spot.last]
    if last - first > 2 and is_headed(s):
        return []
    after = _after_titles(s, text, first, last, table, within)
    if label == "organisation" and after > first and all(s.tokens[k].upos == "PROPN" for k in range(after, last + 1)):
        plain = last - after < 3 and not any(s.tokens[k].text.lower() in table.roles for k in range(after, last + 1))
        label = "person" if plain else label
    if label == "person":
        first = after
        within = [spot for spot in within if spot.last >= first]
    if any(spot.first < first or spot.last > last for spot in within):
        return []
    if label == "organisation" and ends_title(s, text, last, table):
        return []  # "State" of "Secretary of State"
    if label == "person" and (first == last or ends_title(s, text, last, table)):
        phrase = " ".join(text[s.tokens[first].start : s.tokens[last].end].lower().split())
        if phrase in table.titles or phrase in table.honorifics:
            return []
    role = table.roles.get(s.tokens[last].text.lower())
    if label == "person" and last > first and role is not None and role.words in table.collective:
        label = "organisation"
    whole = [spot for spot in within if spot.first == first and spot.last == last]
    if whole or first > last:
        return []
    inside = s.tokens[first : last + 1]
    if within and any(_parts(t) for t in inside):
        return []
    if within and label == "place" and (len(within) > 1 or any(t.upos != "PROPN" for t in inside)):
        return []
    if not any(t.text[:1].isupper() for t in inside):
        return []
    if within and label == "organisation" and any(table.roles.get(t.text.lower()) for t in inside if t.upos == "NOUN"):
        return []
    if within and label == "person" and any(spot.label == "known" for spot in within):
        return []
    inner = within[0].entry if within else None
    if inner is not None and label == "place":
        around = {fold(t.text) for t in inside if not within[0].first <= t.i <= within[0].last}
        inner = inner if around <= table.lists.place_words else None
    elif inner is not None and inner.known and (within[0].first != first or "PTY" in inner.known[0].sectors):
        inner = None
    return [_spot(s, text, first, last, label, inner)]


def _parts(t: Token) -> bool:
    return t.text in ("'s", "’s") or (
        t.upos in ("PUNCT", "CCONJ", "VERB", "ADP") and t.text not in ("-", "of", "for", "&", "al", "'", "’")
    )


def _trim(s: Sentence, first: int, last: int) -> tuple[int, int]:
    while first <= last and (
        s.tokens[first].upos in ("DET", "PUNCT", "ADP", "NUM") or s.tokens[first].text in POSSESSIVE
    ):
        first += 1
    while first <= last and (s.tokens[last].upos == "PUNCT" or s.tokens[last].text in POSSESSIVE):
        last -= 1
    return first, last


def _after_titles(s: Sentence, text: str, first: int, last: int, table: ActorTable, within: list[Spot]) -> int:
    """Where a person's name begins once titles, owners and peoples before it are passed."""
    start = first
    for k in range(first, last):
        t = s.tokens[k]
        if (
            t.text in POSSESSIVE
            or t.text.lower() in table.honorifics
            or ends_title(s, text, k, table)
            or any(spot.label == "people" and spot.last == k and spot.first == start for spot in within)
        ):
            start = k + 1
    return start


def ends_title(s: Sentence, text: str, k: int, table: ActorTable) -> bool:
    """Whether a title's words end with a token: "President", "Secretary of Defense", "Maj. Gen."."""
    end = s.tokens[k].end
    for m in range(k, max(-1, k - 5), -1):
        words = " ".join(text[s.tokens[m].start : end].lower().split())
        if words in table.titles or words.rstrip(".") in table.titles or words.replace(".", "") in table.titles:
            return True
    return False


def _spot(s: Sentence, text: str, first: int, last: int, label: str, inner: Entry | None) -> Spot:
    span = Span(s.tokens[first].start, s.tokens[last].end)
    words = tuple(folded for w in WORD.findall(span.words(text)) if (folded := fold(w)))
    return Spot(first, last, head_of(s, first, last), span, label, words, None, inner)


# ---------------------------------------------------------------- capitals


def _capital_runs(s: Sentence, text: str, taken: dict[int, Spot], table: ActorTable) -> list[Spot]:
    """Proper nouns that neither the table nor the tagger took, side by side ones together."""
    if _is_loud(s) or is_headed(s):
        return []
    spots = []
    k = 0
    while k < len(s.tokens):
        if not _is_proper(s.tokens[k], table) or k in taken:
            k += 1
            continue
        end = k
        while (
            end + 1 < len(s.tokens)
            and end + 1 not in taken
            and (
                _is_proper(s.tokens[end + 1], table)
                or (s.tokens[end + 1].text == "-" and end + 2 < len(s.tokens) and _is_proper(s.tokens[end + 2], table))
            )
        ):
            end += 1
        first = _after_run_titles(s, text, k, end, table)
        titled = first > k
        if first == end and not titled and s.tokens[end].text.lower() in table.roles and first > s.tokens[0].i:
            first = end + 1  # "Muslim", "Democrat": a word for a kind of people
        if first <= end and not _is_party_tag(s, text, first, end):
            spots.append(_spot(s, text, first, end, "person" if titled else "other", None))
        k = end + 1
    return spots


def _is_proper(t: Token, table: ActorTable) -> bool:
    return (
        t.upos == "PROPN" and t.text[:1].isupper() and fold(t.text) not in table.lists.calendar and t.text[:1].isalpha()
    )


def _is_party_tag(s: Sentence, text: str, first: int, last: int) -> bool:
    """ "(D-Va.)", "(R)": a politician's party and state."""
    words = text[s.tokens[first].start : s.tokens[last].end]
    return (
        words[0] in "DRI" and text[s.tokens[first].start - 1 : s.tokens[first].start] == "(" and words[1:2] in ("", "-")
    )


def _after_run_titles(s: Sentence, text: str, first: int, last: int, table: ActorTable) -> int:
    start = first
    for k in range(first, last + 1):
        if s.tokens[k].text.lower() in table.honorifics or ends_title(s, text, k, table):
            start = k + 1
    return start
