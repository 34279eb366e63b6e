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
from dateline.records import Analysis, Article, Block, Coding, Span, Status

CHUNK = 256


@dataclass(frozen=True, slots=True)
class CodingTools:
    parser: Parser
    events: EventRules
    status: StatusWords
    judge: Judge | None = None


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
    """Loads parser, rules and the judge, if one is asked for; raises LexiconError or UsageError."""
    events, status = load_events(language, extra=rule_folders), load_status(language)
    return CodingTools(load_parser(), events, status, open_judge(judge))


def code_pairs(pairs: Iterable[Pair], *, tools: CodingTools) -> Iterator[Coding]:
    """One answer a pair, in order: the rules' and, where there is a judge, the two weighed."""
    stream = iter(pairs)
    while chunk := list(islice(stream, CHUNK)):
        codings = [
            code_pair(analysis, pair.actor, pair.recipient, rules=tools.events, status=tools.status)
            for pair, analysis in zip(chunk, tools.parser.analyse_many(_article(p.text) for p in chunk), strict=True)
        ]
        yield from codings if tools.judge is None else _judged(chunk, codings, tools.judge, tools.events)


def _judged(pairs: list[Pair], codings: list[Coding], judge: Judge, rules: EventRules) -> Iterator[Coding]:
    """The rules' codings weighed with the judge's opinions; what the rules alone know goes with their type."""
    opinions = judge.opinions([Pairing(p.text, p.actor, p.recipient) for p in pairs])
    for coding, opinion in zip(codings, opinions, strict=True):
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
        for trigger, analysis in zip(chunk, tools.parser.analyse_many(_article(t.text) for t in chunk), strict=True):
            yield status_of_span(analysis, trigger.span, words=tools.status)


def check_rules(*, tools: CodingTools) -> list[str]:
    """What is wrong with the rules, a line each with file and place; [] when every example holds."""

    def parse(text: str) -> Analysis:
        return tools.parser.analyse(_article(text))

    return [str(problem) for problem in check_lexicon(tools.events, parse=parse, status=tools.status)]


def _article(text: str) -> Article:
    return Article(text=text, blocks=(Block("paragraph", Span(0, len(text))),))
