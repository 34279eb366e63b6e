"""What inside a telling is the teller's word, and what the outlet's: each case with its counter-case."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from dateline.extract.attribution import attribute_events, said_by_at
from dateline.extract.quotes import find_quotes
from dateline.language import Parser
from dateline.lexicon.reporting import load_reporting
from dateline.lookup import make_cast
from dateline.records import (
    Actor,
    Article,
    Attribution,
    Block,
    Event,
    EventMention,
    Mention,
    Participant,
    Quote,
    Span,
)
from tests.factories import article_of

WORDS = load_reporting()


def at(text: str, word: str) -> Span:
    start = text.index(word)
    return Span(start, start + len(word))


def quotes_of(text: str, parser: Parser, *actors: Actor, article: Article | None = None) -> tuple[Quote, ...]:
    article = article or article_of(text)
    return find_quotes(parser.analyse(article), article, cast=make_cast(actors), words=WORDS)


def chain(said: tuple[Attribution, ...], text: str) -> list[tuple[str, str]]:
    return [(s.span.words(text), s.kind) for s in said]


OUTLETS: list[tuple[str, str]] = []


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        # A feeling about what has happened takes it for granted; a view on what may happen does not.
        ("Hall said it was a “rare pleasure” to visit the mine.", "visit", OUTLETS),
        ("Hall said she was pleased to have met the queen.", "met", OUTLETS),
        ("Hall said it was wrong to bomb the school.", "bomb", OUTLETS),
        ("Hall said it was vital to bomb the school.", "bomb", [("Hall", "says")]),
        ("Hall said it would be wrong to bomb the school.", "bomb", [("Hall", "says")]),
        # A comment on a known act tells no more than the comment.
        ("Hall said the attack was “a disgrace”.", "attack", OUTLETS),
        ("Hall said the attack amounted to revenge.", "attack", OUTLETS),
        ("Hall said the attack was “a massacre”.", "massacre", [("Hall", "says")]),
        ("Hall said an attack was likely.", "attack", [("Hall", "says")]),
        ("Hall said the attack killed six soldiers.", "killed", [("Hall", "says")]),
        ("The number of people killed is six, Hall said.", "killed", [("Hall", "says")]),
        # Glosses on what is definite are the outlet's; what tells which is the speaker's.
        ("Hall said the camp, which rebels attacked in May, was shut.", "attacked", OUTLETS),
        ("Hall said the camp that rebels attacked would be shut.", "attacked", [("Hall", "says")]),
        ("Hall said a guard, who was killed at the gate, had no gun.", "killed", [("Hall", "says")]),
        ("Hall said families slept in schools run by Adra, the agency that aids refugees.", "aids", OUTLETS),
        # Times that all know.
        ("Hall said that forty people had fled since rebels attacked the valley.", "attacked", OUTLETS),
        ("Hall said that forty people had fled after the attack on the valley.", "attack", OUTLETS),
        ("Hall said that forty people had fled after rebels attacked the valley.", "attacked", [("Hall", "says")]),
        ("“Forty have fled since rebels attacked the valley,” Hall said.", "attacked", [("Hall", "says")]),
        # What a stand is taken on; what the news is about.
        ("Hall said the envoy supported the invasion.", "invasion", OUTLETS),
        ("Hall said the envoy ordered the invasion.", "invasion", [("Hall", "says")]),
        ("Police announced the detention of a nurse in the kidnapping of a judge.", "kidnapping", OUTLETS),
        ("Police announced the detention of a nurse in the kidnapping of a judge.", "detention", [("Police", "says")]),
        # What is talked about is not told.
        ("Hall spoke warmly about her meeting with the envoy.", "meeting", OUTLETS),
        ("Hall warned of an attack on the port.", "attack", [("Hall", "warns")]),
        ("Hall told them to leave when shots were fired.", "fired", [("Hall", "orders")]),
        ("Her decision to meet the envoy surprised the party.", "meet", OUTLETS),
        ("Her promise to meet the envoy surprised the party.", "meet", [("Her", "promises")]),
        ("It was revealed that rebels had attacked the port.", "attacked", OUTLETS),
        # No telling at all.
        ("Clerks wept as he conceded the point.", "wept", OUTLETS),
        ("Clerks wept, as he conceded later, for hours.", "wept", [("he", "confirms")]),
        ("It is a custom that Hall observed when the envoy visited the mill.", "visited", OUTLETS),
        ("Hall did not say when the envoy visited the mill.", "visited", [("Hall", "says")]),
        ("The rule allowed them to attack the port.", "attack", OUTLETS),
        ("Hall found it hard to attack the port.", "attack", OUTLETS),
        # Kinds.
        ("The agency estimates that 600 people were killed.", "killed", [("The agency", "says")]),
        ("The agency estimates that 600 people will be killed.", "killed", [("The agency", "predicts")]),
        # Chains.
        (
            "Hall said nothing would change the bureau's finding that rebels attacked the port.",
            "attacked",
            [("Hall", "says"), ("the bureau", "says")],
        ),
        ("Hall said nothing would change her finding that rebels attacked the port.", "attacked", [("Hall", "says")]),
        # Who speaks.
        ("“If it can, it will attack us,” said James Orrin.", "attack", [("James Orrin", "says")]),
        ("She spoke at a conference announcing that the army attacked the port.", "attacked", [("She", "says")]),
        ("She read a statement announcing that the army attacked the port.", "attacked", [("a statement", "says")]),
        ("You know that rebels attacked the port.", "attacked", OUTLETS),
        ("Experts know that rebels attacked the port.", "attacked", [("Experts", "believes")]),
        ("Asked whether rebels would attack the port, he listed gulls and mice.", "attack", OUTLETS),
        ("Asked why rebels attack the port, he listed gulls, mice and the wind.", "attack", OUTLETS),
        ("Rebels, he told reporters, will attack the port.", "attack", [("he", "says")]),
        ("Rebels will attack the port, he said.", "attack", [("he", "says")]),
        ("Hall used the dinner to complain that rebels attacked the port.", "attacked", [("Hall", "claims")]),
        ("As rebels continue to attack the port, the mayor plans to leave.", "attack", OUTLETS),
        ("The port was attacked at dawn, as rebels admit.", "attacked", [("rebels", "confirms")]),
        ("Hall denied any part in it, and the envoy has accused the army.", "accused", OUTLETS),
        ("The guard, who knows nobody here, attacked me at the gate.", "attacked", OUTLETS),
        ("The guard, the mayor knows, attacked me at the gate.", "attacked", [("the mayor", "believes")]),
        ("Hall showed no sign of fighting.", "fighting", OUTLETS),
        ("The film showed fighting in the port.", "fighting", [("The film", "shows")]),
        ("Hall scolded him: “You attacked us,” she said.", "attacked", [("Hall", "says")]),
        ("Hall scolded him: “You attacked us,” she said.", "scolded", OUTLETS),
    ],
)  # fmt: skip
def test_whose_word_it_is(text: str, word: str, expected: list[tuple[str, str]], parser: Parser) -> None:
    quotes = quotes_of(text, parser)
    found = chain(said_by_at(at(text, word), quotes), text)
    assert found == expected


def named(text: str, word: str, *, id_: str, name: str, kind: str = "person") -> Actor:
    span = at(text, word)
    return Actor(id_, name, kind, (Mention(span, "name", span.end - len(word.split()[-1])),))


def test_he_beside_a_long_quote_is_who_spoke_before_it_began(parser: Parser) -> None:
    text = (
        "Orrin said the wall was weak. “The river rose. A guard was killed at the gate. "
        "The mayor told nobody at all,” he said."
    )
    quotes = quotes_of(text, parser, named(text, "Orrin", id_="a1", name="Orrin"))
    (said,) = said_by_at(at(text, "killed"), quotes)
    assert said.id == "a1"


def test_a_pronoun_without_an_actor_is_shown_by_the_words_it_stands_for(parser: Parser) -> None:
    text = "Several farmers have fled, although they say soldiers attacked nobody."
    (said,) = said_by_at(at(text, "attacked"), quotes_of(text, parser))
    assert said.span.words(text) == "Several farmers"


def act(text: str, word: str, actor: Participant, **more: object) -> Event:
    span = at(text, word)
    mention = EventMention(span, Span(0, len(text)), "verb")
    return Event("e1", "REQUEST", "actual", span, Span(0, len(text)), (actor,), mentions=(mention,), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "doer", "word", "his_own"),
    [
        ("“We urge them to leave,” Hall said.", "We", "urge", True),
        ("“We urged them to leave,” Hall said.", "We", "urged", False),
        ("“They urge us to leave,” Hall said.", "They", "urge", False),
        ("Hall said she is making a demand of the army.", "she", "making", True),
        ("Hall said she is leading a raid on the army.", "she", "leading", False),
    ],
)
def test_an_act_done_by_saying_so_is_told_by_the_outlet(
    text: str, doer: str, word: str, his_own: bool, parser: Parser
) -> None:
    article = article_of(text)
    analysis = parser.analyse(article)
    where = at(text, doer)
    hall = Actor("a1", "Hall", "person", (Mention(at(text, "Hall"), "name", text.index("Hall")),))
    if doer == "she":
        hall = replace(hall, mentions=(*hall.mentions, Mention(where, "pronoun", where.start)))
    cast = make_cast((hall,))
    quotes = find_quotes(analysis, article, cast=cast, words=WORDS)
    actor = Participant("a1" if doer == "she" else None, where)
    (event,) = attribute_events([act(text, word, actor)], quotes, cast, analysis=analysis, words=WORDS)
    assert (event.said_by == ()) is his_own


def test_those_of_a_gloss_are_no_more_attributed_than_its_act(parser: Parser) -> None:
    text = "The family, which asked the police for help, saw a film, lawyers said."
    quotes = quotes_of(text, parser)
    event = act(text, "asked", Participant(None, at(text, "The family")))
    (event,) = attribute_events([event], quotes, make_cast(()))
    assert event.said_by == ()
    assert event.actor[0].said_by == ()


def test_an_open_quote_stops_at_the_lines_of_other_stories(parser: Parser) -> None:
    text = (
        "Hall said: “We swam at dawn. The bay was cold. "
        "Related stories WINTER IS HERE Mayor warns that gulls attack children SUMMER IS OVER "
        "Gulls attack the port again."
    )
    quotes = quotes_of(text, parser)
    assert said_by_at(at(text, "swam"), quotes)
    assert said_by_at(at(text, "attack the port"), quotes) == ()
    assert [q.span.words(text).startswith("We swam") for q in quotes] == [True]
    assert "WINTER" not in quotes[0].span.words(text)


def test_words_in_capitals_alone_make_no_other_story(parser: Parser) -> None:
    text = "Hall said: “We met. NEVER AGAIN shall they attack the port."
    assert said_by_at(at(text, "attack"), quotes_of(text, parser))


def test_a_line_of_another_story_gives_a_quote_no_speaker(parser: Parser) -> None:
    text = (
        "Orrin blamed the wind. “The wall was weak,” Orrin said. WINTER IS HERE Mayor slams gulls for noise. "
        "SUMMER IS OVER Vicar slams mice for noise “The river rose and a guard was killed at the old gate.”"
    )
    assert chain(said_by_at(at(text, "killed"), quotes_of(text, parser)), text) in ([("Orrin", "says")], OUTLETS)


def test_a_pull_quote_that_repeats_the_text_is_listed_once(parser: Parser) -> None:
    text = "“The wall was weak and nobody knew it,” Orrin said.\n“The wall was weak”\n“Gulls own this town now.”"
    lines = article_of(text)
    blocks = tuple(Block("pull_quote" if k else "paragraph", b.span) for k, b in enumerate(lines.blocks))
    quotes = quotes_of(text, parser, article=replace(lines, blocks=blocks))
    found = [q.span.words(text) for q in quotes]
    assert sum(f.startswith("The wall was weak") for f in found) == 1


def test_a_headline_without_its_auxiliary_has_no_event_for_a_source(parser: Parser) -> None:
    text = "Flooding and looting reported near a museum in the south"
    assert all(q.speaker is None for q in quotes_of(text, parser))
    text = "Witnesses reported looting near a museum in the south."
    assert [q.speaker.span.words(text) for q in quotes_of(text, parser) if q.speaker] == ["Witnesses"]


def test_many_lines_of_other_stories_are_read_in_linear_time(parser: Parser) -> None:
    text = "“We met. " + "RELATED NEWS Gulls attack the port again. " * 600
    article = article_of(text)
    analysis = parser.analyse(article)
    start = time.perf_counter()
    find_quotes(analysis, article, cast=make_cast(()), words=WORDS)
    assert time.perf_counter() - start < 3


def test_many_pronouns_without_a_name_are_read_in_linear_time(parser: Parser) -> None:
    text = "“We met,” he said, and " * 1500
    article = article_of(text)
    analysis = parser.analyse(article)
    start = time.perf_counter()
    find_quotes(analysis, article, cast=make_cast(()), words=WORDS)
    assert time.perf_counter() - start < 3
