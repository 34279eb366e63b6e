"""The signs by which a name that the gazetteer knows is weighed: tag, frame, neighbours, fame.

Each sign adds to one sum, compared with ``places_guess.ENOUGH``; the weights were set by reading
errors on LGL's local news.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dateline.lexicon.gazetteer import Known, fold_name
from dateline.lexicon.place_words import PlaceWords
from dateline.records import Name, Sentence, Span
from dateline.resolve.places.guess import PLACE_KINDS, Guess, Page

SMALL = 15_000
"""A town of fewer people needs more than the tagger's word: half of such names are surnames."""

WHOLE_AREAS = frozenset({"county", "parish", "province", "governorate", "township"})
"""Area words that are the area's wherever they stand; "Fargo City Council" is no council of a "Fargo City"."""

POSSESSIVE = frozenset({"'s", "’s", "'"})
PARTIES = frozenset({"R", "D", "I"})
DASHES = ("—", "–", "--")


@dataclass(frozen=True, slots=True)
class Spot:
    """A name where it stands: tokens ``i`` to ``j``, with what its neighbours and the gazetteer say.

    ``after`` is the word after it in lower case, a possessive mark left out; ``frame`` the weight of
    what stands before; ``area`` a word like "province" right after; ``top`` the best-known place of that name.
    """

    s: Sentence
    i: int
    j: int
    words: str
    tag: Name | None
    after: str
    possessive: bool
    frame: float
    area: str
    has_area: bool
    top: Known


def judge(page: Page, s: Sentence, i: int, j: int, named: dict[int, Name]) -> Guess:
    """The guess for tokens ``i`` to ``j``, whose words the gazetteer knows."""
    spot = _look(page, s, i, j, named)
    personal = not spot.has_area and fold_name(spot.words) in page.person_words
    sure = _for(page, spot, named) - _against(page, spot, personal)
    last = j + 1 if spot.area else j
    return Guess(
        sentence=s.index,
        first=i,
        last=last,
        span=Span(s.tokens[i].start, s.tokens[last].end),
        key=spot.words,
        sure=sure,
        known=True,
        kinds=page.words.areas.get(spot.area, ()),
        barred=_is_somebodys(page, spot, named) or _is_no_name(page, spot),
        personal=personal,
        local=spot.after in page.words.locals,
    )


def _look(page: Page, s: Sentence, i: int, j: int, named: dict[int, Name]) -> Spot:
    tokens, areas = s.tokens, page.words.areas
    words = page.text[tokens[i].start : tokens[j].end]
    after = tokens[j + 1].text.lower() if j + 1 < len(tokens) else ""
    possessive = after in POSSESSIVE
    area = ""
    if after in areas and _is_area_word(tokens[j + 1].text):
        beyond = tokens[j + 2].text if j + 2 < len(tokens) else ""
        area = after if after in WHOLE_AREAS or not beyond[:1].isupper() else ""
    return Spot(
        s=s,
        i=i,
        j=j,
        words=words,
        tag=named.get(i),
        after=tokens[j + 2].text.lower() if possessive and j + 2 < len(tokens) else after,
        possessive=possessive,
        frame=before(page, s, i, named),
        area=area,
        has_area=bool(area) or (j > i and tokens[j].text.lower() in areas),
        top=max((c.place for c in page.gazetteer.find(words)), key=_weight),
    )


def _for(page: Page, spot: Spot, named: dict[int, Name]) -> float:
    """What speaks for a place."""
    s, j = spot.s, spot.j
    sure = _tagged(spot, named) + _fame(spot.top) + spot.frame
    if spot.area or (spot.has_area and s.tokens[j].text.lower() in WHOLE_AREAS):
        sure += 0.4
    if _is_dateline(page, spot):
        sure += 0.5
    if _has_institution(page, spot):
        sure += 0.35
    if any(t.text in page.words.joiners for t in s.tokens[spot.i + 1 : j]):
        sure += 0.35  # "Dar es Salaam": hardly anything else is called so and listed as a place
    token = s.tokens[j]
    if token.deprel == "obj" and token.head >= 0 and s.tokens[token.head].lemma in page.words.reached:
        sure += 0.3
    if spot.after == "-" and j + 2 < len(s.tokens) and s.tokens[j + 2].text in page.words.joined:
        sure += 0.5
    return sure


def _against(page: Page, spot: Spot, personal: bool) -> float:
    """What speaks against one, as a weight to take off."""
    tokens, i, j, tag, top = spot.s.tokens, spot.i, spot.j, spot.tag, spot.top
    following = tokens[j + 1] if j + 1 < len(tokens) else None
    institution = _has_institution(page, spot)
    doubt = 0.0
    if tag is not None and tag.last > j and tag.kind != "people" and following is not None and not institution:
        # a part of a longer name that is not "X Police": "Glacier Ridge", "Boston Symphony"
        wide = top.kind in ("country", "region") and _fame(top) > 0
        if not wide and following.text[:1].isupper() and following.upos in ("PROPN", "NOUN", "ADJ"):
            doubt += 0.4
    if top.kind == "city" and not spot.has_area and _has_article(spot):
        doubt += 0.35 if following is None or following.upos not in ("NOUN", "PROPN", "ADJ") else 0.0  # "the Honda"
    if spot.after in page.words.of_persons and top.kind in ("city", "district") and not top.capital:
        doubt += 0.5
    small = top.number > 0 and top.kind == "city" and top.population < SMALL and top.fame < 25
    if small and i == j and tag is not None and tag.kind in ("gpe", "location") and spot.frame == 0.0:
        doubt += 0.3 if not institution and not _is_dateline(page, spot) else 0.0
    if personal:
        doubt += 0.5 if spot.frame < 0.4 else 0.35
    if tokens[i].upos not in ("PROPN", "X") and not spot.words.isupper():
        doubt += 0.15
    verb = tokens[tokens[j].head] if tokens[j].head >= 0 and tokens[j].deprel.startswith("nsubj") else None
    if verb is not None and verb.lemma in page.words.verbs and top.kind != "country" and top.fame < 60:
        doubt += 0.4
    return doubt


def _has_article(spot: Spot) -> bool:
    """ "the Honda", "the new Constitution": towns go without, whatever adjective stands between."""
    tokens, k = spot.s.tokens, spot.i - 1
    while k > max(0, spot.i - 4) and tokens[k].upos == "ADJ":
        k -= 1
    return k >= 0 and tokens[k].text.lower() in ("the", "a", "an")


def _has_institution(page: Page, spot: Spot) -> bool:
    """ "Homs police", "Fargo's mayor"; but Hamas' attack is no town's."""
    tag = spot.tag
    whole_other = tag is not None and tag.last == spot.j and tag.kind not in PLACE_KINDS | {"people"}
    return spot.after in page.words.institutions and not (whole_other and spot.possessive)


def _is_no_name(page: Page, spot: Spot) -> bool:
    """An ordinary word, an adjective, or a seat that acts."""
    w, tag, countries = page.words, spot.tag, page.gazetteer.countries
    if spot.i == spot.j:
        word = spot.s.tokens[spot.i].text.lower()
        if word in plain(w) and (spot.top.fame < 60 or word in w.ordinary):
            return True
    if spot.top.kind == "site" and spot.frame < 0.3 and tag is not None and tag.kind == "organisation":
        return True  # "a White House spokesman", "the Kremlin denied it"
    if tag is not None and tag.kind == "people" and not (tag.first == spot.i and tag.last == spot.j):
        return True
    if spot.j + 1 < len(spot.s.tokens):
        longer = f"{spot.words} {spot.s.tokens[spot.j + 1].text}"
        if longer in countries.by_adjective or longer in countries.by_people:
            return True  # "Sri" of "Sri Lankan"
    if spot.possessive and spot.words.startswith(("St. ", "St ", "Saint ")) and spot.after not in w.locals:
        return True  # "St. Mary's School", "St. Patrick's Day"
    of_people = spot.words in countries.by_adjective or spot.words in countries.by_people
    return of_people and spot.words not in countries.by_name


def _is_somebodys(page: Page, spot: Spot, named: dict[int, Name]) -> bool:
    """A street's, a firm's or a person's name, or a currency."""
    w, tokens, i, j = page.words, spot.s.tokens, spot.i, spot.j
    if j + 1 < len(tokens) and tokens[j + 1].text[:1].isupper():
        after = tokens[j + 1].text.lower()
        if after in w.makers or (after in w.streets and not (spot.words.isupper() and tokens[j + 1].text.isupper())):
            return True
    if page.text[tokens[j].end : tokens[j].end + 1] in ("$", "€", "£", "¥"):
        return True  # "US$16 million"
    if j + 2 < len(tokens) and tokens[j + 1].text == "-" and tokens[j + 1].start == tokens[j].end:
        second = tokens[j + 2].text
        name = named.get(j)
        joined = name is not None and name.last >= j + 2 and name.kind not in PLACE_KINDS
        if (joined and second[:1].isupper()) or (second.islower() and second not in w.joined):
            return True  # "Wal-Mart", "Cubo-futurist"
    if i == 0:
        return False
    previous = tokens[i - 1]
    if previous.end == tokens[i].start and previous.text[-1:] in ("'", "’"):
        return True  # "O'Leary"
    if not previous.text[:1].isupper():
        return False
    tag = spot.tag
    if tag is not None and tag.first < i and tag.kind != "gpe" and previous.text.lower() not in w.ordinary:
        return True  # "George Washington High School"
    return previous.text.lower().rstrip(".") in w.titles


@cache
def plain(words: PlaceWords) -> frozenset[str]:
    """Words that, alone, are hardly a place's name."""
    return words.ordinary | words.institutions | words.streets | words.makers | words.areas.keys()


def before(page: Page, s: Sentence, i: int, named: dict[int, Name]) -> float:
    """The weight of what stands before token ``i``: "in", "north of", "Ann Roe of", "R-"."""
    w = page.words
    k = i - 1
    while k >= max(0, i - 4) and (s.tokens[k].text.lower() == "the" or s.tokens[k].upos == "ADJ"):
        if s.tokens[k].text in w.locative:
            break
        k -= 1
    if k < 0:
        return 0.0
    word = s.tokens[k].text.lower()
    if word in w.locative:
        return 0.45
    if word == "of" and k > 0:
        if _ends_person(s, k - 1, named):
            return 0.45
        return 0.4 if {s.tokens[k - 1].text.lower(), s.tokens[k - 1].lemma.lower()} & w.of_heads else 0.1
    if word in w.mild:
        return 0.3
    if word == "-" and k > 0 and s.tokens[k - 1].text in PARTIES:
        return 0.6
    return 0.1 if word in w.weak else 0.0


def _ends_person(s: Sentence, k: int, named: dict[int, Name]) -> bool:
    """ "Ann Roe of Southlake", "Roe, 22, of Winfield": a person's home."""
    if s.tokens[k].text == ",":
        return k > 0 and s.tokens[k - 1].upos == "NUM"
    name = named.get(k)
    return name is not None and name.kind == "person" and name.last == k


def _is_area_word(text: str) -> bool:
    """Small letters do for "Anbar province"; a town's council is not "Fargo city"."""
    return text[0].isupper() or text not in ("city", "town", "village", "state", "department", "states", "borough")


def _weight(place: Known) -> float:
    return place.fame + (100 if place.kind == "country" else 0)


def _tagged(spot: Spot, named: dict[int, Name]) -> float:
    """The weight of the tagger's word."""
    name = spot.tag or named.get(spot.j)
    if name is None:
        return 0.3
    tokens = spot.s.tokens
    first = name.first + (tokens[name.first].text.lower() == "the")
    whole = spot.i <= first and spot.j >= name.last - (tokens[name.last].text in ("'s", "’s", ".", "'"))
    if name.kind == "person":
        return 0.2 if whole else 0.1 if spot.i <= first else -0.6
    if name.kind == "organisation":
        return 0.35 if spot.i <= first else 0.15
    if name.kind == "people":
        return 0.5 if whole else 0.25
    if name.kind == "facility":
        return 0.55 if whole else 0.35
    return {"gpe": 0.85, "location": 0.75}.get(name.kind, 0.25)


def _fame(place: Known) -> float:
    if place.kind in ("country", "continent") or place.number < 0 or place.fame >= 60:
        return 0.35
    if place.kind == "region" and place.population > 500_000:
        return 0.35
    return 0.2 if place.population > 200_000 else 0.0


def _is_dateline(page: Page, spot: Spot) -> bool:
    """ "TBILISI —", "CARTHAGE, N.C. (AP) -" at a sentence's start."""
    s, j = spot.s, spot.j
    if spot.i > 0 or j + 1 >= len(s.tokens):
        return False
    following = s.tokens[j + 1].text
    if spot.words.isupper() and len(spot.words) > 2:
        return following in page.words.dateline_ends or following == ","
    return following in (*DASHES, "(") and s.block_kind in ("paragraph", "dateline")
