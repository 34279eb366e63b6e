"""Each option asks for what its help says, of a store with four invented pages."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

import dateline
from dateline.asking import Record
from dateline.cli import command_words
from dateline.errors import StoreError, UsageError
from dateline.store.query import filters
from dateline.store.query.names import name_query


@pytest.fixture
def record(asked_store: Path) -> Iterator[Record]:
    with dateline.open(asked_store) as record:
        yield record


def events(record: Record, **asked: Any) -> list[str]:
    """What was found, as the trigger of each, sorted."""
    return sorted(event.trigger for event in record.events(**asked))


ALL = ["agreed", "attack", "burned", "killed", "met", "shelled"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ALL),
        ({"copies": True}, sorted([*ALL, "killed"])),
        ({"type": "ASSAULT"}, ["attack", "burned", "killed", "shelled"]),
        ({"type": "assault"}, ["attack", "burned", "killed", "shelled"]),
        ({"type": ("AGREE", "CONSULT")}, ["agreed", "met"]),
        ({"type": "AGREE, CONSULT"}, ["agreed", "met"]),
        ({"mode": "firearms"}, ["killed"]),
        ({"quad": (1,)}, ["agreed", "met"]),
        ({"status": "hypothetical"}, ["attack"]),
        ({"historical": True}, ["burned"]),
        ({"historical": False, "type": "ASSAULT"}, ["attack", "killed", "shelled"]),
        ({"killed_at_least": 4}, ["killed"]),
        ({"killed_at_least": 5}, []),
        ({"outlet": "harbour"}, ["killed"]),
        ({"outlet": "COURIER"}, ["attack", "shelled"]),
    ],
)
def test_events_by_what_they_are(record: Record, asked: dict[str, Any], found: list[str]) -> None:
    assert events(record, **asked) == found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"actor": "MOZ"}, ["agreed", "attack", "killed", "shelled"]),
        ({"actor": "MIL"}, ["shelled"]),
        ({"actor": "MOZ MIL"}, ["shelled"]),
        ({"actor": "MOZ-REB"}, ["agreed", "attack", "killed"]),
        ({"actor": "coastal front"}, ["agreed", "attack", "killed"]),
        ({"actor": "Front"}, ["agreed", "attack", "killed"]),
        ({"actor": "Coast"}, []),  # whole words only
        ({"actor": "rebels"}, ["burned"]),  # who stands for no actor is known by his words
        ({"actor": "coastal front", "polarity": "denied"}, ["killed"]),
        ({"actor": "coastal front", "polarity": "affirmed"}, ["agreed", "attack"]),
        ({"recipient": "CVL"}, ["killed"]),
        ({"recipient": "coastal front"}, []),
        ({"between": ("Mozambique", "coastal front")}, ["agreed"]),
        ({"between": ("LAB", "UAF")}, ["killed"]),
        ({"between": ("UAF", "LAB")}, ["killed"]),
        ({"said_by": "vaz"}, ["killed"]),
        ({"said_by": "coastal front"}, ["killed"]),  # it denies that it took part
        ({"said_by": "GOV"}, ["attack", "killed"]),
        ({"said_by": "outlet"}, ["agreed", "burned", "met", "shelled"]),
    ],
)
def test_events_by_who_takes_part_and_who_tells(record: Record, asked: dict[str, Any], found: list[str]) -> None:
    assert events(record, **asked) == found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"place": "Pemba"}, ["killed"]),
        ({"place": "pemba"}, ["killed"]),
        ({"place": "Cabo Delgado"}, ["killed"]),
        ({"place": "MOZ"}, ["agreed", "attack", "killed", "shelled"]),
        ({"place": "Mozambique"}, ["agreed", "attack", "killed", "shelled"]),
        ({"place": "Tripoli"}, ["burned", "met"]),
        ({"place": "Tripoli, Lebanon"}, ["met"]),
        ({"place": "Tripoli, LBY"}, ["burned"]),
        ({"near": (-13.0, 40.5, 30.0)}, ["killed"]),
        ({"near": "34.4,35.8,10"}, ["met"]),
        ({"near": "34.4,35.8,3000", "type": "ASSAULT"}, ["burned"]),
        ({"near": "0,-179.9,500"}, []),
        ({"place": "MOZ", "near": "-13,40.5,30"}, ["killed"]),
    ],
)
def test_events_by_where_they_were(record: Record, asked: dict[str, Any], found: list[str]) -> None:
    assert events(record, **asked) == found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"since": "2024"}, ["killed", "shelled"]),
        ({"since": "2024-03"}, ["killed", "shelled"]),  # shelling went on until 3 March
        ({"since": "2024-03-04"}, ["killed"]),
        ({"until": "2024-02"}, ["agreed", "burned", "shelled"]),
        ({"since": "2023-03-31", "until": "2023-03-31"}, ["agreed"]),
        ({"since": "1983-06", "until": "1983-06-01"}, ["burned"]),
    ],
)
def test_an_event_is_found_on_each_day_that_it_may_have_been(
    record: Record, asked: dict[str, Any], found: list[str]
) -> None:
    assert events(record, **asked) == found


@pytest.mark.parametrize(
    ("asked", "known_as"),
    [("Daesh", "Islamic State"), ("da'esh", "Islamic State"), ("Burma", "Myanmar"), ("Coastal Front", None)],
)
def test_a_name_is_sought_under_what_else_its_bearer_is_called(asked: str, known_as: str | None) -> None:
    query = name_query("--actor", asked)
    assert query.startswith("(" + " AND ".join(f'"{word}"' for word in asked.split()) + ")")
    assert (" OR " in query) == (known_as is not None)
    if known_as:
        assert " AND ".join(f'"{word}"' for word in known_as.split()) in query


def test_the_order_is_by_time_and_events_of_no_known_day_come_last(record: Record) -> None:
    assert [e.trigger for e in record.events()] == ["killed", "shelled", "agreed", "burned", "met", "attack"]
    oldest = [e.trigger for e in record.events(order="oldest")]
    assert oldest == ["burned", "agreed", "shelled", "killed", "attack", "met"]


def test_an_event_comes_whole(record: Record) -> None:
    (event,) = record.events(type="ASSAULT", place="Pemba")
    assert [(p.name, p.polarity, [t.name for t in p.said_by]) for p in event.actor] == [
        ("Gunmen", "claimed", ["Lurdes Vaz"]),
        ("Coastal Front", "denied", ["Coastal Front"]),
    ]
    assert [(p.words, p.country, p.sector) for p in event.recipient] == [
        ("at least four dock workers", "MOZ", ("CVL", "LAB"))
    ]
    assert [(p.name, p.admin1, p.precision, p.lat) for p in event.place] == [
        ("Pemba", "Cabo Delgado", "exact", -12.974)
    ]
    assert [(c.what, c.low, c.high, c.whose) for c in event.counts] == [("killed", 4, None, "dock workers")]
    assert [(t.name, t.words, t.kind) for t in event.said_by] == [("Lurdes Vaz", "Inspector Lurdes Vaz", "says")]
    assert (event.page.outlet, event.page.headline, event.page.copy_of) == ("Harbour Wire", "Harbour", None)
    assert event.sentence.startswith("Gunmen killed at least four dock workers")
    assert event.tellings == 1


def test_quotes_by_speaker_in_spite_of_accents_and_by_their_words(record: Record) -> None:
    assert [q.words for q in record.quotes(by="nicolas anez")] == ["We load ships,"]
    assert [q.words for q in record.quotes(about="loaded ship")] == ["We load ships,"]
    assert list(record.quotes(by="GOV")) == []


def test_figures_by_unit_what_and_place(record: Record) -> None:
    asked: list[dict[str, Any]] = [
        {"unit": "percent"},
        {"what": "EXPORT"},
        {"place": "MOZ"},
        {"change": "down"},
        {"at_least": 18},
        {"said_by": "vaz"},
        {"since": "2024-02-20", "until": "2024-02"},
    ]
    assert [[f.low for f in record.figures(**one)] for one in asked] == [[18.0]] * len(asked)
    assert list(record.figures(at_least=18.5)) == []
    assert list(record.figures(until="2023")) == []


def test_actors_of_all_pages_are_told_together(record: Record) -> None:
    front = record.actors(name="coastal").first()
    assert front is not None
    assert (front.name, front.pages, front.as_actor, front.sector) == ("Coastal Front", 3, 2, ("REB",))
    assert {a.name for a in record.actors(sector="CVL")} == {"dock workers", "Nicolás Áñez"}
    assert [a.name for a in record.actors(country="MOZ", order="name")][:2] == ["army of Mozambique", "Coastal Front"]


def test_places_of_one_name_stay_apart(record: Record) -> None:
    assert {(p.name, p.country) for p in record.places(name="Tripoli")} == {("Tripoli", "LBY"), ("Tripoli", "LBN")}
    assert [p.events for p in record.places(name="Pemba")] == [1]


def test_pages_by_what_they_say_and_whom_they_name(record: Record) -> None:
    assert [p.headline for p in record.pages()] == ["Threat", "Harbour", "Accord"]
    assert [p.headline for p in record.pages(about="ceasefire")] == ["Accord"]
    assert [p.headline for p in record.pages(actor="Vaz")] == ["Harbour"]
    assert {p.headline for p in record.pages(actor="Vaz", copies=True)} == {"Harbour", "Copied"}
    (copy,) = [p for p in record.pages(copies=True) if p.copy_of]
    assert (copy.headline, copy.events, copy.quotes) == ("Copied", 1, 1)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ceasefire", ["Accord"]),
        ("tripoli burned", ["Accord"]),
        ('"agreed to a ceasefire"', ["Accord"]),
        ("gunm*", ["Harbour"]),
        ("ceasefire OR gunmen", ["Accord", "Harbour"]),
        ("anez", ["Harbour"]),
        ("crane-driver", ["Harbour"]),
        ("ships, said", ["Harbour"]),
        ("headline:threat", ["Threat"]),
        ("“We load ships”", ["Harbour"]),
    ],
)
def test_search_finds_words(record: Record, words: str, found: list[str]) -> None:
    assert sorted(hit.page.headline or "" for hit in record.search(words)) == found


def test_what_was_found_is_marked_in_the_snippet(record: Record) -> None:
    (hit,) = record.search("ceasefires")
    assert [span.words(hit.snippet) for span in hit.marked] == ["ceasefire"]


@pytest.mark.parametrize(
    ("method", "asked", "told"),
    [
        ("events", {"type": "ASAULT"}, "--type ASAULT: did you mean ASSAULT?"),
        ("events", {"status": "real"}, "--status real"),
        ("events", {"since": "2024-13"}, "--since 2024-13: not a day"),
        ("events", {"until": "yesterday"}, "--until yesterday: not a day"),
        ("events", {"near": "33.3;44.4;50"}, "--near 33.3;44.4;50: write LAT,LON,KM"),
        ("events", {"near": (91.0, 0.0, 1.0)}, "latitude is -90 to 90"),
        ("events", {"actor": "--"}, "--actor '--': has no letters"),
        ("events", {"order": "best"}, "--order best"),
        ("events", {"polarity": "denied"}, "--polarity denied: goes with --actor"),
        ("events", {"after": "rubbish"}, "--after: not a token of this question"),
        ("events", {"killed_at_least": 2**70}, "--killed-at-least"),
        ("search", {"words": "(ceasefire"}, "can't be searched for"),
        ("search", {"words": "AND"}, "can't be searched for"),
        ("search", {"words": "nosuch:column"}, "no such column"),
        ("search", {"words": "…"}, "has no words"),
        ("trend", {"by": "fortnight"}, "--by fortnight"),
    ],
)
def test_what_cannot_be_asked_is_told_in_one_line(
    record: Record, method: str, asked: dict[str, Any], told: str
) -> None:
    with pytest.raises(UsageError) as caught:
        list(getattr(record, method)(**asked))
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_option_that_there_is_not_is_told_with_those_that_there_are(record: Record) -> None:
    with pytest.raises(UsageError, match=r"'colour'; the options are .*killed_at_least"):
        record.events(colour="red")  # type: ignore[call-arg]


def test_pages_of_an_answer_give_each_row_once(record: Record) -> None:
    found = record.events(copies=True)
    seen, after = [], None
    for _ in range(20):
        part = found.page(2, after=after)
        seen += [(e.page.id, e.id) for e in part.rows]
        if (after := part.next) is None:
            break
    assert seen == [(e.page.id, e.id) for e in found]
    assert len(seen) == found.count() == 7


def test_a_token_goes_with_its_own_question_only(record: Record) -> None:
    token = record.events().page(1).next
    assert token is not None
    with pytest.raises(UsageError, match="not a token of this question"):
        record.events(type="ASSAULT").page(1, after=token)


def test_a_limit_is_kept_and_the_count_tells_of_all(record: Record) -> None:
    found = record.events(limit=2)
    assert len(list(found)) == 2
    assert found.count() == 6


def test_a_store_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no such store"):
        dateline.open(tmp_path / "none.db")


def test_the_methods_take_what_the_commands_take() -> None:
    kinds = {"events": filters.EventFilter, "quotes": filters.QuoteFilter, "pages": filters.PageFilter}
    for name, kind in kinds.items():
        assert set(inspect.signature(getattr(Record, name)).parameters) == {"self", *(f.name for f in fields(kind))}
    for name in ("events", "quotes", "figures", "actors", "places", "pages", "search", "trend", "sql"):
        assert [name] in command_words()
        assert hasattr(Record, name)
