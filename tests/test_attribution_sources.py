"""Who is a source and who is none: each case with its counter-cases."""

from __future__ import annotations

import pytest

from dateline.extract.attribution import said_by_at
from dateline.extract.quotes import find_quotes
from dateline.language import Parser
from dateline.lexicon.reporting import load_reporting
from dateline.lookup import make_cast
from dateline.records import Actor, Mention, Quote, Span
from tests.factories import article_of

WORDS = load_reporting()


def at(text: str, word: str) -> Span:
    start = text.rindex(word)
    return Span(start, start + len(word))


def quotes_of(text: str, parser: Parser, *actors: Actor) -> tuple[Quote, ...]:
    article = article_of(text)
    return find_quotes(parser.analyse(article), article, cast=make_cast(actors), words=WORDS)


OUTLET: list[str] = []


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        # What one goes through is no view of his; with "as" it is.
        ("Last year the town saw a clampdown by the guards.", "clampdown", OUTLET),
        ("The valley witnessed a raid on the port.", "raid", OUTLET),
        ("The mayor saw the raid as an attack on the port.", "attack", ["The mayor"]),
        # What "can be said" the outlet says; what "is said" it has heard.
        ("Guards can be said to have attacked the port.", "attacked", OUTLET),
        ("It could be argued that rebels attacked the port.", "attacked", OUTLET),
        ("It must be noted that rebels attacked the port.", "attacked", OUTLET),
        ("Rebels are said to have attacked the port.", "attacked", ["said"]),
        ("It is claimed that rebels attacked the port.", "attacked", ["claimed"]),
        # A guess at what somebody feels; what he fears is, and what he feels without one.
        ("Orrin left early, apparently fearing that guards might attack the port.", "attack", OUTLET),
        ("Orrin feared that guards would attack the port.", "attack", ["Orrin"]),
        ("Orrin apparently said that guards would attack the port.", "attack", ["Orrin"]),
        ("Orrin feared that guards would read a letter that she stole.", "stole", OUTLET),
        ("Orrin feared that guards would read a letter that she stole.", "read", ["Orrin"]),
        # A time, or what a worth is of.
        ("Several days after Orrin announced a truce following the navy's raid, Varga swam.", "raid", OUTLET),
        ("Police reported an arrest following the mayor's murder.", "arrest", ["Police"]),
        ("It came in what their leader called a farce ahead of the rally.", "rally", OUTLET),
        ('In what their leader said was a "farce" ahead of rallies next month, the guards sang.', "rallies", OUTLET),
        ("The report stressed the importance of the council's campaign to attack the port.", "attack", OUTLET),
        ("The film highlighted the killing of nine clerks.", "killing", ["The film"]),
        # Nobody is no source.
        ("Nobody in the valley believes that rebels attacked the port.", "attacked", OUTLET),
        ("No official said that rebels attacked the port.", "attacked", OUTLET),
        ("Neither side claimed that it attacked the port.", "attacked", OUTLET),
        ("No one in the town thinks that rebels attacked the port.", "attacked", OUTLET),
        ("None of the clerks said that rebels attacked the port.", "attacked", OUTLET),
        ("Somebody in the valley said that rebels attacked the port.", "attacked", ["Somebody in the valley"]),
        (
            "An official of No Man's Bay said that rebels attacked the port.",
            "attacked",
            ["An official of No Man's Bay"],
        ),
        # An accusation made while telling is the outlet's to tell; one by those told of is theirs.
        ("The party said nine of its clerks were arrested in Exton, accusing the police of theft.", "accusing", OUTLET),
        ("The party said it would leave, accusing the police of theft.", "accusing", OUTLET),
        ("The party said rebels left the town, accusing the police of theft.", "accusing", ["The party"]),
        (
            "The party said nine of its clerks were arrested in Exton, accusing the police of theft.",
            "arrested",
            ["The party"],
        ),
    ],
)
def test_whose_word_it_is(text: str, word: str, expected: list[str], parser: Parser) -> None:
    said = said_by_at(at(text, word), quotes_of(text, parser))
    assert [s.span.words(text) for s in said] == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        # "at pains to say": the subject speaks.
        ("Hall was at pains to say that rebels attacked the port.", "attacked", ["Hall"]),
        (
            "Exton clerks are proud and are at pains to explain that rebels attacked the port.",
            "attacked",
            ["Exton clerks"],
        ),
        ("The guards went to great lengths to deny that they attacked the port.", "attacked", ["The guards"]),
        ("She read a statement announcing that the army attacked the port.", "attacked", ["a statement"]),
        # A dateline is nobody.
        (
            "MAKLINA -- Three days of fighting between police and rebels ended with six dead, officials said.",
            "fighting",
            ["officials"],
        ),
        ("EXTON, May 3 — Rebels attacked the port, residents said.", "attacked", ["residents"]),
        ("NATO said rebels attacked the port.", "attacked", ["NATO"]),
        # Two noun phrases side by side.
        (
            "A man authorities say was shot after he tried to hit a guard in Exton was jailed Tuesday.",
            "hit",
            ["authorities"],
        ),
        ("A man authorities say was shot after he tried to hit a guard in Exton was jailed Tuesday.", "jailed", OUTLET),
        ("The two clerks prosecutors say attacked the mayor were freed.", "attacked", ["prosecutors"]),
        ("In what city officials say was a raid, two clerks died.", "raid", ["city officials"]),
        ("City officials say the guards attacked the port.", "attacked", ["City officials"]),
        # A clause behind a time is the verb's.
        (
            "Hall, the leader of the union, said after the ministry’s statement that rebels attacked the port.",
            "attacked",
            ["Hall, the leader of the union"],
        ),
        ("Hall told reporters after a meeting that rebels attacked the port.", "attacked", ["Hall"]),
        ("Hall wept after the ministry’s statement that rebels attacked the port.", "attacked", ["the ministry"]),
        # A line without its stop runs into the next one.
        (
            "Exton urges talks after raid fails The valley’s envoy, James Orrin, said that rebels attacked the port.",
            "attacked",
            ["The valley’s envoy, James Orrin"],
        ),
        ("Hall declined to sign or even directly declare that rebels attacked the port.", "attacked", ["Hall"]),
        ("Hall urges calm and told reporters that rebels attacked the port.", "attacked", ["Hall"]),
        # Who is shown or quoted is a link of the chain.
        ("The tape shows a clerk as saying that rebels attacked the port.", "attacked", ["The tape", "a clerk"]),
        ("The paper quoted Orrin as saying that rebels attacked the port.", "attacked", ["The paper", "Orrin"]),
        (
            "The tape purportedly shows a clerk as saying that rebels attacked the port.",
            "attacked",
            ["purportedly", "The tape", "a clerk"],
        ),
    ],
)
def test_who_says_it(text: str, word: str, expected: list[str], parser: Parser) -> None:
    said = said_by_at(at(text, word), quotes_of(text, parser))
    assert [s.span.words(text) for s in said] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Exton clerks explain that it rained. The chairman, James Orrin, told . “Yes. We attacked the port.”",
            "The chairman, James Orrin",
        ),
        (
            "Exton clerks explain that it rained. James Orrin said. “The river is wide. We attacked the port.”",
            "James Orrin",
        ),
        ("James Orrin said it rained. The clerks wept. “The river is wide. We attacked the port.”", "James Orrin"),
    ],
)
def test_the_cue_that_ends_a_sentence_has_the_quotation_behind_it(text: str, expected: str, parser: Parser) -> None:
    (said,) = said_by_at(at(text, "attacked"), quotes_of(text, parser))
    assert said.span.words(text) == expected


def test_a_headline_run_into_its_text_has_its_source_before_the_colon(parser: Parser) -> None:
    more = " The bridge of Exton was closed for a day, and the ferry ran as it did before the bridge was built." * 3
    text = "UN: Most clerks oppose the raid on the port." + more
    quotes = quotes_of(text, parser)
    assert [s.span.words(text) for s in said_by_at(at(text, "raid"), quotes)] == ["UN"]
    assert said_by_at(at(text, "closed"), quotes) == ()
    text = "Bread: Most clerks oppose the raid on the port." + more
    assert said_by_at(at(text, "raid"), quotes_of(text, parser)) == ()


def test_a_text_that_goes_on_is_not_what_it_named_last(parser: Parser) -> None:
    text = "The treaty shows how merchants joined the Salt Guild. It also mentions how clerks attacked the guards."
    guild, it = at(text, "Salt Guild"), at(text, "It")
    actor = Actor(
        "a1", "Salt Guild", "organisation", (Mention(guild, "name", guild.end - 5), Mention(it, "pronoun", it.start))
    )
    (said,) = said_by_at(at(text, "attacked"), quotes_of(text, parser, actor))
    assert (said.id, said.span.words(text)) == (None, "The treaty")
    text = "Varga joined the Salt Guild. It also mentions how clerks attacked the guards."
    guild, it = at(text, "Salt Guild"), at(text, "It")
    actor = Actor(
        "a1", "Salt Guild", "organisation", (Mention(guild, "name", guild.end - 5), Mention(it, "pronoun", it.start))
    )
    (said,) = said_by_at(at(text, "attacked"), quotes_of(text, parser, actor))
    assert said.id == "a1"
