"""Places on the page: which names are places, and which of the namesakes is meant."""

from __future__ import annotations

import time
import tomllib
from importlib.resources import files

import pytest

from dateline.language import Parser
from dateline.lexicon.gazetteer import Gazetteer, load_gazetteer
from dateline.records import Analysis, Place, Sentence, Span, Token
from dateline.resolve.places import find_places
from tests.factories import article_of


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def places_of(text: str, parser: Parser, gazetteer: Gazetteer) -> dict[str, Place]:
    """Places by the words of their first mention."""
    article = article_of(text)
    found = find_places(parser.analyse(article), article, gazetteer=gazetteer)
    return {place.mentions[0].span.words(text): place for place in found}


MEANT = [
    ("Police in Alexandria, Virginia, closed two streets.", "Alexandria", ("USA", "Virginia")),
    ("Police in Alexandria, La., closed two streets.", "Alexandria", ("USA", "Louisiana")),
    ("A ferry left Alexandria for Port Said, Egyptian officials said in Cairo.", "Alexandria", ("EGY", None)),
    ("Shops shut in Tripoli, Lebanon, after clashes.", "Tripoli", ("LBN", None)),
    ("Militias from Misrata entered Tripoli, the Libyan army said.", "Tripoli", ("LBY", None)),
    ("The mayor of Paris, Texas, resigned.", "Paris", ("USA", "Texas")),
    ("The French president returned to Paris from Lyon.", "Paris", ("FRA", None)),
    ("LAFAYETTE, Ind. (AP) - A bridge was closed on Monday.", "LAFAYETTE", ("USA", "Indiana")),
    ("Traders shut shops in Erbil, Kirkuk and Basra.", "Kirkuk", ("IRQ", None)),
    ("A gas main burst in Kerman near the bazaar, Iranian television said.", "Kerman", ("IRN", None)),
    ("The governor of Georgia spoke in Atlanta.", "Georgia", ("USA", "Georgia")),
    ("Georgia accused Russia of shelling villages near Tbilisi.", "Georgia", ("GEO", None)),
    ("Rescuers in Birmingham, Alabama, and Tuscaloosa searched all night.", "Birmingham", ("USA", "Alabama")),
    ("The council in Birmingham wrote to the councillors of Coventry.", "Birmingham", ("GBR", "England")),
    ("Fires burned near Perth, Western Australia.", "Perth", ("AUS", None)),
    ("The two presidents met in San Jose, Costa Rica.", "San Jose", ("CRI", None)),
    ("Fighting spread from Goma to Bukavu in South Kivu.", "South Kivu", ("COD", None)),
    ("Mediators met the envoy in Dar es Salaam on Wednesday.", "Dar es Salaam", ("TZA", None)),
    ("Troops entered Mocímboa da Praia.", "Mocímboa da Praia", ("MOZ", None)),
    ("The army shelled Deir ez Zor.", "Deir ez Zor", ("SYR", None)),
    ("The bombardment of Gaza went on, and Israel closed the Rafah crossing.", "Gaza", ("PSE", None)),
]


@pytest.mark.parametrize(("text", "name", "home"), MEANT, ids=[m[0][:40] for m in MEANT])
def test_the_page_decides_among_namesakes(
    text: str, name: str, home: tuple[str, str | None], parser: Parser, gazetteer: Gazetteer
) -> None:
    place = places_of(text, parser, gazetteer)[name]
    assert place.country == home[0]
    assert home[1] in (None, place.admin1)


NOT_PLACES: list[tuple[str, list[str]]] = [
    ("The Iraqi delegation met three Americans and a Frenchman.", []),
    ("Michael Jordan spoke first. Jordan said he was tired.", []),
    ("She wrote for the Boston Globe and the Chicago Tribune.", []),
    ("Officers went to a house on Memphis Street.", []),
    ("It cost US$16 million in March.", []),
    ("Mr. Lincoln met Sen. Mansfield on Tuesday.", []),
]


@pytest.mark.parametrize(("text", "names"), NOT_PLACES, ids=[n[0][:40] for n in NOT_PLACES])
def test_peoples_persons_papers_and_streets_are_no_places(
    text: str, names: list[str], parser: Parser, gazetteer: Gazetteer
) -> None:
    assert list(places_of(text, parser, gazetteer)) == names


def _examples() -> list[tuple[str, list[str]]]:
    table = tomllib.loads((files("dateline") / "lexicons" / "en" / "place_words.toml").read_text(encoding="utf-8"))
    return [(example["text"], example["places"]) for example in table["example"]]


@pytest.mark.parametrize(("text", "names"), _examples(), ids=[e[0][:40] for e in _examples()])
def test_the_examples_of_the_word_table_hold(text: str, names: list[str], parser: Parser, gazetteer: Gazetteer) -> None:
    article = article_of(text)
    found = find_places(parser.analyse(article), article, gazetteer=gazetteer)
    assert sorted(m.span.words(text) for place in found for m in place.mentions) == sorted(names)


def test_mentions_of_one_place_are_gathered_under_one_id(parser: Parser, gazetteer: Gazetteer) -> None:
    text = "The United States sent aid to Syria. The U.S. said more would reach Syria soon."
    found = places_of(text, parser, gazetteer)
    assert [len(place.mentions) for place in found.values()] == [2, 2]
    assert [place.id for place in found.values()] == ["p1", "p2"]
    assert found["United States"].kind == "country"


def test_a_name_the_gazetteer_lacks_stays_without_a_position(parser: Parser, gazetteer: Gazetteer) -> None:
    text = "Two men were shot in Quorvenhollow, Ohio, on Friday."
    place = places_of(text, parser, gazetteer)["Quorvenhollow"]
    assert (place.lat, place.lon) == (None, None)
    assert place.confidence is not None
    assert place.confidence < 0.5


def test_seas_have_no_single_country(parser: Parser, gazetteer: Gazetteer) -> None:
    text = "Drones were shot down over the Red Sea."
    place = places_of(text, parser, gazetteer)["Red Sea"]
    assert (place.kind, place.country) == ("water", None)
    assert place.mentions[0].head == text.index("Sea")


def test_a_page_without_places_gives_none(parser: Parser, gazetteer: Gazetteer) -> None:
    assert places_of("They talked for hours and agreed on nothing.", parser, gazetteer) == {}
    article = article_of("")
    assert find_places(Analysis("", (), "none"), article, gazetteer=gazetteer) == ()


@pytest.mark.parametrize("word", ["Springfield", "La.", "U.S."])
def test_twenty_thousand_names_in_one_sentence_take_seconds_at_most(word: str, gazetteer: Gazetteer) -> None:
    many = 20_000
    step = len(word) + 2
    text = ", ".join([word] * many)
    tokens = []
    for k in range(many):
        at = k * step
        tokens.append(Token(2 * k, at, at + len(word), word, word, "PROPN", "NNP", "", 0 if k else -1, "conj"))
        tokens.append(Token(2 * k + 1, at + len(word), at + len(word) + 1, ",", ",", "PUNCT", ",", "", 0, "punct"))
    sentence = Sentence(0, Span(0, len(text)), 0, "paragraph", tuple(tokens), (), ((),) * len(tokens))
    article = article_of(text)
    started = time.monotonic()
    find_places(Analysis(text, (sentence,), "none"), article, gazetteer=gazetteer)
    assert time.monotonic() - started < 10
