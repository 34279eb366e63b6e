"""How far an event is to be trusted, and which are left out of longer pages."""

from dataclasses import astuple

from dateline.extract.assemble.trust import Shares, signs_of, trust_of, weighed
from dateline.lexicon.assemble import load_costs
from dateline.lookup import make_cast
from dateline.records import Actor, Event, EventMention, Mention, Participant, Span, Why

WORDS = load_costs().trust
ANN = Actor("a1", "Ann Hall", "person", mentions=(Mention(Span(0, 8), "name", 0),))
BOB = Actor("a2", "Bob Orrin", "person", mentions=(Mention(Span(20, 29), "name", 20),))
CAST = make_cast((ANN, BOB))
LONG, SHORT = Shares(30, 0.5, 0.1), Shares(2, 0.5, 0.1)


def event(*, kind: str = "CONSULT", model: float | None = 0.9, status: str = "actual", both: bool = True) -> Event:
    at = Span(10, 13)
    return Event(
        id="e7",
        type=kind,
        status=status,
        trigger=at,
        sentence=Span(0, 40),
        actor=(Participant("a1", Span(0, 8)), *((Participant("a2", Span(20, 29)),) if both else ())),
        mentions=(EventMention(at, Span(0, 40), "verb"),),
        confidence=0.8,
        why=Why("consult.toml: meet", model),
    )


def sure(one: Event) -> float:
    found = weighed([one], cast=CAST, page=SHORT, words=WORDS)[0].confidence
    assert found is not None
    return found


def test_there_is_one_sign_for_each_weight() -> None:
    assert len(signs_of(event(), cast=CAST, page=LONG)) == len(astuple(WORDS.judged)) == len(astuple(WORDS.alone))


def test_what_is_left_out_is_likelier_wrong_than_right() -> None:
    assert trust_of((0.0,) * len(astuple(WORDS.judged)), WORDS.judged) == 0.5
    assert 0.0 < WORDS.least < 0.5


def test_what_the_judge_doubts_what_is_open_and_a_meeting_of_one_are_trusted_less() -> None:
    assert sure(event()) > sure(event(model=0.01))
    assert sure(event()) > sure(event(status="hypothetical"))
    assert sure(event()) > sure(event(both=False))


def test_an_event_likelier_wrong_than_right_is_left_out_of_a_longer_page_only() -> None:
    poor = event(model=0.01, status="hypothetical", both=False)
    assert weighed([poor, event()], cast=CAST, page=LONG, words=WORDS)[0].id == "e1"
    assert len(weighed([poor, event()], cast=CAST, page=LONG, words=WORDS)) == 1
    assert [e.id for e in weighed([poor, event()], cast=CAST, page=SHORT, words=WORDS)] == ["e1", "e2"]


def test_a_type_of_ones_own_stays_as_its_rules_have_it() -> None:
    own = event(kind="smuggle", model=None, status="hypothetical", both=False)
    (kept,) = weighed([own], cast=CAST, page=LONG, words=WORDS)
    assert kept.confidence == 0.8


def test_without_a_judge_other_weights_hold() -> None:
    assert 0.0 < sure(event(model=None)) < 1.0
