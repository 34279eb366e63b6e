"""Who to whom as GraphML: nodes are actors, edges events, or their numbers by pair and type.

Pairs are those of dateline.export.pairs: lists are expanded, meetings go both ways. An edge is ``claimed`` where
either end is not affirmed to have taken part; ``claimed_by`` tells by whom. With nobody at one end there is no edge.
Nodes stand before the edges that need them. Memory grows with the actors, and with the pairs where they are counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from dateline import ids
from dateline.answers import EventRow, Party
from dateline.export import wording
from dateline.export.columns import Cell, Column, at_place, day, first_place, flag, integer, joined, own, real, text
from dateline.export.linked import Names, names_keeper, tied
from dateline.export.manner import Manner, name_of
from dateline.export.pairs import pairs_of
from dateline.handed import Happening, Report
from dateline.jsontext import sound
from dateline.records import Participant

LACKS = (
    "graphml: events with nobody at one end are no edges; numbers, quotes and figures are not in it.",
    "graphml: of an event that several pages tell, an edge has the best-told report; the others are only counted.",
    "graphml: one name, kind and country on several pages is one node: a likeness of names, no proof.",
)
TYPES = {"text": "string", "int": "int", "real": "double", "flag": "boolean", "day": "string"}
NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns '
    'http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
)
DOUBT = ("affirmed", "suspected", "claimed", "denied")  # the later of two ends' tells of the edge


@dataclass(frozen=True, slots=True)
class Node:
    """An actor. ``named`` is False for whom only one page describes, by no name."""

    key: str
    label: str
    kind: str | None
    country: str | None
    sector: tuple[str, ...]
    named: bool


@dataclass(frozen=True, slots=True)
class Edge:
    """One pair of a happening."""

    source: Node
    target: Node
    happening: Happening
    parties: tuple[Party, Party]

    @property
    def row(self) -> EventRow:
        return self.happening.best.row

    @property
    def polarity(self) -> str:
        return max((party.polarity for party in self.parties), key=DOUBT.index)

    @property
    def claimed_by(self) -> str | None:
        doubted = [party for party in self.parties if party.polarity != "affirmed"]
        return joined(dict.fromkeys(wording.chain(p.said_by) or "somebody unnamed" for p in doubted)) or None


@dataclass(slots=True)
class Bundle:
    """The events of one type and polarity from one actor to another."""

    edge: Edge  # the first
    happenings: int = 0
    attributed: int = 0  # those of them that somebody other than the outlet tells
    last: str | None = None  # the happening counted last: one that has two such edges counts once
    days: list[date] = field(default_factory=list)  # the first and the last
    claimed_by: dict[str, None] = field(default_factory=dict)

    def add(self, edge: Edge) -> None:
        if edge.happening.id == self.last:
            return
        self.last = edge.happening.id
        self.happenings += 1
        self.attributed += bool(edge.row.said_by)
        if when := edge.row.time:
            told = [*self.days, when.earliest, when.latest]
            self.days = [min(told), max(told)]
        if edge.claimed_by:
            self.claimed_by[edge.claimed_by] = None


NODE = (
    own("label"), own("kind"), own("country"), text("sector", lambda n: joined(n.sector)), own("named", "flag"),
)  # fmt: skip
EVENT_EDGE = (
    text("event", lambda e: e.happening.id), text("type", lambda e: e.row.type),
    text("mode", lambda e: joined(e.row.mode)), text("status", lambda e: e.row.status),
    integer("quad", lambda e: e.row.quad), real("score", lambda e: e.row.score),
    day("earliest", lambda e: e.row.time and e.row.time.earliest),
    day("latest", lambda e: e.row.time and e.row.time.latest),
    text("place", lambda e: joined(p.name for p in e.row.place)),
    real("lat", lambda e: p.lat if (p := first_place(e.row)) else None),
    real("lon", lambda e: p.lon if (p := first_place(e.row)) else None),
    text("precision", lambda e: at_place(e.row, "precision")),
    flag("claimed", lambda e: e.polarity != "affirmed"), own("polarity"), own("claimed_by"),
    text("said_by", lambda e: wording.chain(e.row.said_by)), text("sentence", lambda e: e.row.sentence),
    text("outlet", lambda e: e.row.page.outlet), text("url", lambda e: e.row.page.url),
    integer("reports", lambda e: len(e.happening.reports)),
)  # fmt: skip
COUNT_EDGE = (
    text("type", lambda b: b.edge.row.type), integer("weight", lambda b: b.happenings),
    integer("attributed", lambda b: b.attributed),
    integer("quad", lambda b: b.edge.row.quad), flag("claimed", lambda b: b.edge.polarity != "affirmed"),
    text("polarity", lambda b: b.edge.polarity), text("claimed_by", lambda b: joined(b.claimed_by)),
    day("first", lambda b: b.days[0] if b.days else None), day("last", lambda b: b.days[-1] if b.days else None),
)  # fmt: skip


def graphml_lines(happenings: Iterable[Happening], manner: Manner) -> Iterator[str]:
    """A graph whose edges are events."""
    yield from _opening(EVENT_EDGE)
    seen: set[str] = set()
    for number, edge in enumerate(edges_of(happenings, manner)):
        yield from _new_nodes(edge, seen)
        yield _edge(f"e{number}", edge, edge, EVENT_EDGE)
    yield "</graph>\n</graphml>\n"


def graphml_count_lines(happenings: Iterable[Happening], manner: Manner) -> Iterator[str]:
    """A graph whose edges are numbers of events, by actor, recipient, type and polarity."""
    yield from _opening(COUNT_EDGE)
    seen: set[str] = set()
    bundles: dict[tuple[str, str, str, str], Bundle] = {}
    for edge in edges_of(happenings, manner):
        yield from _new_nodes(edge, seen)
        key = (edge.source.key, edge.target.key, edge.row.type, edge.polarity)
        bundles.setdefault(key, Bundle(edge)).add(edge)
    for number, bundle in enumerate(bundles.values()):
        yield _edge(f"e{number}", bundle.edge, bundle, COUNT_EDGE)
    yield "</graph>\n</graphml>\n"


def edges_of(happenings: Iterable[Happening], manner: Manner) -> Iterator[Edge]:
    """The edges of each happening, as its best-told report has it."""
    names_of = names_keeper()
    flagged = replace(manner, claimed=True)  # edges have room for a flag, whoever is to be let in
    for happening in happenings:
        best = happening.best
        nodes = _nodes(best, names_of(best.page))
        for pair in pairs_of(happening, flagged):
            if pair.source is None or pair.target is None:
                manner.tell("pair left out: nobody is told at one end")
            elif _are_rivals(pair.source, pair.target, best.row):
                manner.tell("pair left out: both are claimed to be the actor, by different tellers")
            elif tied(pair.source, manner) and tied(pair.target, manner):
                yield Edge(nodes[pair.source], nodes[pair.target], happening, (pair.source, pair.target))


def _are_rivals(one: Party, other: Party, row: EventRow) -> bool:
    """Whether two are actors of one event in accounts that differ: that ties neither to the other."""
    accounts = [(party.polarity, party.said_by) for party in (one, other)]
    return one in row.actor and other in row.actor and accounts[0] != accounts[1]


def _nodes(report: Report, names: Names) -> dict[Party, Node]:
    """The participants of an event, each with the actor that he is."""
    parts = (*report.event.actor, *report.event.recipient)
    parties = (*report.row.actor, *report.row.recipient)
    return {party: _node(part, party, names) for part, party in zip(parts, parties, strict=True)}


def _node(part: Participant, party: Party, names: Names) -> Node:
    """Whom the record doesn't know is a node by his words on this page."""
    actor, label = names.maker.actors.get(part.id or ""), name_of(party) or wording.short(party.words, 120)
    if actor is None:
        return Node(ids.content_id("words", names.maker.ref.id, *part.span), label, None, None, (), False)
    named = actor.id in names.named
    return Node(names.actors[actor.id], label, actor.kind, actor.country, actor.sector, named)


def _opening(edge: Sequence[Column]) -> Iterator[str]:
    yield HEAD
    for letter, of, columns in (("n", "node", NODE), ("e", "edge", edge)):
        for i, column in enumerate(columns):
            kind = TYPES[column.kind]
            yield f'<key id="{letter}{i}" for="{of}" attr.name="{column.name}" attr.type="{kind}"/>\n'
    yield '<graph id="events" edgedefault="directed">\n'


def _new_nodes(edge: Edge, seen: set[str]) -> Iterator[str]:
    for node in (edge.source, edge.target):
        if node.key not in seen:
            seen.add(node.key)
            yield f"<node id={quoteattr(node.key)}>{_cells('n', NODE, node)}</node>\n"


def _edge(key: str, edge: Edge, row: Any, columns: Sequence[Column]) -> str:
    ends = f"source={quoteattr(edge.source.key)} target={quoteattr(edge.target.key)}"
    return f'<edge id="{key}" {ends}>{_cells("e", columns, row)}</edge>\n'


def _cells(letter: str, columns: Sequence[Column], row: Any) -> str:
    told = [(i, column.cell(row)) for i, column in enumerate(columns)]
    return "".join(f'<data key="{letter}{i}">{_shown(cell)}</data>' for i, cell in told if cell is not None)


def _shown(cell: Cell) -> str:
    """A cell as XML 1.0 has it, which knows no control characters."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return escape(NO_XML.sub("\ufffd", sound(str(cell))))
