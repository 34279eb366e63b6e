"""Events of the types that a user taught by examples, found in a page beside those that rules see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.errors import UsageError
from dateline.extract.events import Act, find_acts, in_place_of, surroundings, telling_of
from dateline.judge import Likeness, Line, Pointed, joined, judge_name, open_likeness, sure_of
from dateline.lexicon.events import EventRules
from dateline.lexicon.status import StatusWords
from dateline.lexicon.taught import Known, TaughtType
from dateline.records import Analysis, Sentence, Span, Telling
from dateline.syntax import noun_phrase

LONGEST = 250  # words of a sentence that is looked through; what is longer is a list or a table
SHOWN = 60  # characters of the nearest example in an event's ``why``


@dataclass(frozen=True, slots=True)
class Taught:
    """The types that are taught, and the encoder by which they are known."""

    types: tuple[TaughtType, ...]
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class _Seen:
    """An act that is like a type: how much (above 0), and the example that it is nearest to."""

    act: Act
    score: float
    nearest: Known


def open_taught(types: Sequence[TaughtType], *, judge: str) -> Taught | None:
    """None where nothing is taught, or where the judge, whose encoder it takes, is ``off``.

    Raises UsageError for a type that was taught with another judge.
    """
    name = judge_name(judge)
    if not types or name is None:
        return None
    for taught in types:
        if taught.judge != name:
            raise UsageError(f"{taught.name} was taught with {taught.judge}, and the judge is {name}: teach it again")
    return Taught(tuple(types), open_likeness(judge))


def with_taught(
    tellings: Iterable[Telling], analysis: Analysis, *, taught: Taught, rules: EventRules, status: StatusWords
) -> tuple[Telling, ...]:
    """The tellings with those of taught types, which stand in place of ours where both see one word."""
    own = (t for s in analysis.sentences for t in taught_tellings(s, analysis.text, taught, rules=rules, status=status))
    return tuple(in_place_of(tellings, own))


def taught_tellings(
    s: Sentence,
    text: str,
    taught: Taught,
    *,
    rules: EventRules,
    status: StatusWords,
    known: frozenset[int] = frozenset(),
) -> list[Telling]:
    """The acts of a sentence that are of a taught type; ``known`` are tokens that are actors whatever their words."""
    if len(s.tokens) > LONGEST:
        return []
    nouns = frozenset(lemma for t in taught.types for lemma in t.nouns)
    acts = find_acts(s, rules=rules, nouns=nouns, known=known)
    if not acts:
        return []
    rows = taught.likeness.vectors(s.span.words(text), [pointed(s, act) for act in acts])
    made = []
    for kind in taught.types:
        vectors = joined(rows, kind.centre)
        scores = Line(kind.weights, kind.bias).scores(vectors)
        found = [
            _Seen(act, float(score), max(kind.known, key=lambda k: float(vector @ k.vector)))
            for act, vector, score in zip(acts, vectors, scores, strict=True)
            if score > 0
        ]
        made += [_telling(seen, s, kind, rules, status) for seen in _apart(found, s)]
    return made


def pointed(s: Sentence, act: Act) -> Pointed:
    """An act's words, counted from its sentence's start."""

    def within(span: Span) -> Span:
        return Span(span.start - s.span.start, span.end - s.span.start)

    def phrase(heads: tuple[int, ...]) -> Span | None:
        return within(noun_phrase(s, heads[0])) if heads else None

    return Pointed(
        trigger=within(s.tokens[act.trigger].span),
        recipient=phrase(act.recipient),
        actor=phrase(act.actor),
        rest=tuple(within(span) for span in surroundings(s, act)),
    )


def _apart(found: list[_Seen], s: Sentence) -> list[_Seen]:
    """One act told by two verbs is one: "boarded a ship and escorted it" is told by the one that names whom, else by
    the likelier. Two are two only where each is done to somebody else, named.
    """
    kept: list[_Seen] = []
    for seen in sorted(found, key=lambda x: (not _named(x.act, s), -x.score)):
        whom = _named(seen.act, s)
        if all(whom and _named(other.act, s) and not whom & _named(other.act, s) for other in kept):
            kept.append(seen)
    return sorted(kept, key=lambda x: x.act.trigger)


def _named(act: Act, s: Sentence) -> frozenset[int]:
    return frozenset(k for k in act.recipient if s.tokens[k].upos != "PRON")


def _telling(seen: _Seen, s: Sentence, kind: TaughtType, rules: EventRules, status: StatusWords) -> Telling:
    example = seen.nearest.text
    shown = example if len(example) <= SHOWN else f"{example[:SHOWN].rsplit(' ', 1)[0]} …"
    return telling_of(
        seen.act,
        s,
        kind=kind,
        rule=f"{kind.examples_file}:{seen.nearest.line}: taught, most like “{shown}”",
        sure=round(sure_of(seen.score), 2),
        rules=rules,
        words=status,
    )
