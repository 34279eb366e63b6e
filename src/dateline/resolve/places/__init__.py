"""Places of a page: each with every mention of it, put on the map by the page's own context."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from dateline.lexicon.gazetteer import Gazetteer, fold_name
from dateline.lexicon.place_words import load_place_words
from dateline.records import Analysis, Article, Mention, Place, Sentence
from dateline.resolve.places.choose import Choice, choose
from dateline.resolve.places.guess import Guess
from dateline.resolve.places.mentions import find_guesses


def find_places(analysis: Analysis, article: Article, *, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """Places in the order of first mention; () where none is named.

    Adjectives and peoples ("Iraqi", "Americans") are no places. A name that the gazetteer
    lacks stays, with ``lat`` and ``lon`` None and a low confidence. ``name`` is the gazetteer's for countries
    and other widely known places, else the page's fullest form. Mentions' spans hold the name's words only.
    """
    words = load_place_words()
    guesses = find_guesses(analysis, words, gazetteer, article.dateline.span if article.dateline else None)
    choices = choose(guesses, analysis, gazetteer=gazetteer, words=words, home=_home(article, gazetteer))
    return _make(_merge(choices, guesses), guesses, analysis)


def _home(article: Article, gazetteer: Gazetteer) -> str | None:
    """The country whose domain the page's address ends in; None for .com and its like."""
    host = urlsplit(article.url).hostname if article.url else None
    ending = host.rsplit(".", 1)[-1].upper() if host else ""
    country = gazetteer.countries.by_alpha2.get({"UK": "GB"}.get(ending, ending))
    return country.alpha3 if country else None


def _merge(choices: Sequence[Choice], guesses: Sequence[Guess]) -> list[Choice]:
    """Names of one place as one ("U.S.", "United States"), in the order of first mention."""
    merged: dict[object, Choice] = {}
    for choice in choices:
        first = guesses[choice.guesses[0]]
        key: object = fold_name(first.key) if choice.place is None else choice.place.geonames_id or choice.place.number
        old = merged.get(key)
        if old is not None:
            choice = Choice(
                tuple(sorted((*old.guesses, *choice.guesses))),
                old.place,
                max(old.confidence, choice.confidence),
                old.within or choice.within,
            )
        merged[key] = choice
    return sorted(merged.values(), key=lambda c: c.guesses[0])


def _make(choices: Sequence[Choice], guesses: Sequence[Guess], analysis: Analysis) -> tuple[Place, ...]:
    places = []
    for number, choice in enumerate(choices, start=1):
        found = [guesses[k] for k in choice.guesses]
        mentions = tuple(Mention(g.span, "name", head_of(analysis.sentences[g.sentence], g)) for g in found)
        place, told = choice.place, max(found, key=lambda g: len(g.key))
        sure = min(1.0, max(g.sure for g in found))
        if place is None:
            around = choice.within
            places.append(
                Place(
                    id=f"p{number}",
                    name=told.key,
                    kind="site" if told.facility else "city",
                    mentions=mentions,
                    country=around.country if around else None,
                    admin1=around.name if around and around.kind == "region" else None,
                    confidence=round(0.2 * sure, 2),
                )
            )
            continue
        plain = place.number < 0 or told.short or fold_name(told.key) == fold_name(place.name)
        places.append(
            Place(
                id=f"p{number}",
                name=place.name if plain else told.key,
                kind=place.kind,
                mentions=mentions,
                geonames_id=place.geonames_id,
                country=place.country,
                admin1=place.name if place.kind == "region" and place.country and place.geonames_id else place.admin1,
                lat=place.lat,
                lon=place.lon,
                confidence=round(min(0.99, choice.confidence * (0.5 + 0.5 * sure)), 2),
            )
        )
    return tuple(places)


def head_of(sentence: Sentence, guess: Guess) -> int:
    """Start of the name's head word: the token governed from outside the name, the last one failing that."""
    for token in sentence.tokens[guess.first : guess.last + 1]:
        if (token.head < guess.first or token.head > guess.last) and token.upos != "PUNCT":
            return token.start
    return sentence.tokens[guess.last].start
