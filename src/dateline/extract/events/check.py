"""The rules tried on their own examples."""

from __future__ import annotations

from collections.abc import Callable

from dateline.extract.events.find import find_tellings
from dateline.lexicon.events import EventRules, Example, Problem
from dateline.lexicon.status import StatusWords
from dateline.records import Analysis, Telling
from dateline.syntax import noun_phrase


def check_lexicon(
    rules: EventRules, *, parse: Callable[[str], Analysis] | None = None, status: StatusWords | None = None
) -> list[Problem]:
    """What is wrong with the rules: as they were read, and, given a parser, with each example; [] when nothing is."""
    found = list(rules.problems)
    if parse is None or status is None:
        return found
    for e in rules.examples:
        wrong = try_example(e, parse(e.text), rules=rules, status=status)
        if wrong is not None:
            found.append(Problem(e.file, e.line, wrong))
    return found


def try_example(e: Example, analysis: Analysis, *, rules: EventRules, status: StatusWords) -> str | None:
    """How an example fails, in a sentence with the mend; None when it holds."""
    told = find_tellings(analysis, rules=rules, status=status)
    kind = rules.types[e.type].plover or e.type
    fitting = [t for t in told if t.type == kind and (e.status or t.status.status == "actual" or not e.fires)]
    if not e.fires:
        happened = [t for t in fitting if t.status.status == "actual"]
        return f'fires by {happened[0].rule} but must not: "{e.text}"; narrow that pattern' if happened else None
    if not fitting:
        got = ", ".join(f"{t.type} {t.status.status} by {t.rule}" for t in told) or "nothing"
        return f'no {kind} in "{e.text}" (got {got}); widen a pattern or mend the example'
    best = None
    for t in fitting:
        wrong = _differs(e, t, analysis)
        if wrong is None:
            return None
        best = best or f'{wrong} in "{e.text}" by {t.rule}; mend the roles or the example'
    return best


def _differs(e: Example, t: Telling, analysis: Analysis) -> str | None:
    s = analysis.sentences[t.sentence]
    for side, wanted, heads in (("actor", e.actor, t.actor), ("recipient", e.recipient, t.recipient)):
        phrases = [noun_phrase(s, h).words(analysis.text) for h in heads]
        for w in wanted:
            if not any(w in p or p in w for p in phrases):
                return f"{side} {w!r} not among {phrases}"
    if e.mode is not None and e.mode not in t.mode:
        return f"mode {e.mode} not among {list(t.mode)}"
    if e.status is not None and e.status != t.status.status:
        return f"status {t.status.status}, not {e.status}"
    return None
