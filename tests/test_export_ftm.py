"""Happenings as FollowTheMoney entities, read back by followthemoney where it is installed (it needs ICU)."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace
from typing import Any

import pytest

from dateline.export.ftm import ftm_lines
from dateline.export.manner import Manner
from dateline.handed import Happening
from dateline.records import Actor, Mention
from tests.asked import harbour
from tests.handed_on import PLAIN, alone, happened, page_of, told_twice

# What we write of the model: a test below holds it against the package's own.
THING = {"name", "country", "description", "summary", "sourceUrl", "publisher", "keywords", "retrievedAt"}
ENTITY = THING | {"sector"}
INTERVAL = {"date", "startDate", "endDate", "summary", "proof"}
PROPERTIES = {
    "Article": THING | {"title", "author", "publishedAt", "fileName", "language"},
    "Event": THING | INTERVAL | {"location", "addressEntity", "involved", "recordId"},
    "Address": THING | {"full", "city", "state", "latitude", "longitude"},
    "Person": ENTITY | {"position"},
    "Organization": ENTITY,
    "PublicBody": ENTITY,
    "LegalEntity": ENTITY,
    "Mention": {"document", "resolved", "name", "detectedSchema", "contextCountry"},
    "UnknownLink": INTERVAL | {"subject", "object", "role", "status"},
}


def entities(happenings: list[Happening], manner: Manner = PLAIN) -> list[Any]:
    return [json.loads(line) for line in ftm_lines(happenings, manner)]


def of_schema(found: list[Any], schema: str) -> list[Any]:
    return [entity["properties"] for entity in found if entity["schema"] == schema]


def roles(found: list[Any]) -> list[str]:
    return [link["role"][0] for link in of_schema(found, "UnknownLink")]


def test_followthemoney_takes_every_entity_and_every_value() -> None:
    ftm = pytest.importorskip("followthemoney")
    merged: dict[str, Any] = {}
    for entity in entities([*happened(), told_twice()], Manner(claimed=True)):
        proxy = ftm.EntityProxy.from_dict(entity, cleaned=False)
        proxy.schema.validate(entity)
        for name, values in entity["properties"].items():
            assert sorted(proxy.get(name)) == sorted(values), (entity["schema"], name, values)
        merged[proxy.id] = merged[proxy.id].merge(proxy) if proxy.id in merged else proxy
    for proxy in merged.values():
        for prop, value in proxy.itervalues():
            if prop.type.name == "entity":
                assert merged[value].schema.is_a(prop.range), (proxy, prop, value)


def test_the_model_has_what_we_write() -> None:
    model = pytest.importorskip("followthemoney").model
    for schema, properties in PROPERTIES.items():
        assert properties <= set(model.get(schema).properties), schema


def test_nothing_else_is_written() -> None:
    for entity in entities([*happened(), told_twice()], Manner(claimed=True)):
        assert set(entity) == {"id", "schema", "properties"}
        assert set(entity["properties"]) <= PROPERTIES[entity["schema"]]
        assert all(isinstance(v, str) and v for values in entity["properties"].values() for v in values)


def test_references_lead_to_entities() -> None:
    found = entities(happened())
    known = {entity["id"] for entity in found}
    ends = {value for link in of_schema(found, "UnknownLink") for end in ("subject", "object") for value in link[end]}
    assert ends <= known
    assert all(set(mention["resolved"] + mention["document"]) <= known for mention in of_schema(found, "Mention"))


def test_who_is_claimed_is_tied_with_the_claimant_and_not_involved() -> None:
    found = entities(alone(page_of(harbour().reading())))
    names = {entity["id"]: entity["properties"].get("name", [""])[0] for entity in found}
    (event,) = of_schema(found, "Event")
    assert [names[key] for key in event["involved"]] == ["dock workers"]
    assert "claimed to be actor, by Inspector Lurdes Vaz" in roles(found)
    assert "tells of it: says" in roles(found)


def test_who_is_denied_is_not_tied_unless_asked() -> None:
    heard: list[str] = []
    found = entities(alone(page_of(harbour().reading())), Manner(tell=heard.append))
    assert not [role for role in roles(found) if role.startswith("denied")]
    assert heard == ["participant left out: denied to have taken part (--claimed lets such in, flagged)"]
    asked = entities(alone(page_of(harbour().reading())), Manner(claimed=True))
    assert "denied to be actor, by The Coastal Front" in roles(asked)


def test_two_reports_are_one_event_with_two_articles_as_proof() -> None:
    found = entities([told_twice()])
    (event,) = of_schema(found, "Event")
    articles = {entity["id"] for entity in found if entity["schema"] == "Article"}
    assert set(event["proof"]) == articles
    assert len(articles) == 2
    assert [line.split(":")[0] for line in event["description"]] == ["Harbour Wire", "Evening Post"]


def test_one_name_on_two_pages_is_one_entity_and_no_description_is() -> None:
    reading = harbour().reading()
    gunmen = replace(reading.actors[0], mentions=(Mention(reading.actors[0].mentions[0].span, "nominal"),))
    pages = []
    for number in ("1", "2"):
        page = replace(reading.page, id=number * 64)
        pages.append(page_of(replace(reading, page=page, actors=(gunmen, *reading.actors[1:]))))
    keys = defaultdict(set)
    for page_handed in pages:
        for entity in entities(alone(page_handed)):
            if entity["schema"] not in ("Mention", "UnknownLink", "Event", "Article"):
                keys[entity["properties"].get("name", [None])[0]].add(entity["id"])
    assert (len(keys["Lurdes Vaz"]), len(keys["Gunmen"])) == (1, 2)


@pytest.mark.parametrize(
    ("kind", "named", "schema"),
    [
        ("person", True, "Person"),
        ("person", False, "Person"),
        ("group", True, "Organization"),
        ("group", False, "LegalEntity"),
        ("organisation", True, "Organization"),
        ("government", False, "PublicBody"),
        ("country", True, "LegalEntity"),
        ("people", True, "LegalEntity"),
    ],
)
def test_a_kind_of_actor_is_a_schema(kind: str, named: bool, schema: str) -> None:
    reading = harbour().reading()
    span = reading.actors[1].mentions[0].span
    actor = Actor("a2", "somebody", kind, (Mention(span, "name" if named else "nominal"),), "MOZ")
    page = page_of(replace(reading, actors=(reading.actors[0], actor, *reading.actors[2:])))
    found = [e["schema"] for e in entities(alone(page)) if e["properties"].get("name") == ["somebody"]]
    assert found == [schema]


def test_an_uncertain_time_is_told_by_its_ends() -> None:
    events = of_schema(entities(happened()), "Event")
    shelled = next(event for event in events if "artillery" in event["keywords"])
    assert (shelled["startDate"], shelled["endDate"]) == (["2024-02-28"], ["2024-03-03"])
    assert "date" not in shelled
    assert events[0]["date"] == ["2024-03-05"]


def test_an_entity_that_several_events_name_is_told_once() -> None:
    lines = list(ftm_lines([*happened(), *happened()], PLAIN))
    assert len(lines) == len(set(lines))
