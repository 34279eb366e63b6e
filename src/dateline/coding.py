"""Answers about words that a user points at: a given pair, a given trigger; and the check of the rules.

The pipeline's smaller sisters: they need a parse and rules, but no page, places or times.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from dateline.extract.events import check_lexicon, code_pair
from dateline.extract.status import status_of_span
from dateline.judge import NOTHING, Judge, Pairing, open_judge, weigh
from dateline.language import Parser, load_parser
from dateline.lexicon.events import EventRules, load_events
from dateline.lexicon.status import StatusWords, load_status
from dateline.lexicon.taught import load_taught
from dateline.records import Analysis, Article, Block, Coding, Span, Status, Telling
from dateline.taught import Taught, open_taught, taught_tellings

CHUNK = 256


@dataclass(frozen=True, slots=True)
class CodingTools:
    parser: Parser
    events: EventRules
    status: StatusWords
    judge: Judge | None = None
    taught: Taught | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """A text with the spans of an actor and, where there is one, a recipient."""

    text: str
    actor: Span
    recipient: Span | None


@dataclass(frozen=True, slots=True)
class Trigger:
    """A text with the span of a word that tells of something."""

    text: str
    span: Span


def open_coding_tools(rule_folders: tuple[Path, ...] = (), *, language: str = "en", judge: str = "off") -> CodingTools:
    """Loads parser, rules and, if asked for, the judge with what it was taught; raises LexiconError or UsageError."""
    events, status = load_events(language, extra=rule_folders), load_status(language)
    taught = open_taught(load_taught(rule_folders), judge=judge)
    return CodingTools(load_parser(), events, status, open_judge(judge), taught)


def code_pairs(pairs: Iterable[Pair], *, tools: CodingTools) -> Iterator[Coding]:
    """One answer a pair, in order: the rules' and, where there is a judge, the two weighed."""
    stream = iter(pairs)
    while chunk := list(islice(stream, CHUNK)):
        codings = [
            _code_pair(pair, analysis, tools)
            for pair, analysis in zip(chunk, tools.parser.analyse_many(article_of(p.text) for p in chunk), strict=True)
        ]
        yield from codings if tools.judge is None else _judged(chunk, codings, tools.judge, tools.events)


def _code_pair(pair: Pair, analysis: Analysis, tools: CodingTools) -> Coding:
    """The rules' answer, or that of a type that the user taught."""
    taught = _taught(pair, analysis, tools, tools.taught) if tools.taught else []
    return code_pair(analysis, pair.actor, pair.recipient, rules=tools.events, status=tools.status, taught=taught)


def _taught(pair: Pair, analysis: Analysis, tools: CodingTools, taught: Taught) -> list[Telling]:
    sides = (pair.actor, pair.recipient) if pair.recipient else (pair.actor,)
    found = []
    for s in analysis.sentences:
        known = frozenset(t.i for t in s.tokens if any(t.span.overlaps(side) for side in sides))
        if known:
            found += taught_tellings(s, pair.text, taught, rules=tools.events, status=tools.status, known=known)
    return found


def _judged(pairs: list[Pair], codings: list[Coding], judge: Judge, rules: EventRules) -> Iterator[Coding]:
    """The rules' codings weighed with the judge's opinions; what the rules alone know goes with their type."""
    opinions = judge.opinions([Pairing(p.text, p.actor, p.recipient) for p in pairs])
    for coding, opinion in zip(codings, opinions, strict=True):
        if coding.why.model is not None:  # of a taught type, which the judge's own sixteen leave no room for
            yield coding
            continue
        weighed = weigh(coding.type, opinion, trust=judge.trust, warmth=judge.warmth_together)
        judged = opinion.best if opinion.best != (coding.type or NOTHING) else None
        why = replace(coding.why, model=round(opinion.of(weighed.type or NOTHING), 3), judged=judged)
        if weighed.type == coding.type:
            yield replace(coding, confidence=round(weighed.sure, 3), why=why)
            continue
        kind = rules.types.get((weighed.type or "").lower())
        yield Coding(
            type=weighed.type,
            status=coding.status if coding.type else opinion.status,
            quad=kind.quad if kind else None,
            score=kind.score if kind else None,
            confidence=round(weighed.sure, 3),
            why=why,
        )


def status_of_triggers(triggers: Iterable[Trigger], *, tools: CodingTools) -> Iterator[Status]:
    """One answer a trigger, in order."""
    stream = iter(triggers)
    while chunk := list(islice(stream, CHUNK)):
        for trigger, analysis in zip(chunk, tools.parser.analyse_many(article_of(t.text) for t in chunk), strict=True):
            yield status_of_span(analysis, trigger.span, words=tools.status)


def check_rules(*, tools: CodingTools) -> list[str]:
    """What is wrong with the rules, a line each with file and place; [] when every example holds."""

    def parse(text: str) -> Analysis:
        return tools.parser.analyse(article_of(text))

    return [str(problem) for problem in check_lexicon(tools.events, parse=parse, status=tools.status)]


def article_of(text: str) -> Article:
    """A text of one paragraph as an article."""
    return Article(text=text, blocks=(Block("paragraph", Span(0, len(text))),))
