"""Names that the table does not hold: the tagger's, and runs of words in capitals."""

from __future__ import annotations

from dateline.lexicon.actors import ActorTable
from dateline.lexicon.spelling import fold
from dateline.records import Name, Sentence, Token
from dateline.resolve.actors.spots import POSSESSIVE, Spot, ends_title, is_headed, is_loud, make_spot

THINGS = frozenset({"law", "product", "event"})
NAMED = {"person": "person", "organisation": "organisation", "gpe": "place", "location": "place"}


def tagged_name(s: Sentence, text: str, name: Name, known: list[Spot], table: ActorTable) -> list[Spot]:
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
    return [make_spot(s, text, first, last, label, inner)]


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


def capital_runs(s: Sentence, text: str, taken: dict[int, Spot], table: ActorTable) -> list[Spot]:
    """Proper nouns that neither the table nor the tagger took, side by side ones together."""
    if is_loud(s) or is_headed(s):
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
            spots.append(make_spot(s, text, first, end, "person" if titled else "other", None))
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
