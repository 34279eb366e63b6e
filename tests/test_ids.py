"""Ids that hold across pages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.ids import actor_id, event_id, place_id
from dateline.records import Actor, Given, Mention, Place, Span
from tests.asked import harbour

VAZ = Actor("a1", "Lurdes Vaz", "person", (Mention(Span(0, 10)),), "MOZ")
GUNMEN = Actor("a2", "Gunmen", "group", (Mention(Span(20, 26), "nominal"),))


def test_an_actor_named_on_two_pages_has_one_id() -> None:
    assert actor_id(VAZ, "page one") == actor_id(replace(VAZ, id="a7", name="LURDES VAZ"), "page two")


@pytest.mark.parametrize("other", [{"name": "Lurdes Vas"}, {"kind": "group"}, {"country": "AGO"}, {"country": None}])
def test_another_name_kind_or_country_is_another_actor(other: dict[str, str | None]) -> None:
    assert actor_id(VAZ, "page") != actor_id(replace(VAZ, **other), "page")


def test_whom_a_page_only_describes_is_nobody_outside_of_it() -> None:
    assert actor_id(GUNMEN, "page one") != actor_id(GUNMEN, "page two")
    others = replace(GUNMEN, mentions=(Mention(Span(90, 96), "nominal"),))
    assert actor_id(GUNMEN, "page one") != actor_id(others, "page one")
    assert actor_id(GUNMEN, "page one") == actor_id(replace(GUNMEN, id="a3"), "page one")


def test_a_state_is_the_same_however_it_is_told_if_it_is_known_which() -> None:
    state = Actor("a1", "government of Mozambique", "government", (Mention(Span(0, 14), "nominal"),), "MOZ")
    assert actor_id(state, "page one") == actor_id(state, "page two")
    nowhere = replace(state, name="government", country=None)
    assert actor_id(nowhere, "page one") != actor_id(nowhere, "page two")


def test_an_event_is_known_by_its_page_its_type_and_its_words() -> None:
    reading = harbour().reading()
    page, event = reading.page, reading.events[0]
    assert event_id(page, event) == event_id(page, replace(event, id="e9", status="negated"))
    assert event_id(page, event) != event_id(replace(page, id="0" * 64), event)
    assert event_id(page, event) != event_id(page, replace(event, type="COERCE"))
    assert len(event_id(page, event)) == 16


def test_pages_of_the_same_bytes_are_told_apart_by_their_addresses() -> None:
    reading = harbour().reading()
    here, there = (replace(reading.page, given=Given(url=f"https://{name}.example/1")) for name in ("one", "two"))
    assert event_id(here, reading.events[0]) != event_id(there, reading.events[0])


def test_a_place_is_known_by_its_number_in_geonames_else_by_its_name() -> None:
    pemba = Place("p1", "Pemba", "city", (), 1028918, "MOZ")
    assert place_id(pemba) == place_id(replace(pemba, name="Porto Amélia"))
    unknown = replace(pemba, geonames_id=None)
    assert place_id(unknown) == place_id(replace(unknown, id="p4")) != place_id(replace(unknown, country="TZA"))
