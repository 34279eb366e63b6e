"""The record for a person: what happened, who says so, and the words it was read from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from dateline.export.wording import SAYS, STATUS, amount, days
from dateline.records import Actor, Attribution, Event, Figure, Participant, Place, Published, Quote, Reading, Span

WIDEST_QUOTATION = 180
BASIS = {
    "stated": "stated on the page",
    "metadata": "from the page's metadata",
    "url": "from its address",
    "feed": "from the feed",
    "archive": "from the archive",
    "given": "as given",
    "inferred": "inferred from the text",
}


def print_reading(reading: Reading, console: Console) -> None:
    """Prints one record: head, events, quotes, figures; each with its words."""
    view = ReadingView(reading)
    for line in view.head():
        console.print(line, soft_wrap=True)
    for title, lines in (("Events", view.events()), ("Quotes", view.quotes()), ("Figures", view.figures())):
        shown = list(lines)
        items = sum(not line.plain.startswith("      ") for line in shown)
        console.print(Text(f"\n{title} ({items})", style="bold underline"))
        for line in shown or [Text("  none", style="dim")]:
            console.print(line, soft_wrap=True)
    console.print()


class ReadingView:
    """One reading with its actors and places by id."""

    def __init__(self, reading: Reading) -> None:
        self.r = reading
        self.text = reading.article.text
        self.actors: dict[str, Actor] = {a.id: a for a in reading.actors}
        self.places: dict[str, Place] = {p.id: p for p in reading.places}

    def words(self, span: Span | None, most: int = WIDEST_QUOTATION) -> str:
        words = " ".join(self.text[span.start : span.end].split()) if span else ""
        return words if len(words) <= most else words[: most - 1].rstrip() + "…"

    def head(self) -> Iterator[Text]:
        a = self.r.article
        yield Text(a.headline or "(no headline)", style="bold")
        about = [a.outlet or "outlet unknown", _when_published(a.published)]
        if a.byline:
            about.append("by " + ", ".join(a.byline))
        if a.dateline:
            about.append("filed from " + a.dateline.place)
        yield Text("  " + " · ".join(about), style="cyan")
        if a.published and a.published.evidence:
            told = "; ".join(f"“{self.words(s, 60)}”" for s in a.published.evidence[:4])
            yield Text(f"  dated by {told}", style="dim")
        yield Text(f"  {self.r.page.source}", style="dim")
        for note in a.notes:
            yield Text(f"  note: {note}", style="yellow")

    def name(self, participant: Participant) -> str:
        """The words of a participant, its actor's name where they differ much, and who claims it."""
        words = self.words(participant.span, 70)
        actor = self.actors.get(participant.id or "")
        full = actor.name if actor and actor.name and actor.name.lower() not in words.lower() else None
        shown = f"{words} [{full}]" if full and len(full) <= 50 else words
        if participant.polarity != "affirmed":
            shown += f" ({participant.polarity} by {self.chain(participant.said_by) or 'unnamed'})"
        return shown

    def side(self, parts: Sequence[Participant]) -> str:
        """All of one side; those told by another than the event's teller are followed by who tells them."""
        shown = []
        for i, part in enumerate(parts):
            told = part.said_by if part.polarity == "affirmed" else ()
            goes_on = i + 1 < len(parts) and parts[i + 1].polarity == "affirmed" and parts[i + 1].said_by == told
            shown.append(self.name(part) + (f" ({self.whose_word(told)})" if told and not goes_on else ""))
        return " and ".join(shown) or "—"

    def chain(self, said_by: Sequence[Attribution]) -> str:
        """Speakers outermost first, by name: "Reuters, citing the police"."""
        names = []
        for said in said_by:
            actor = self.actors.get(said.id or "")
            words = self.words(said.span, 60)
            if said.id is None and said.span == said.cue:
                words = f"unnamed (“{words}”)"  # "is said to have fired": the cue stands for a speaker nobody names
            pronoun = words.lower() in ("he", "she", "they", "it", "we", "i", "who")
            names.append(actor.name if actor and (pronoun or actor.kind == "person") else words)
        return ", citing ".join(names)

    def whose_word(self, said_by: Sequence[Attribution]) -> str:
        if not said_by:
            return "the outlet's word"
        return f"{SAYS.get(said_by[-1].kind, 'according to')} {self.chain(said_by)}"

    def events(self) -> Iterator[Text]:
        for event in self.r.events:
            yield from self.event(event)

    def event(self, e: Event) -> Iterator[Text]:
        line = Text("  ")
        line.append(f"{e.id:<4}", style="dim")
        line.append(e.type, style=f"bold {_colour(e)}")
        if e.mode:
            line.append(" " + "/".join(e.mode), style=_colour(e))
        if told := STATUS.get(e.status):
            line.append(f" ({told})", style="magenta")
        line.append("  " + self.side(e.actor))
        if e.recipient:
            line.append(" → " + self.side(e.recipient))
        where = ", ".join(self.places[p.id].name for p in e.place if p.id in self.places)
        details = [where] if where else []
        if e.time:
            details.append(
                days(e.time.earliest, e.time.latest) + ("" if e.time.basis == "words" else f" ({e.time.basis})")
            )
        if e.historical:
            details.append("background")
        details += [f"{c.what} {amount(c.low, c.high)}" for c in e.counts]
        if e.instrument:
            details.append(f"with {e.instrument.text}")
        if details:
            line.append(", " + ", ".join(details), style="cyan")
        line.append(f" — {self.whose_word(e.said_by)}", style="green")
        yield line
        yield Text(f"      “{self.words(e.sentence)}”", style="dim")
        for claim in e.claims:
            yield Text(f"      … {claim.what} — {self.whose_word(claim.said_by)}", style="green")
        more = len(e.mentions) - 1
        why = f"      {e.why.rule or 'no rule'}" + (
            f"; told {more} more time{'s' if more > 1 else ''}" if more > 0 else ""
        )
        yield Text(why, style="dim")

    def quotes(self) -> Iterator[Text]:
        for q in self.r.quotes:
            line = Text("  ")
            line.append(f"{q.id:<4}", style="dim")
            line.append(self.speaker(q), style="bold")
            line.append(f" {q.cue_kind}" + (f" “{self.words(q.cue, 30)}”" if q.cue else ""), style="dim")
            marks = ("“", "”") if q.kind == "direct" else ("", "")
            line.append(f": {marks[0]}{self.words(q.span)}{marks[1]}")
            if not q.closed:
                line.append(" (mark never closed)", style="yellow")
            yield line

    def speaker(self, quote: Quote) -> str:
        if quote.speaker is None:
            return "somebody"
        actor = self.actors.get(quote.speaker.id or "")
        words = self.words(quote.speaker.span, 60)
        if actor and actor.name.lower() not in words.lower() and actor.name.lower() != words.lower():
            return f"{words} [{actor.name}]"
        return words

    def figures(self) -> Iterator[Text]:
        for f in self.r.figures:
            line = Text("  ")
            line.append(f"{f.id:<4}", style="dim")
            line.append(_number(f), style="bold")
            line.append(f" {f.what or f.unit or ''}".rstrip())
            extra = [f.change] if f.change else []
            whose = self.actors.get(f.whose or "")
            extra += [f"of {whose.name}"] if whose else []
            extra += [self.places[p].name for p in f.place if p in self.places]
            extra += [days(f.time.earliest, f.time.latest)] if f.time else []
            extra += ["against " + days(f.compared_to.earliest, f.compared_to.latest)] if f.compared_to else []
            if extra:
                line.append(", " + ", ".join(extra), style="cyan")
            line.append(f" — {self.whose_word(f.said_by)}", style="green")
            line.append(f"  “{self.words(f.span, 60)}”", style="dim")
            yield line


def _colour(event: Event) -> str:
    if event.status in ("negated", "hypothetical"):
        return "bright_black"
    return {1: "green", 2: "blue", 3: "yellow", 4: "red"}.get(event.quad or 0, "white")


def _number(figure: Figure) -> str:
    about = "about " if figure.approximate and figure.low == figure.high else ""
    unit = (
        "%"
        if figure.unit == "percent"
        else f" {figure.unit}"
        if figure.unit and figure.what and figure.unit not in figure.what
        else ""
    )
    return about + amount(figure.low, figure.high) + unit


def _when_published(published: Published | None) -> str:
    if published is None:
        return "publication date unknown"
    return f"published {days(published.earliest, published.latest)} ({BASIS.get(published.basis, published.basis)})"
