"""Whose word events, counts and figures are, and who did it by whose word."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.extract.attribution import (
    attribute_events,
    attribute_figures,
    index_quotes,
    said_by_at,
)
from dateline.extract.quotes import find_quotes
from dateline.extract.speech.responsibility import event_claims, responsibility_claims
from dateline.language import Parser
from dateline.lexicon.reporting import load_reporting
from dateline.lookup import make_cast
from dateline.records import Analysis, Article, Attribution, Event, EventMention, Figure, Participant, Quote, Span
from tests.factories import article_of

WORDS = load_reporting()
CAST = make_cast(())


def parsed(text: str, parser: Parser) -> tuple[Article, Analysis, tuple[Quote, ...]]:
    article = article_of(text)
    analysis = parser.analyse(article)
    return article, analysis, find_quotes(analysis, article, cast=CAST, words=WORDS)


def at(text: str, word: str) -> Span:
    start = text.index(word)
    return Span(start, start + len(word))


def event_at(text: str, word: str, **more: object) -> Event:
    """An event with one telling at a word."""
    span = at(text, word)
    mention = EventMention(span, Span(0, len(text)), "verb")
    return Event("e1", "ASSAULT", "actual", span, Span(0, len(text)), mentions=(mention,), **more)  # type: ignore[arg-type]


def chain(said: tuple[Attribution, ...], text: str) -> list[tuple[str, str]]:
    return [(s.span.words(text), s.kind) for s in said]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Police said three people were killed.", "killed", [("Police", "says")]),
        ("Three people were killed, police said.", "killed", [("police", "says")]),
        ("Three people were killed.", "killed", []),
        ("“They killed three,” Hall said.", "killed", [("Hall", "says")]),
        ("The agency said that police said three were killed.", "killed", [("The agency", "says"), ("police", "says")]),
        ("The army allegedly shelled the port.", "shelled", [("allegedly", "claims")]),
        ("The union accused the army of shelling the port.", "shelling", [("The union", "accuses")]),
        ("The envoy condemned the shelling of the port.", "shelling", []),
        ("The ministry confirmed the attack.", "attack", []),
        ("The ministry confirmed that rebels attacked the port.", "attacked", [("The ministry", "confirms")]),
        ("The army, police said, shelled the port.", "shelled", [("police", "says")]),
        ("Hall, who fled the shelling, said it rained.", "shelling", []),
    ],
)
def test_who_says_it_outermost_first(text: str, word: str, expected: list[tuple[str, str]], parser: Parser) -> None:
    _, _, quotes = parsed(text, parser)
    assert chain(said_by_at(at(text, word), quotes), text) == expected


def test_an_event_told_by_another_has_his_word_on_it_and_on_its_mention(parser: Parser) -> None:
    text = "Police said three people were killed."
    _, _, quotes = parsed(text, parser)
    (event,) = attribute_events([event_at(text, "killed")], quotes, CAST)
    assert chain(event.said_by, text) == [("Police", "says")]
    assert event.mentions[0].said_by == event.said_by


def test_an_event_that_the_outlet_tells_too_is_the_outlets(parser: Parser) -> None:
    text = "Rebels attacked the port. Police said rebels attacked at dawn."
    _, _, quotes = parsed(text, parser)
    again = Span(text.rindex("attacked"), text.rindex("attacked") + 8)
    event = event_at(text, "attacked")
    event = attribute_events(
        [replace(event, mentions=(*event.mentions, EventMention(again, Span(26, len(text)), "verb")))],
        quotes,
        CAST,
    )[0]
    assert event.said_by == ()
    assert [bool(m.said_by) for m in event.mentions] == [False, True]


def test_an_accused_actor_is_claimed_by_the_accuser(parser: Parser) -> None:
    text = "The union accused the army of shelling the port."
    _, _, quotes = parsed(text, parser)
    army = Participant(None, at(text, "the army"))
    (event,) = attribute_events([event_at(text, "shelling", actor=(army,))], quotes, CAST)
    assert event.actor[0].polarity == "claimed"
    assert chain(event.actor[0].said_by, text) == [("The union", "accuses")]


def claimed(text: str, parser: Parser) -> list[tuple[str, str | None, list[str], str | None]]:
    _, analysis, _ = parsed(text, parser)
    found = []
    for c in responsibility_claims(analysis, WORDS):
        t = analysis.sentences[c.sentence].tokens
        found.append(
            (
                c.polarity,
                t[c.trigger].text if c.trigger is not None else None,
                [t[k].text for k in c.actor],
                t[c.claimant].text if c.claimant is not None else None,
            )
        )
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Northern Front claimed responsibility for the attack.", ("claimed", "attack", ["Front"], "Front")),
        ("Responsibility for the attack was claimed by the Front.", ("claimed", "attack", ["Front"], "Front")),
        ("The attack was claimed by the Front.", ("claimed", "attack", ["Front"], "Front")),
        ("The Front claimed responsibility.", ("claimed", None, ["Front"], "Front")),
        ("The ministry denied involvement in the strike.", ("denied", "strike", ["ministry"], "ministry")),
        ("The ministry denied carrying out the strike.", ("denied", "strike", ["ministry"], "ministry")),
        ("The army denied that it had bombed the school.", ("denied", "bombed", ["army"], "army")),
        ("The mayor blamed rebels for the explosion.", ("claimed", "explosion", ["rebels"], "mayor")),
        ("The mayor blamed the explosion on rebels.", ("claimed", "explosion", ["rebels"], "mayor")),
        ("Officials accused the militia of carrying out the raid.", ("claimed", "raid", ["militia"], "Officials")),
        ("A spokesman said the group was responsible for the bombing.", ("claimed", "bombing", ["group"], None)),
        ("Iran rejected accusations of involvement in the bombing.", ("denied", "bombing", ["Iran"], "Iran")),
        ("Two men are suspected of the killing.", ("suspected", "killing", ["men"], None)),
        ("Rebels are believed to be behind the ambush.", ("suspected", "ambush", ["Rebels"], None)),
        ("The raid, which an agency said was carried out by the Front, failed.", ("claimed", "raid", ["Front"], None)),
    ],
)
def test_who_did_it_by_whose_word(
    text: str, expected: tuple[str, str | None, list[str], str | None], parser: Parser
) -> None:
    assert claimed(text, parser)[:1] == [expected]


@pytest.mark.parametrize(
    "text", ["No group has claimed responsibility.", "Nobody claimed the attack.", "The army did not deny the strike."]
)
def test_nobody_claiming_it_is_no_claim(text: str, parser: Parser) -> None:
    assert claimed(text, parser) == []


def test_a_claim_gives_the_event_an_actor_by_his_own_word(parser: Parser) -> None:
    text = "The Front claimed responsibility for the attack."
    _, analysis, quotes = parsed(text, parser)
    (event,) = attribute_events([event_at(text, "attack")], quotes, CAST, analysis=analysis, words=WORDS)
    (actor,) = event.actor
    assert (actor.span.words(text), actor.polarity) == ("The Front", "claimed")
    assert chain(actor.said_by, text) == [("The Front", "claims")]
    assert event.mentions[0].kind == "claim"
    assert event.said_by == ()


def test_a_denial_leaves_the_event_and_makes_its_actor_denied(parser: Parser) -> None:
    text = "A strike hit the port. The ministry denied involvement in the strike."
    _, analysis, quotes = parsed(text, parser)
    denied = Span(text.rindex("strike"), text.rindex("strike") + 6)
    event = event_at(text, "strike")
    mention = EventMention(denied, Span(23, len(text)), "noun")
    (event,) = attribute_events(
        [replace(event, mentions=(*event.mentions, mention))],
        quotes,
        CAST,
        analysis=analysis,
        words=WORDS,
    )
    assert event.status == "actual"
    assert [(a.span.words(text), a.polarity) for a in event.actor] == [("The ministry", "denied")]
    assert event.mentions[1].kind == "denial"


@pytest.mark.parametrize(
    ("text", "what", "about"),
    [
        ("The strike on the depot was in self-defense, the ministry said.", "self-defense", "strike"),
        ("Police shot the man in self-defence.", "self-defense", "shot"),
        ("The envoy called the raid a war crime.", "war crime", "raid"),
        ("The shelling was an accident, the army said.", "accident", "shelling"),
        ("The arrest was lawful.", "lawful", "arrest"),
    ],
)
def test_what_is_said_of_an_act(text: str, what: str, about: str, parser: Parser) -> None:
    _, analysis, _ = parsed(text, parser)
    (claim,) = event_claims(analysis, WORDS)
    assert claim.what == what
    assert claim.about is not None
    assert analysis.sentences[claim.sentence].tokens[claim.about].text == about


def test_a_claim_about_an_event_has_its_claimant(parser: Parser) -> None:
    text = "The governor claims the shooting was in self-defense."
    _, analysis, quotes = parsed(text, parser)
    (event,) = attribute_events([event_at(text, "shooting")], quotes, CAST, analysis=analysis, words=WORDS)
    (claim,) = event.claims
    assert claim.span.words(text) == "self-defense"
    assert chain(claim.said_by, text) == [("The governor", "claims")]


def test_a_figure_has_the_word_of_who_gives_it(parser: Parser) -> None:
    text = "Sales fell by 12 percent, the firm said."
    _, _, quotes = parsed(text, parser)
    figure = Figure("f1", at(text, "12 percent"), 12, 12, False, "percent", "sales")
    (attributed,) = attribute_figures([figure], quotes, CAST)
    assert chain(attributed.said_by, text) == [("the firm", "says")]


def test_an_index_answers_as_the_quotes_do(parser: Parser) -> None:
    text = "The agency said that police said three were killed."
    _, _, quotes = parsed(text, parser)
    span = at(text, "killed")
    assert said_by_at(span, index_quotes(quotes)) == said_by_at(span, quotes)


def test_a_claim_finds_the_act_in_the_clause_that_says_which(parser: Parser) -> None:
    text = "The governor claims the ambush that killed six drivers was in self-defense."
    _, analysis, quotes = parsed(text, parser)
    (event,) = attribute_events([event_at(text, "killed")], quotes, CAST, analysis=analysis, words=WORDS)
    assert [c.what for c in event.claims] == ["self-defense"]


def test_background_named_by_a_noun_is_nobodys_word(parser: Parser) -> None:
    text = "After the siege of 1990 the port is poor, Hall said."
    _, _, quotes = parsed(text, parser)
    siege = event_at(text, "siege", historical=True)
    siege = replace(siege, mentions=(replace(siege.mentions[0], kind="noun"),))
    (event,) = attribute_events([siege], quotes, CAST)
    assert event.said_by == ()


def test_what_an_attack_shows_is_not_its_word(parser: Parser) -> None:
    text = "The raid highlighted the looting in the valley."
    _, _, quotes = parsed(text, parser)
    assert said_by_at(at(text, "looting"), quotes) == ()


def test_each_of_two_sources_covers_its_own_clause(parser: Parser) -> None:
    text = (
        "The army shelled the city, killing ten people, according to doctors, and displacing thousands, "
        "according to the town council."
    )
    _, _, quotes = parsed(text, parser)
    assert chain(said_by_at(at(text, "displacing"), quotes), text) == [("the town council", "says")]
    assert ("the town council", "says") not in chain(said_by_at(at(text, "shelled"), quotes), text)


def test_what_happened_inside_words_of_will_is_the_outlets(parser: Parser) -> None:
    text = "Hall declined to comment on reports that rebels attacked the port."
    _, _, quotes = parsed(text, parser)
    (event,) = attribute_events([event_at(text, "attacked")], quotes, CAST)
    assert event.said_by == ()


def test_what_went_on_meanwhile_is_the_outlets(parser: Parser) -> None:
    text = "The ministry said it had closed the border, as rebels attacked the port."
    _, _, quotes = parsed(text, parser)
    assert said_by_at(at(text, "attacked"), quotes) == ()
