"""Teaching a type by examples: which acts they show, the line that parts them from all else, and how well it does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.coding import CodingTools, article_of
from dateline.errors import LexiconError, UsageError
from dateline.extract.events import Act, act_at, find_acts
from dateline.judge import Likeness, centre_of, fit_line, joined, judge_name, open_likeness
from dateline.lexicon.events import OURS, EventType
from dateline.lexicon.taught import Known, TaughtType
from dateline.lexicon.teaching import Lesson, Lessons, ordinary_sentences
from dateline.records import Sentence, Span, Telling
from dateline.taught import Taught, pointed, taught_tellings

if TYPE_CHECKING:
    from numpy import ndarray

LEAST_YES = 3  # fewer show no type
FEW_YES, FEW_NO = 8, 4
FOLDS = 10


@dataclass(frozen=True, slots=True)
class Score:
    """How examples came out: ``missed`` should have been coded, ``wrong`` should not."""

    found: int
    missed: tuple[Lesson, ...]
    wrong: tuple[Lesson, ...]
    actors: int = 0  # of those found, whose marked actor is the event's, or that mark none
    recipients: int = 0

    @property
    def precision(self) -> float | None:
        """None where nothing was coded."""
        coded = self.found + len(self.wrong)
        return self.found / coded if coded else None

    @property
    def recall(self) -> float | None:
        """None where there is nothing to find."""
        wanted = self.found + len(self.missed)
        return self.found / wanted if wanted else None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A taught type, how it does on its own examples when each is held back in turn, and what to think of them."""

    taught: TaughtType
    crossed: Score
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Shown:
    """A lesson with the vectors of the acts that it shows: one where it tells of the type, all where it does not."""

    lesson: Lesson
    vectors: ndarray[Any, Any]
    nouns: frozenset[str]


def teach(name: str, lessons: Lessons, *, tools: CodingTools, judge: str) -> Outcome:
    """Learns a type from examples; one that there are rules for has their quad and score where the file tells none.

    Raises LexiconError naming an example that shows no act, UsageError for too few.
    """
    fires = sum(x.fires for x in lessons.lessons)
    if fires < LEAST_YES:
        raise UsageError(f"{lessons.file}: {fires} yes-examples; at least {LEAST_YES} are needed, a dozen is better")
    told_by = judge_name(judge)
    likeness = open_likeness(judge)
    ours = next(
        (t for t in tools.events.types.values() if name.lower() in (t.id.lower(), (t.plover or "").lower())), None
    )
    ordinary = _ordinary(tools, likeness, but=ours)
    shown = list(_shown(lessons, tools, likeness))
    centre = centre_of(ordinary)
    ordinary = joined(ordinary, centre)
    line = _fit(shown, ordinary, centre)
    taught = TaughtType(
        name=name,
        judge=told_by or judge,
        examples_file=Path(lessons.file).name,
        definition=lessons.definition,
        quad=ours.quad if ours and lessons.quad is None else lessons.quad,
        score=ours.score if ours and lessons.score is None else lessons.score,
        nouns=frozenset(lemma for x in shown for lemma in x.nouns),
        centre=centre,
        weights=line.weights,
        bias=line.bias,
        known=tuple(Known(x.lesson.text, x.lesson.line, joined(x.vectors, centre)[0]) for x in shown if x.lesson.fires),
    )
    return Outcome(taught, _crossed(shown, ordinary, centre), tuple(_notes(lessons.lessons)))


def score_held_back(taught: TaughtType, lessons: Sequence[Lesson], *, tools: CodingTools, judge: str) -> Score:
    """How a taught type does on examples that it was not taught by, read as pages are."""
    found, missed, wrong, actors, recipients = 0, [], [], 0, 0
    with_it = Taught((taught,), open_likeness(judge))
    for lesson, sentences in _parsed(lessons, tools):
        read = [
            (s, taught_tellings(s, lesson.text, with_it, rules=tools.events, status=tools.status)) for s in sentences
        ]
        told = [(s, t) for s, tellings in read for t in tellings]
        if lesson.fires and not told:
            missed.append(lesson)
        elif lesson.fires:
            found += 1
            actors += _is_among(lesson.actor, told, actor=True)
            recipients += _is_among(lesson.recipient, told, actor=False)
        elif told:
            wrong.append(lesson)
    return Score(found, tuple(missed), tuple(wrong), actors, recipients)


def _is_among(marked: Span | None, told: Iterable[tuple[Sentence, Telling]], *, actor: bool) -> bool:
    if marked is None:
        return True
    return any(s.tokens[k].span.overlaps(marked) for s, t in told for k in (t.actor if actor else t.recipient))


def _parsed(lessons: Sequence[Lesson], tools: CodingTools) -> Iterator[tuple[Lesson, tuple[Sentence, ...]]]:
    analyses = tools.parser.analyse_many(article_of(x.text) for x in lessons)
    return zip(lessons, (a.sentences for a in analyses), strict=True)


def _ordinary(tools: CodingTools, likeness: Likeness, *, but: EventType | None) -> ndarray[Any, Any]:
    """What most acts of the news are like: those of the rules' examples, but for one type's, and of daily life."""
    import numpy as np

    others = (e for e in tools.events.examples if e.file.startswith(OURS) and (but is None or e.type != but.id))
    texts = dict.fromkeys([*(e.text for e in others), *ordinary_sentences()])
    analyses = tools.parser.analyse_many(article_of(text) for text in texts)
    rows = []
    for text, analysis in zip(texts, analyses, strict=True):
        for s in analysis.sentences:
            if acts := find_acts(s, rules=tools.events):
                rows.append(likeness.vectors(s.span.words(text), [pointed(s, act) for act in acts]))
    return np.vstack(rows)


def _shown(lessons: Lessons, tools: CodingTools, likeness: Likeness) -> Iterator[_Shown]:
    import numpy as np

    for lesson, sentences in _parsed(lessons.lessons, tools):
        acts = [(s, act) for s in sentences for act in _acts(lesson, s, tools)]
        if lesson.fires:
            acts = [_meant(lesson, acts, lessons.file)]
        rows = [likeness.vectors(s.span.words(lesson.text), [pointed(s, act)]) for s, act in acts]
        nouns = frozenset(s.tokens[a.trigger].lemma.lower() for s, a in acts if a.is_noun and lesson.fires)
        yield _Shown(lesson, np.vstack(rows) if rows else np.zeros((0, 0)), nouns)


def _acts(lesson: Lesson, s: Sentence, tools: CodingTools) -> tuple[Act, ...]:
    """The acts that an example is about: that of the marked trigger, or all that are found."""
    if lesson.trigger is None:
        return find_acts(s, rules=tools.events)
    trigger = lesson.trigger
    inside = [t for t in s.tokens if t.span.overlaps(trigger)]
    top = next((t for t in inside if t.head not in {x.i for x in inside}), None)
    return (act_at(s, top.i, rules=tools.events),) if top else ()


def _meant(lesson: Lesson, acts: Sequence[tuple[Sentence, Act]], file: str) -> tuple[Sentence, Act]:
    """The one act that joins those whom a yes-example marks."""

    def marked(pair: tuple[Sentence, Act]) -> int:
        return sum(
            span is not None and any(pair[0].tokens[k].span.overlaps(span) for k in heads)
            for span, heads in ((lesson.actor, pair[1].actor), (lesson.recipient, pair[1].recipient))
        )

    best = max(map(marked, acts), default=0)
    meant = [pair for pair in acts if marked(pair) == best] if best or lesson.trigger else []
    if len(meant) != 1:
        why = "more than one word joins those marked" if meant else "no word is seen that joins those marked"
        raise LexiconError(file, lesson.line, f"{why}; mark the word that tells of the act: {{trigger:…}}")
    return meant[0]


def _fit(shown: Sequence[_Shown], ordinary: ndarray[Any, Any], centre: ndarray[Any, Any]) -> Any:
    import numpy as np

    def rows(fires: bool) -> ndarray[Any, Any]:
        some = [x.vectors for x in shown if x.lesson.fires == fires and len(x.vectors)]
        return joined(np.vstack(some), centre) if some else np.zeros((0, ordinary.shape[1]))

    return fit_line(rows(True), rows(False), ordinary)


def _crossed(shown: Sequence[_Shown], ordinary: ndarray[Any, Any], centre: ndarray[Any, Any]) -> Score:
    """Each example judged by a line that was fitted without it (ten at a time where there are many)."""
    found, missed, wrong = 0, [], []
    ordered = sorted(shown, key=lambda x: x.lesson.fires)  # so that each fold holds of both kinds
    folds = min(FOLDS, len(ordered))
    for k in range(folds):
        line = _fit([x for i, x in enumerate(ordered) if i % folds != k], ordinary, centre)
        for x in ordered[k::folds]:
            fires = len(x.vectors) > 0 and bool((line.scores(joined(x.vectors, centre)) > 0).any())
            found += fires and x.lesson.fires
            if x.lesson.fires and not fires:
                missed.append(x.lesson)
            elif fires and not x.lesson.fires:
                wrong.append(x.lesson)
    return Score(found, tuple(missed), tuple(wrong))


def _notes(lessons: Sequence[Lesson]) -> Iterator[str]:
    yes = sum(x.fires for x in lessons)
    no = len(lessons) - yes
    if yes < FEW_YES:
        yield f"{yes} yes-examples are few: a dozen, with other words for the same act, find more"
    if no < FEW_NO:
        yield f"{no} no-examples are few: sentences that are near and not meant, of the same verb or people, help"
