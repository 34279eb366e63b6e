"""Who to whom as GraphML, read back by networkx."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dateline.answers import Party
from dateline.export.graphml import graphml_count_lines, graphml_lines
from dateline.export.manner import Manner
from dateline.handed import Happening
from tests.asked import harbour
from tests.handed_on import PLAIN, alone, happened, page_of

Make = Callable[[Iterable[Happening], Manner], Iterator[str]]
MAKERS = (graphml_lines, graphml_count_lines)


def read(make: Make, happenings: list[Happening], path: Path, manner: Manner = PLAIN) -> Any:
    networkx = pytest.importorskip("networkx")
    path.write_text("".join(make(happenings, manner)), encoding="utf-8")
    return networkx.read_graphml(path)


def edges(graph: Any) -> dict[tuple[str, str], Any]:
    label = graph.nodes(data="label")
    return {(label[one], label[other]): told for one, other, told in graph.edges(data=True)}


@pytest.mark.parametrize("make", MAKERS)
def test_networkx_reads_actors_and_ties(make: Make, tmp_path: Path) -> None:
    graph = read(make, happened(), tmp_path / "g.graphml")
    assert graph.is_directed()
    assert set(edges(graph)) == {
        ("Gunmen", "dock workers"),
        ("Mozambique", "Coastal Front"),
        ("Coastal Front", "Mozambique"),
    }
    workers = next(told for _, told in graph.nodes(data=True) if told["label"] == "dock workers")
    assert (workers["kind"], workers["country"], workers["sector"]) == ("people", "MOZ", "CVL; LAB")


@pytest.mark.parametrize("make", MAKERS)
def test_a_claimed_tie_is_flagged_with_who_claims_it(make: Make, tmp_path: Path) -> None:
    told = edges(read(make, happened(), tmp_path / "g.graphml"))
    claimed = told["Gunmen", "dock workers"]
    assert (claimed["claimed"], claimed["polarity"], claimed["claimed_by"]) == (True, "claimed", "Inspector Lurdes Vaz")
    agreed = told["Mozambique", "Coastal Front"]
    assert agreed["claimed"] is False
    assert "claimed_by" not in agreed


@pytest.mark.parametrize("make", MAKERS)
def test_who_is_denied_is_no_tie_unless_asked(make: Make, tmp_path: Path) -> None:
    heard: list[str] = []
    told = edges(read(make, happened(), tmp_path / "g.graphml", Manner(tell=heard.append)))
    assert ("Coastal Front", "dock workers") not in told
    assert "participant left out: denied to have taken part (--claimed lets such in, flagged)" in heard
    asked = edges(read(make, happened(), tmp_path / "h.graphml", Manner(claimed=True)))
    assert asked["Coastal Front", "dock workers"]["polarity"] == "denied"


def test_an_edge_tells_its_event(tmp_path: Path) -> None:
    told = edges(read(graphml_lines, happened(), tmp_path / "g.graphml"))["Gunmen", "dock workers"]
    assert (told["type"], told["mode"], told["earliest"], told["quad"]) == ("ASSAULT", "firearms", "2024-03-05", 4)
    assert (told["lat"], told["lon"], told["precision"]) == (-12.974, 40.518, "exact")
    assert told["event"] == happened()[0].id
    assert told["url"] == "https://news.example/harbour"


def again(happening: Happening, key: str) -> Happening:
    return replace(happening, id=key)


def test_events_between_two_are_counted_by_type_and_polarity(tmp_path: Path) -> None:
    killing, _, accord, *_ = happened()
    sure = replace(killing.best.row.actor[0], polarity="affirmed", said_by=())
    known = replace(killing, id="k", reports=(report_with(killing, sure),))
    pile = [killing, again(killing, "a"), again(killing, "b"), known, accord]
    networkx = pytest.importorskip("networkx")
    graph = read(graphml_count_lines, pile, tmp_path / "g.graphml")
    assert isinstance(graph, networkx.MultiDiGraph)
    label = graph.nodes(data="label")
    weights = {(label[a], told["type"], told["polarity"]): told["weight"] for a, _, told in graph.edges(data=True)}
    attributed = {
        told["type"]: told["attributed"] for *_, told in graph.edges(data=True) if told["polarity"] != "claimed"
    }
    assert attributed == {"ASSAULT": 1, "AGREE": 0}  # the killing is the inspector's word
    assert weights == {
        ("Gunmen", "ASSAULT", "claimed"): 3,
        ("Gunmen", "ASSAULT", "affirmed"): 1,
        ("Mozambique", "AGREE", "affirmed"): 1,
        ("Coastal Front", "AGREE", "affirmed"): 1,
    }


def report_with(happening: Happening, actor: Party) -> Any:
    """Its report with one actor, told so."""
    report = happening.best
    event = replace(report.event, actor=report.event.actor[:1])
    return replace(report, event=event, row=replace(report.row, actor=(actor,)))


def test_with_nobody_at_one_end_there_is_no_edge(tmp_path: Path) -> None:
    killing = happened()[0]
    report = report_with(killing, killing.best.row.actor[0])
    lonely = replace(report, event=replace(report.event, recipient=()), row=replace(report.row, recipient=()))
    heard: list[str] = []
    graph = read(
        graphml_lines, [replace(killing, reports=(lonely,))], tmp_path / "g.graphml", Manner(tell=heard.append)
    )
    assert graph.number_of_edges() == 0
    assert "pair left out: nobody is told at one end" in heard


def test_two_who_are_claimed_by_different_tellers_to_have_done_it_are_not_tied(tmp_path: Path) -> None:
    killing = happened()[0]
    report = killing.best
    lonely = replace(report, event=replace(report.event, recipient=()), row=replace(report.row, recipient=()))
    rivals = replace(killing, reports=(lonely,))
    heard: list[str] = []
    graph = read(graphml_lines, [rivals], tmp_path / "g.graphml", Manner(claimed=True, tell=heard.append))
    assert graph.number_of_edges() == 0
    assert "pair left out: both are claimed to be the actor, by different tellers" in heard


def test_what_xml_cannot_hold_stops_nothing() -> None:
    draft = harbour()
    draft.text = draft.text.replace("Gunmen", "<G>&\x00\ufffe", 1)
    with pytest.raises(ValueError, match="substring"):
        draft.at("Gunmen")
    happening = alone(page_of(draft.reading()))[0]
    report = happening.best
    hostile = replace(report.row, sentence='<a> & "b" \x00 \ud800 \ufffe')
    lines = "".join(graphml_lines([replace(happening, reports=(replace(report, row=hostile),))], PLAIN))
    root = ET.fromstring(lines.encode())
    sentence = next(e.text for e in root.iter() if e.text and e.text.startswith("<a>"))
    assert sentence == '<a> & "b" \ufffd \ufffd \ufffd'


def test_an_empty_graph_is_one() -> None:
    assert ET.fromstring("".join(graphml_lines([], PLAIN)).encode()).tag.endswith("graphml")
