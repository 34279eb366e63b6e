"""Why an event was coded: its sentence, the tree, the rule, and what was considered for who, when and where."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from dateline.export.readable import ReadingView
from dateline.records import Analysis, Event, Reading, Sentence, Span


def print_explanation(
    event: Event, reading: Reading, analysis: Analysis, console: Console, *, rule: tuple[str, str] | None
) -> None:
    """Prints one event's reasons. ``rule`` is the place and the text of the rule that saw it."""
    view = ReadingView(reading)
    for line in view.event(event):
        console.print(line, soft_wrap=True)
    for title, lines in (
        ("Told in", _tellings(event, view)),
        ("The tree of the best-told sentence (Universal Dependencies)", _tree(event, analysis)),
        ("The rule", _rule(event, rule)),
        ("Who was there to choose from", _actors(event, view)),
        ("When: time expressions around it", _times(event, view)),
        ("Where: places around it", _places(event, view)),
    ):
        console.print(Text(f"\n{title}", style="bold underline"))
        for line in lines:
            console.print(line, soft_wrap=True)


def _tellings(event: Event, view: ReadingView) -> Iterator[Text]:
    for m in event.mentions:
        said = f" — {view.whose_word(m.said_by)}"
        best = " (best told)" if m.span == event.trigger else ""
        yield Text(f"  {m.kind:<8}“{view.words(m.span)}” in “{view.words(m.sentence, 110)}”{said}{best}")


def _tree(event: Event, analysis: Analysis) -> Iterator[Text]:
    sentence = _sentence(event.trigger, analysis)
    if sentence is None:
        yield Text("  (its sentence is not among the parsed ones)")
        return
    for t in sentence.tokens:
        governor = "—" if t.head < 0 else sentence.tokens[t.head].text
        mark = "*" if event.trigger.start <= t.start < event.trigger.end else " "
        line = f" {mark}{t.i:>3}  {t.text:<18} {t.upos:<6} {t.deprel:<12} of {governor}"
        yield Text(line, style="bold" if mark == "*" else "")


def _rule(event: Event, rule: tuple[str, str] | None) -> Iterator[Text]:
    if rule is None:
        yield Text(f"  {event.why.rule or 'none named'}")
        return
    place, text = rule
    yield Text(f"  {event.why.rule}, at {place}")
    for line in text.splitlines():
        yield Text(f"    {line}", style="cyan")
    if event.why.model is not None:
        other = f"; it holds {event.why.judged} likelier" if event.why.judged else ""
        yield Text(f"  the judge's probability: {event.why.model:.2f}{other}")


def _actors(event: Event, view: ReadingView) -> Iterator[Text]:
    chosen = {p.id: role for role, parts in (("recipient", event.recipient), ("actor", event.actor)) for p in parts}
    for actor in view.r.actors:
        near = [m for m in actor.mentions if m.span.overlaps(event.sentence)]
        if not near and actor.id not in chosen:
            continue
        words = "; ".join(f"“{view.words(m.span, 40)}”" for m in near) or "named elsewhere"
        about = ", ".join([actor.kind, *([actor.country] if actor.country else []), *actor.sector])
        yield Text(f"  {chosen.get(actor.id, ''):<10}{actor.id:<5}{actor.name} ({about}): {words}")


def _times(event: Event, view: ReadingView) -> Iterator[Text]:
    chosen = event.time
    any_near = False
    for t in view.r.times:
        if t.span.overlaps(event.sentence) or (chosen and chosen.id == t.id):
            any_near = True
            days = f"{t.earliest} to {t.latest}" if t.earliest else "no days"
            mark = "chosen" if chosen and chosen.id == t.id else ""
            yield Text(f"  {mark:<8}{t.id:<5}“{view.words(t.span)}” {t.timex.type} {t.timex.value}, {days}")
    if not any_near:
        yield Text("  none in its sentence")
    if chosen and chosen.basis != "words":
        yield Text(f"  taken: {chosen.earliest} to {chosen.latest}, by {chosen.basis}")
    if chosen is None:
        yield Text("  taken: none")


def _places(event: Event, view: ReadingView) -> Iterator[Text]:
    chosen = {p.id: p for p in event.place}
    any_near = False
    for place in view.r.places:
        near = [m for m in place.mentions if m.span.overlaps(event.sentence)]
        if near or place.id in chosen:
            any_near = True
            took = chosen.get(place.id)
            mark = f"chosen, {took.precision}" if took else ""
            yield Text(f"  {mark:<16}{place.id:<5}{place.name} ({place.kind}, {place.country or '?'})")
    if not any_near:
        yield Text("  none in its sentence")


def _sentence(span: Span, analysis: Analysis) -> Sentence | None:
    return next((s for s in analysis.sentences if s.span.contains(span)), None)
