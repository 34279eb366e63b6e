"""A row as one line of plain words, for shapes whose only room is a text: what, and who says so, never apart."""

from __future__ import annotations

from dateline.answers import EventRow, FigureRow, Party, QuoteRow
from dateline.export import wording

LONGEST = 300  # of what is quoted in a line


def event(row: EventRow) -> str:
    """ "ASSAULT firearms: Gunmen (claimed by Lurdes Vaz) → workers, killed at least 4, Pemba MOZ, 5 Mar 2024 — …"."""
    told = [sides(row), *details(row), *map(wording.where, row.place), when(row)]
    return f"{act(row)}: {', '.join(told)} — {wording.whose_word(row.said_by)}"


def title(row: EventRow) -> str:
    """What, where and when, nobody named: "ASSAULT firearms, Pemba MOZ, 5 Mar 2024"."""
    return ", ".join([act(row), *map(wording.where, row.place), when(row)])


def act(row: EventRow) -> str:
    """ "ASSAULT firearms (expected) (background)"."""
    return " ".join(filter(None, [f"{row.type} {'/'.join(row.mode)}".rstrip(), *standing(row)]))


def standing(row: EventRow) -> list[str]:
    """What keeps an event from being news that happened; [] for one that is."""
    found = [] if row.status == "actual" else [f"({wording.STATUS.get(row.status, row.status)})"]
    return [*found, "(background)"] if row.historical else found


def sides(row: EventRow) -> str:
    """Who to whom, each who is not affirmed with who says so; a dash where nobody is told to have done it."""
    acting = wording.side(row.actor) or "—"
    return f"{acting} → {wording.side(row.recipient)}" if row.recipient else acting


def details(row: EventRow) -> list[str]:
    """Tolls, the instrument, and what is said of it."""
    found = [wording.tally(count) for count in row.counts]
    found += [f"with {row.instrument}"] if row.instrument else []
    return found + [f"{c.what} ({wording.whose_word(c.said_by)})" for c in row.claims]


def when(row: EventRow) -> str:
    if row.time is None:
        return "day not told"
    days = wording.days(row.time.earliest, row.time.latest)
    return days if row.time.basis == "words" else f"{days} (by its {'tense' if row.time.basis == 'tense' else 'page'})"


def participant(party: Party, role: str, row: EventRow) -> str:
    """ "recipient of ASSAULT firearms: dock workers, MOZ/CVL — according to Lurdes Vaz".

    One who is not affirmed stands with his own teller, who need not be the event's.
    """
    about = "/".join(filter(None, (party.country, *party.sector)))
    name = ", ".join(filter(None, (wording.party(party), about)))
    told = f" — {wording.whose_word(row.said_by)}" if party.polarity == "affirmed" else ""
    return f"{role} of {act(row)}: {name}{told}"


def quote(row: QuoteRow) -> str:
    """ "Nicolás Áñez says: “We load ships,”"; indirect speech stands without marks."""
    speaker = wording.who(row.speaker) if row.speaker else "somebody"
    marks = ("“", "”") if row.kind == "direct" else ("", "")
    return f"{speaker} {row.cue_kind}: {marks[0]}{wording.short(row.words, LONGEST)}{marks[1]}"


def figure(row: FigureRow) -> str:
    """ "18% exports, down, Pemba MOZ, Feb 2024 — according to Lurdes Vaz"."""
    told = f"{wording.figure_amount(row)} {row.what or ''}".rstrip()
    return f"{', '.join([told, *figure_details(row)])} — {wording.whose_word(row.said_by)}"


def figure_details(row: FigureRow) -> list[str]:
    """How it changed, whose it is, where and when, and what it is held against."""
    found = [row.change] if row.change else []
    found += [f"of {wording.who(row.whose)}"] if row.whose else []
    found += [wording.where(place) for place in row.place]
    found += [wording.interval(row.time)] if row.time else []
    return found + ([f"against {wording.interval(row.compared_to)}"] if row.compared_to else [])
