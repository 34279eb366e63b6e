"""Numbers that are news: people, money, shares, distances, votes and changes, with what they count.

Every quantity of a sentence is asked whether a reader would call it a figure; times, ages, ranks,
scores of games, numbers in names, phone numbers and list marks are not. What is counted, whose,
where and when is read from the tree around it. Who says so is found by a later stage.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dateline.extract.figures.around import Around
from dateline.extract.figures.change import change_of, compared_to, time_of
from dateline.extract.figures.labels import Case
from dateline.extract.figures.news import is_news, phone_numbers, sport_words
from dateline.extract.figures.parts import counted_noun, places_of, what_of, whose_of
from dateline.lookup import Cast, SpanIndex
from dateline.numbers import NumberWords, Quantity, quantities
from dateline.records import Analysis, Article, Figure, Place, Span, Timex

SILENT_BLOCKS = frozenset({"byline", "credit", "dateline"})


def find_figures(
    analysis: Analysis,
    article: Article,
    *,
    cast: Cast,
    times: tuple[Timex, ...],
    places: tuple[Place, ...],
    words: NumberWords,
) -> tuple[Figure, ...]:
    """Figures in reading order, () where there are none; ``said_by`` is left empty.

    A figure's span covers the number with its bounds and unit, and the noun it counts where that
    follows it. ``change`` tells the direction; ``low`` and ``high`` stay positive.
    """
    at_time = SpanIndex((t.span, t) for t in times)
    at_place = SpanIndex((m.span, p) for p in places for m in p.mentions)
    phones = phone_numbers(article.text)
    sporting = sum(sport_words(s, words) for s in analysis.sentences) >= max(4, len(analysis.sentences) / 2)
    found: list[Figure] = []
    for sentence in analysis.sentences:
        if sentence.block_kind in SILENT_BLOCKS:
            continue
        around = Around(sentence, [t.start for t in sentence.tokens], cast, at_time, at_place, words)
        in_names = frozenset(k for n in sentence.names for k in range(n.first, n.last + 1))
        sport = sporting or sport_words(sentence, words) >= 2
        for q in quantities(sentence, words=words):
            case = Case(around, q, counted_noun(around, q), in_names, sport, phones)
            if is_news(case):
                found.append(_figure(around, q, case.noun, len(found)))
        found.extend(_multiples(around, len(found)))
    found.sort(key=lambda f: f.span)
    return tuple(_renumbered(found))


# ---------------------------------------------------------------- the figure


def _figure(around: Around, q: Quantity, noun: int | None, number: int) -> Figure:
    s = around.sentence
    change = change_of(around, q, noun)
    times = time_of(around, q, change)
    span, low = q.span, q.low
    if change is not None and s.tokens[q.tokens[0]].text.lower() == "from":
        low = q.high  # "rose from 3 to 5": the level reached
    if noun is not None and noun > q.tokens[-1] and noun - q.tokens[-1] <= 8:
        span = Span(span.start, s.tokens[noun].end)
    before = q.tokens[0] - 1
    if (
        change is not None
        and before >= 0
        and s.tokens[before].lemma.lower() in around.words.figure.down_word | around.words.figure.up_word
    ):
        span = Span(s.tokens[before].start, span.end)
    unit = q.unit or _unit(around, q, noun)
    return Figure(
        id=f"f{number + 1}",
        span=span,
        low=low,
        high=q.high,
        approximate=q.approximate and low == q.low,
        unit=unit,
        what=what_of(around, q, noun, change),
        whose=whose_of(around, q, noun),
        place=places_of(around, q, noun),
        change=change,
        time=times,
        compared_to=compared_to(around, q, times, change),
    )


def _unit(around: Around, q: Quantity, noun: int | None) -> str | None:
    """The noun itself, or what the noun is measured by: "400g bars", "five times the limit"."""
    if noun is None:
        return None
    s = around.sentence
    k = q.tokens[-1] + 1
    beside = s.tokens[k].lemma.lower().rstrip(".") if k < len(s.tokens) else ""
    if k < noun and (beside == "time" or beside in around.words.figure.unit):
        return s.tokens[k].text.lower().rstrip(".")
    return s.tokens[noun].text.lower().rstrip(".") or None


def _multiples(around: Around, number: int) -> Iterable[Figure]:
    """ "doubled", "tripled", "halved": figures without a number."""
    s, words = around.sentence, around.words
    for t in s.tokens:
        times = words.figure.multiple.get(t.lemma.lower())
        if times is None or t.upos != "VERB" or t.xpos not in ("VBD", "VBN", "VBZ", "VBG"):
            continue
        q = Quantity(times, times, False, t.span, (t.i,), "times")
        if any(s.tokens[k].deprel == "obj" and s.tokens[k].upos == "PRON" for k in s.children[t.i][:24]):
            continue
        change = "up" if times > 1 else "down"
        period = time_of(around, q, change)
        yield Figure(
            id=f"f{number + 1}",
            span=t.span,
            low=times,
            high=times,
            approximate=False,
            unit="times",
            what=what_of(around, q, None, change),
            whose=whose_of(around, q, None),
            place=places_of(around, q, None),
            change=change,
            time=period,
            compared_to=compared_to(around, q, period, change),
        )


def _renumbered(figures: Iterable[Figure]) -> Iterable[Figure]:
    for number, figure in enumerate(figures, start=1):
        yield replace(figure, id=f"f{number}")
