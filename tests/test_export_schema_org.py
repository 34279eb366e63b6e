"""Pages in schema.org's terms: what is claimed is a Claim, and an Event is about nobody who is merely accused."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dateline.export.linked import RECENT, shared_date, without_repeats
from dateline.export.schema_org import nodes_of, schema_org_lines
from dateline.records import Claim, Published, Quote, Speaker
from tests.asked import harbour
from tests.handed_on import PLAIN, handed, page_of

# Of the properties that schema.org's pages list for these types, their parents' among them, those that we write.
THING = {"@type", "@id", "name", "description", "identifier", "sameAs", "subjectOf", "url"}
WORK = THING | {
    *("about", "author", "creator", "creditText", "datePublished", "headline", "inLanguage", "isBasedOn", "isPartOf"),
    *("mentions", "publisher", "text"),
}
PROPERTIES = {
    "NewsArticle": WORK | {"articleSection"},
    "Event": THING | {"about", "keywords", "startDate", "endDate", "location"},
    "Claim": WORK | {"appearance"},
    "Quotation": WORK,
    "Person": THING | {"jobTitle", "nationality"},
    "Organization": THING,
    "GovernmentOrganization": THING,
    "Thing": THING,
    "Place": THING | {"address", "geo"},
    "Country": THING | {"address", "geo"},
}


def graph() -> list[Any]:
    tree = json.loads("".join(schema_org_lines(handed(), PLAIN)))
    assert tree["@context"] == "https://schema.org"
    found: list[Any] = tree["@graph"]
    return found


def of_type(nodes: list[Any], kind: str) -> list[Any]:
    return [node for node in nodes if node["@type"] == kind]


def test_no_property_is_used_that_its_type_has_not() -> None:
    for node in graph():
        assert set(node) <= PROPERTIES[node["@type"]], node


def test_every_reference_leads_to_a_node() -> None:
    nodes = graph()
    known = {node["@id"] for node in nodes}
    refs = [
        ref["@id"]
        for node in nodes
        for value in node.values()
        for ref in (value if isinstance(value, list) else [value])
        if isinstance(ref, dict) and set(ref) == {"@id"}
    ]
    assert refs
    assert set(refs) <= known


def test_an_event_is_about_the_affirmed_only_and_a_claim_about_the_accused() -> None:
    nodes = list(nodes_of(page_of(harbour().reading())))
    names = {node["@id"]: node.get("name") for node in nodes}
    (event,) = of_type(nodes, "Event")
    assert [names[ref["@id"]] for ref in event["about"]] == ["dock workers"]
    accusing = [c for c in of_type(nodes, "Claim") if "Gunmen" in c["name"] and c["name"].startswith("actor")]
    assert [(names[c["author"]["@id"]], names[c["about"][1]["@id"]]) for c in accusing] == [("Lurdes Vaz", "Gunmen")]
    assert "Gunmen (claimed by Inspector Lurdes Vaz)" in event["description"]


def test_an_event_that_somebody_tells_is_his_claim() -> None:
    claims = of_type(list(nodes_of(page_of(harbour().reading()))), "Claim")
    assert claims[0]["text"].startswith("Gunmen killed at least four dock workers")
    assert claims[0]["creditText"] == "according to Inspector Lurdes Vaz"


def test_two_events_told_in_the_same_words_are_two_claims() -> None:
    draft = harbour()
    draft.events.append(replace(draft.events[0], id="e2", trigger=draft.at("fired")))
    claims = of_type(list(nodes_of(page_of(draft.reading()))), "Claim")
    assert len({claim["@id"] for claim in claims}) == len(claims) == 6


def test_what_is_said_of_an_event_is_a_claim_too() -> None:
    draft = harbour()
    charge = Claim("war crime", draft.at("fired"), draft.said("a4", "The Coastal Front", "denied", "denies"))
    draft.events[0] = replace(draft.events[0], claims=(charge,))
    (claim,) = [c for c in of_type(list(nodes_of(page_of(draft.reading()))), "Claim") if c["name"] == "war crime"]
    assert claim["creditText"] == "denied by The Coastal Front"


def test_an_event_that_was_merged_says_with_what() -> None:
    page = page_of(harbour().reading())
    merged = replace(page, happenings={page.events[0].id: "f" * 16})
    (event,) = of_type(list(nodes_of(merged)), "Event")
    assert event["sameAs"] == [f"urn:dateline:event:{'f' * 16}"]
    (single,) = of_type(list(nodes_of(page)), "Event")
    assert "sameAs" not in single


def test_speech_in_his_own_words_is_a_quotation_and_in_others_a_claim() -> None:
    draft = harbour()
    speaker = Speaker("a5", draft.at("Nicolás Áñez"))
    draft.quotes.append(Quote("q2", "indirect", draft.at("Exports through the port fell"), speaker, None))
    nodes = list(nodes_of(page_of(draft.reading())))
    names = {node["@id"]: node.get("name") for node in nodes}
    (own,) = of_type(nodes, "Quotation")
    assert (own["text"], names[own["creator"]["@id"]]) == ("We load ships,", "Nicolás Áñez")
    (other,) = [c for c in of_type(nodes, "Claim") if c["text"].startswith("Exports")]
    assert names[other["author"]["@id"]] == "Nicolás Áñez"


def test_an_article_tells_its_day_as_far_as_it_is_known() -> None:
    reading = harbour().reading()
    assert next(nodes_of(page_of(reading)))["datePublished"] == "2024-03-07"
    vague = Published(date(2024, 3, 7), date(2024, 3, 14), "archive")
    page = page_of(replace(reading, article=replace(reading.article, published=vague)))
    assert next(nodes_of(page))["datePublished"] == "2024-03"


@pytest.mark.parametrize(
    ("earliest", "latest", "told"),
    [
        (date(2024, 3, 7), date(2024, 3, 7), "2024-03-07"),
        (date(2024, 3, 1), date(2024, 3, 31), "2024-03"),
        (date(2024, 3, 1), date(2024, 5, 1), "2024"),
        (date(2023, 12, 31), date(2024, 1, 1), None),
    ],
)
def test_what_two_days_have_in_common(earliest: date, latest: date, told: str | None) -> None:
    assert shared_date(earliest, latest) == told


def test_what_was_lately_told_is_not_told_again() -> None:
    one, other = {"@id": "1"}, {"@id": "2"}
    assert list(without_repeats([one, other, one, one])) == [one, other]
    many = [{"@id": str(i)} for i in range(RECENT + 1)]
    assert len(list(without_repeats([*many, many[0]]))) == RECENT + 2
