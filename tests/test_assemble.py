"""Events of tellings made by hand, over real parses: when, where, at what cost, and one act one event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.extract.assemble import make_events
from dateline.language import Parser
from dateline.lexicon.assemble import load_costs
from dateline.lexicon.numbers import load_numbers
from dateline.lookup import make_cast
from dateline.records import (
    Actor,
    Analysis,
    Block,
    Event,
    Mention,
    Place,
    Span,
    Status,
    Telling,
    Timex,
    TimexValue,
)
from tests.factories import article_of

THURSDAY = date(2024, 3, 14)
COSTS, NUMBERS = load_costs(), load_numbers()


@dataclass(frozen=True)
class Told:
    """A telling by its words; "attack#2" is the second "attack" of the text."""

    trigger: str
    type: str = "ASSAULT"
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    status: str = "actual"
    mode: tuple[str, ...] = ()


def occurrences(text: str, words: str) -> Iterator[Span]:
    at = text.find(words)
    while at >= 0:
        yield Span(at, at + len(words))
        at = text.find(words, at + 1)


def token_at(analysis: Analysis, word: str) -> tuple[int, int]:
    name, _, nth = word.partition("#")
    found = [(s.index, t.i) for s in analysis.sentences for t in s.tokens if t.text == name]
    return found[int(nth or 1) - 1]


def events_of(
    parser: Parser,
    text: str,
    told: list[Told],
    *,
    times: dict[str, tuple[date, date]] | None = None,
    places: dict[str, tuple[str, str]] | None = None,
    actors: dict[str, str] | None = None,
    published: date | None = THURSDAY,
    kinds: dict[int, str] | None = None,
) -> tuple[Event, ...]:
    """``times`` gives days by words, ``places`` kind and country by name, ``actors`` kind by name, ``kinds``
    the kind of a line by its number."""
    article = article_of(text, published=published)
    blocks = tuple(replace(b, kind=(kinds or {}).get(i, b.kind)) for i, b in enumerate(article.blocks))
    article = replace(article, blocks=blocks)
    analysis = parser.analyse(article)
    tellings = []
    for t in told:
        sentence, trigger = token_at(analysis, t.trigger)
        kind = "noun" if analysis.sentences[sentence].tokens[trigger].upos in ("NOUN", "PROPN") else "verb"
        heads = [tuple(token_at(analysis, w)[1] for w in role) for role in (t.actor, t.recipient)]
        status = Status(t.status, "told")
        tellings.append(
            Telling(sentence, trigger, kind, t.type, status, "test.toml: told", *heads, mode=t.mode, confidence=0.8)
        )
    found_times = []
    for words, (earliest, latest) in (times or {}).items():
        for span in occurrences(text, words):
            value = TimexValue("DATE", earliest.isoformat())
            found_times.append(Timex(f"t{len(found_times) + 1}", span, earliest, latest, "day", value, "published"))
    return make_events(
        tellings,
        analysis,
        article,
        cast=make_cast(tuple(_actor(i, n, k, text) for i, (n, k) in enumerate((actors or {}).items()))),
        times=found_times,
        places=[
            Place(f"p{i}", name, kind, tuple(Mention(x) for x in occurrences(text, name)), country=country)
            for i, (name, (kind, country)) in enumerate((places or {}).items())
        ],
        words=COSTS,
        numbers=NUMBERS,
    )


def _actor(i: int, name: str, kind: str, text: str) -> Actor:
    last = name.split()[-1]
    mentions = [Mention(x, "name", x.end - len(last)) for x in occurrences(text, name)]
    return Actor(f"a{i}", name, kind, tuple(mentions))


def words_of(text: str, spans: list[Span]) -> list[str]:
    return [span.words(text) for span in spans]


def days(event: Event) -> tuple[date, date] | None:
    return (event.time.earliest, event.time.latest) if event.time else None


MONDAY = (date(2024, 3, 11), date(2024, 3, 11))
LAST_WEEK = (date(2024, 3, 3), date(2024, 3, 9))
YEAR_2020 = (date(2020, 1, 1), date(2020, 12, 31))
NEWS = (date(2024, 3, 11), THURSDAY)


# ---------------------------------------------------------------- who


def test_a_participant_is_its_noun_phrase_without_preposition_and_clause(parser: Parser) -> None:
    text = "The mayor was attacked by two masked men, who fled in a van."
    (event,) = events_of(parser, text, [Told("attacked", actor=("men",), recipient=("mayor",))])
    assert [p.span.words(text) for p in event.actor] == ["two masked men"]
    assert [p.span.words(text) for p in event.recipient] == ["The mayor"]


# ---------------------------------------------------------------- when

WHEN = [
    ("the clause's own time",
     "Rebels attacked the town on Monday.",
     "attacked", {"on Monday": MONDAY}, MONDAY),
    ("the time of a clause that carries the act",
     "Rebels launched a raid on the town on Monday.",
     "raid", {"Monday": MONDAY}, MONDAY),
    ("a time after the victims",
     "Soldiers killed three people in the town on Monday.",
     "killed", {"Monday": MONDAY}, MONDAY),
    ("the main clause's time for a participle",
     "A bomb exploded on Monday, killing three people.",
     "killing", {"Monday": MONDAY}, MONDAY),
    ("the time of an attack's relative clause",
     "The attack, which took place on Monday, shook the city.",
     "attack", {"Monday": MONDAY}, MONDAY),
    ("a past tense without time is news",
     "Rebels attacked the town.",
     "attacked", {}, NEWS),
    ("a saying's day bounds what it tells",
     "Police said on Monday that rebels attacked the town.",
     "attacked", {"Monday": MONDAY}, (date(2024, 3, 8), date(2024, 3, 11))),
    ("a saying's week is the week told",
     "Last week the police announced that they had arrested a man.",
     "arrested", {"Last week": LAST_WEEK}, LAST_WEEK),
    ("the paragraph's time goes on",
     "In 2020 the army besieged the town. Rebels attacked the barracks.",
     "attacked", {"2020": YEAR_2020}, YEAR_2020),
    ("a when-clause takes up the time before it",
     "Relations soured in 2020, when rebels attacked the town.",
     "attacked", {"2020": YEAR_2020}, YEAR_2020),
    ("a time in a quotation counts from the saying",
     'Last week the minister was firm. "The attack that we saw in the capital yesterday will not stop us," he said.',
     "attack", {"Last week": LAST_WEEK, "yesterday": (date(2024, 3, 13), date(2024, 3, 13))}, LAST_WEEK),
    ("a time after another act is not its own",
     "He returned home on Monday after the attack.",
     "attack", {}, None),
    ("the pluperfect is background",
     "Rebels had attacked the town.",
     "attacked", {}, None),
    ("the generic present has no time",
     "Rebels attack towns in the north.",
     "attack", {}, None),
    ("a bare noun has no time",
     "He wrote a book about the attack.",
     "attack", {}, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "times", "expected"), [row[1:] for row in WHEN], ids=[r[0] for r in WHEN])
def test_when(
    parser: Parser,
    text: str,
    trigger: str,
    times: dict[str, tuple[date, date]],
    expected: tuple[date, date] | None,
) -> None:
    (event,) = events_of(parser, text, [Told(trigger)], times=times)
    assert days(event) == expected


def test_the_tense_tells_nothing_where_publication_is_unknown(parser: Parser) -> None:
    (event,) = events_of(parser, "Rebels attacked the town.", [Told("attacked")], published=None)
    assert event.time is None


def test_the_undated_past_of_a_history_is_not_news(parser: Parser) -> None:
    text = "\n".join(f"In 20{n} the king died." for n in range(10, 15)) + "\nRebels attacked the town."
    times = {f"20{n}": (date(2000 + n, 1, 1), date(2000 + n, 12, 31)) for n in range(10, 15)}
    (event,) = events_of(parser, text, [Told("attacked")], times=times)
    assert event.time is None


def test_words_and_tense_are_told_apart(parser: Parser) -> None:
    text = "Rebels attacked the town on Monday."
    (told,) = events_of(parser, text, [Told("attacked")], times={"Monday": MONDAY})
    (inferred,) = events_of(parser, text, [Told("attacked")])
    assert [told.time.basis, inferred.time.basis] == ["words", "tense"]  # type: ignore[union-attr]
    assert [e.time.span is None for e in (told, inferred) if e.time] == [False, True]


def test_an_act_of_more_than_a_year_before_is_historical(parser: Parser) -> None:
    text = "Rebels attacked the town in 2020."
    (event,) = events_of(parser, text, [Told("attacked")], times={"2020": YEAR_2020})
    assert event.historical


def test_a_speech_act_is_at_the_time_of_its_saying(parser: Parser) -> None:
    text = '"The proposal is rejected," the minister said on Monday.'
    (event,) = events_of(parser, text, [Told("rejected", "REJECT")], times={"Monday": MONDAY})
    assert days(event) == MONDAY


# ---------------------------------------------------------------- where

CITIES = {"Tarsk": ("city", "AAA"), "Olm": ("city", "AAA"), "Berin": ("city", "BBB"), "Arania": ("country", "AAA")}
WHERE = [
    ("Rebels attacked a barracks in Tarsk.", "attacked", ["Tarsk exact"]),
    ("Rebels attacked a barracks near Tarsk.", "attacked", ["Tarsk near"]),
    ("Rebels attacked barracks in Tarsk, Olm and Berin.", "attacked", ["Tarsk exact", "Olm exact", "Berin exact"]),
    ("Rebels attacked a barracks in Tarsk, Arania.", "attacked", ["Tarsk exact"]),
    ("Rebels bombed a consulate in the northern city of Tarsk.", "bombed", ["Tarsk exact"]),
    ("Rebels bombed a consulate in Tarsk city.", "bombed", ["Tarsk exact"]),
    ("Rebels attacked barracks across Arania.", "attacked", ["Arania country"]),
    ("The attack on Tarsk lasted two days.", "attack", ["Tarsk exact"]),
    ("Rebels carried out an attack in Tarsk.", "attack", ["Tarsk exact"]),
    ("Troops withdrew from Tarsk.", "withdrew", ["Tarsk exact"]),
    ("Police arrested seven men in several towns, including in Tarsk.", "arrested", ["Tarsk exact"]),
    ("The minister said in Berin that rebels attacked the barracks.", "attacked", []),
    ("Rebels who had fled to Berin attacked the barracks.", "attacked", []),
    ("Arania attacked the barracks.", "attacked", []),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), WHERE)
def test_where(parser: Parser, text: str, trigger: str, expected: list[str]) -> None:
    kind = {"withdrew": "RETREAT", "arrested": "COERCE"}.get(trigger, "ASSAULT")
    (event,) = events_of(parser, text, [Told(trigger, kind)], places=CITIES)
    assert [f"{p.span.words(text)} {p.precision}" for p in event.place] == expected


def test_a_deed_without_a_place_happens_on_the_paragraphs_scene(parser: Parser) -> None:
    text = "Police arrested seven men in Tarsk. They fired tear gas at the crowd.\nThe minister praised the police."
    told = [Told("arrested", "COERCE"), Told("fired", "COERCE", mode=("crowd-control",)), Told("praised", "SUPPORT")]
    arrests, gas, praise = events_of(parser, text, told, places=CITIES)
    assert [p.span.words(text) for p in (*arrests.place, *gas.place)] == ["Tarsk", "Tarsk"]
    assert praise.place == ()


# ---------------------------------------------------------------- what it cost


@pytest.mark.parametrize("example", COSTS.examples, ids=lambda e: e.text)
def test_each_example_of_the_cost_words(parser: Parser, example) -> None:  # type: ignore[no-untyped-def]
    text = example.text
    found: set[tuple[str, int | None, int | None]] = set()
    weapons = set()
    for trigger in ("killed", "killing", "arrested", "attack", "attacks", "kidnapped", "bombing", "attacked", "fired"):
        if trigger not in text.replace(",", "").replace(".", "").split():
            continue
        kind = "COERCE" if trigger == "arrested" else "ASSAULT"
        for event in events_of(parser, text, [Told(trigger, kind)]):
            found |= {(c.what, c.low, c.high) for c in event.counts}
            weapons |= {event.instrument.text} if event.instrument else set()
    assert set(example.counts) <= found
    assert example.instrument is None or example.instrument in weapons


@pytest.mark.parametrize(("text", "what", "low"), COSTS.counterexamples)
def test_what_is_no_cost(parser: Parser, text: str, what: str, low: int) -> None:
    trigger = "arrested" if "arrested" in text else "killed"
    (event,) = events_of(parser, text, [Told(trigger, "COERCE" if trigger == "arrested" else "ASSAULT")])
    assert (what, low) not in {(c.what, c.low) for c in event.counts}


def test_the_next_sentence_adds_its_toll(parser: Parser) -> None:
    text = "Rebels attacked a market in the capital. The death toll rose to 34."
    (event,) = events_of(parser, text, [Told("attacked")])
    assert [(c.what, c.low, c.high) for c in event.counts] == [("killed", 34, 34)]


def test_a_number_told_outranks_one_victim_named(parser: Parser) -> None:
    text = "Gunmen killed a judge on Monday. The attack on Monday killed the judge and another man."
    told = [Told("killed", recipient=("judge",)), Told("attack"), Told("killed#2", recipient=("judge#2",))]
    (event,) = events_of(parser, text, told, times={"Monday": MONDAY})
    assert [(c.what, c.low, c.high) for c in event.counts] == [("killed", 2, 2)]


# ---------------------------------------------------------------- one act, one event

ACTORS = {"Ilya Varn": "person", "Petra Holm": "person", "Red Dawn": "group", "Arania": "country"}
ONE = [
    ("Gunmen killed Ilya Varn on Monday. The assassination shook Arania.",
     [Told("killed", actor=("Gunmen",), recipient=("Varn",)), Told("assassination")]),
    ("Three soldiers were killed in an attack in Tarsk on Monday.",
     [Told("killed", recipient=("soldiers",)), Told("attack")]),
    ("Red Dawn bombed a market in Tarsk on Monday. The attack in Tarsk was its third this year.",
     [Told("bombed", actor=("Dawn",), recipient=("market",)), Told("attack")]),
    ("Arania met the rebels in Berin on Monday.\nThe talks in Berin lasted two hours.",
     [Told("met", "CONSULT", actor=("Arania",), recipient=("rebels",)), Told("talks", "CONSULT")]),
    ("The strike that killed Ilya Varn was lawful, the ministry said.",
     [Told("strike"), Told("killed", recipient=("Varn",))]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), ONE, ids=[text for text, _ in ONE])
def test_tellings_of_one_act_are_one_event(parser: Parser, text: str, told: list[Told]) -> None:
    (event,) = events_of(parser, text, told, times={"Monday": MONDAY}, places=CITIES, actors=ACTORS)
    assert len(event.mentions) == len(told)


TWO = [
    ("Gunmen killed Ilya Varn on Monday. Gunmen killed Petra Holm in 2020.",
     [Told("killed", actor=("Gunmen",), recipient=("Varn",)),
      Told("killed#2", actor=("Gunmen#2",), recipient=("Holm",))]),
    ("Rebels attacked a barracks in Tarsk. Rebels attacked a barracks in Berin.",
     [Told("attacked", actor=("Rebels",)), Told("attacked#2", actor=("Rebels#2",))]),
    ("Rebels attacked a barracks in Tarsk on Monday. Another attack in Tarsk failed.",
     [Told("attacked", actor=("Rebels",)), Told("attack")]),
    ("Rebels attacked a barracks in Tarsk on Monday. They have mounted hundreds of attacks in Arania since 2020.",
     [Told("attacked", actor=("Rebels",)), Told("attacks")]),
    ("Red Dawn attacked a barracks in Tarsk on Monday. The attack of 2020 killed nobody.",
     [Told("attacked", actor=("Dawn",)), Told("attack")]),
    ("Police arrested seven men in Tarsk on Monday. Police met the mayor in Tarsk on Monday.",
     [Told("arrested", "COERCE", actor=("Police",)), Told("met", "CONSULT", actor=("Police#2",))]),
    ("Rebels attacked Tarsk on Monday. Rebels could attack Tarsk again.",
     [Told("attacked", actor=("Rebels",)), Told("attack", actor=("Rebels#2",), status="hypothetical")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), TWO, ids=[text for text, _ in TWO])
def test_two_acts_stay_two(parser: Parser, text: str, told: list[Told]) -> None:
    times = {"Monday": MONDAY, "2020": YEAR_2020}
    events = events_of(parser, text, told, times=times, places=CITIES, actors=ACTORS)
    assert len(events) == 2


def test_a_pull_quote_tells_nothing_twice(parser: Parser) -> None:
    text = "Rebels attacked the town.\nRebels attacked the town."
    (event,) = events_of(parser, text, [Told("attacked"), Told("attacked#2")], kinds={1: "pull_quote"})
    assert len(event.mentions) == 1


def test_a_caption_joins_the_body_and_the_body_gives_the_fields(parser: Parser) -> None:
    text = "People mourn Ilya Varn, killed in Tarsk.\nGunmen killed Ilya Varn on Monday."
    told = [Told("killed", recipient=("Varn",)), Told("killed#2", actor=("Gunmen",), recipient=("Varn#2",))]
    (event,) = events_of(
        parser, text, told, times={"Monday": MONDAY}, places=CITIES, actors=ACTORS, kinds={0: "caption"}
    )
    assert [m.kind for m in event.mentions] == ["caption", "verb"]
    assert event.trigger == event.mentions[1].span
    assert [p.span.words(text) for p in event.place] == ["Tarsk"]
    assert days(event) == MONDAY


def test_the_best_told_gives_the_fields_and_others_what_it_lacks(parser: Parser) -> None:
    text = (
        "The attack shook Arania.\nRed Dawn attacked the barracks in Tarsk on Monday.\nThe attack killed 12 soldiers."
    )
    told = [
        Told("attack"),
        Told("attacked", actor=("Dawn",), recipient=("barracks",)),
        Told("attack#2"),
        Told("killed"),
    ]
    (event,) = events_of(
        parser, text, told, times={"Monday": MONDAY}, places=CITIES, actors=ACTORS, kinds={0: "headline"}
    )
    assert event.trigger.words(text) == "attacked"
    assert [(c.what, c.low) for c in event.counts] == [("killed", 12)]
    assert (event.confidence or 0) > 0.8


def test_a_denial_is_a_mention_of_the_act_that_others_tell(parser: Parser) -> None:
    text = "Arania attacked a hospital in Tarsk on Monday. Arania denied attacking the hospital."
    told = [
        Told("attacked", actor=("Arania",), recipient=("hospital",)),
        Told("attacking", actor=("Arania#2",), recipient=("hospital#2",), status="negated"),
    ]
    (event,) = events_of(parser, text, told, times={"Monday": MONDAY}, places={"Tarsk": CITIES["Tarsk"]}, actors=ACTORS)
    assert event.status == "actual"
    assert [m.kind for m in event.mentions] == ["verb", "denial"]


def test_a_denial_of_what_nobody_tells_is_a_negated_event(parser: Parser) -> None:
    text = "Arania denied attacking the hospital."
    (event,) = events_of(parser, text, [Told("attacking", actor=("Arania",), status="negated")])
    assert event.status == "negated"


# ---------------------------------------------------------------- laws

PAGE = (
    "Red Dawn attacked a barracks in Tarsk on Monday. The attack killed 12 soldiers. Rebels attacked Olm.\n"
    "Police arrested seven men in Berin. Another attack failed. Gunmen killed Ilya Varn in 2020."
)
TOLD = [
    Told("attacked", actor=("Dawn",), recipient=("barracks",)),
    Told("attack", actor=()),
    Told("killed", recipient=("soldiers",)),
    Told("attacked#2", actor=("Rebels",)),
    Told("arrested", "COERCE", actor=("Police",), recipient=("men",)),
    Told("attack#2"),
    Told("killed#2", actor=("Gunmen",), recipient=("Varn",)),
]


@given(st.lists(st.sampled_from(TOLD), unique=True))
@settings(max_examples=25, deadline=None)
def test_every_telling_ends_in_exactly_one_event_and_order_makes_no_difference(told: list[Told]) -> None:
    from dateline.language import load_parser

    parser = _parser(load_parser)
    times = {"Monday": MONDAY, "2020": YEAR_2020}
    events = events_of(parser, PAGE, told, times=times, places=CITIES, actors=ACTORS)
    again = events_of(parser, PAGE, told[::-1], times=times, places=CITIES, actors=ACTORS)
    assert events == again
    mentions = [m.span for e in events for m in e.mentions]
    assert len(mentions) == len(set(mentions)) == len(told)
    assert [e.id for e in events] == [f"e{n}" for n in range(1, len(events) + 1)]
    firsts = [min(m.span for m in e.mentions) for e in events]
    assert firsts == sorted(firsts)
    for e in events:
        assert e.sentence.contains(e.trigger)
        assert e.trigger in {m.span for m in e.mentions}
        for span in [p.span for p in (*e.actor, *e.recipient, *e.place, *e.counts)]:
            assert 0 <= span.start < span.end <= len(PAGE)


_LOADED: dict[str, Parser] = {}


def _parser(load) -> Parser:  # type: ignore[no-untyped-def]
    if "one" not in _LOADED:
        _LOADED["one"] = load()
    return _LOADED["one"]


def test_five_thousand_tellings_take_seconds(parser: Parser) -> None:
    from time import perf_counter

    line = "Rebels attacked the barracks in Tarsk on Monday."
    article = article_of("\n".join([line] * 5000), published=THURSDAY)
    one = parser.analyse(replace(article, text=line, blocks=(Block("paragraph", Span(0, len(line))),))).sentences[0]
    sentences = []
    for i, block in enumerate(article.blocks):
        tokens = tuple(replace(t, start=t.start + block.span.start, end=t.end + block.span.start) for t in one.tokens)
        sentences.append(replace(one, index=i, span=block.span, block=i, tokens=tokens))
    analysis = Analysis(article.text, tuple(sentences), "test")
    trigger = next(t.i for t in one.tokens if t.text == "attacked")
    tellings = [Telling(i, trigger, "verb", "ASSAULT", Status("actual", ""), "r") for i in range(5000)]
    started = perf_counter()
    make_events(tellings, analysis, article, cast=make_cast(()), times=(), places=(), words=COSTS, numbers=NUMBERS)
    assert perf_counter() - started < 20
