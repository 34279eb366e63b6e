"""Pages as W3C Web Annotations: every selector finds its words, every body tells whose word it is."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from dateline.export.web_annotations import AROUND, annotation_lines, annotations_of, selectors
from dateline.handed import HandedPage
from dateline.records import Span
from tests.asked import harbour
from tests.handed_on import PLAIN, alone, handed, page_of

# Section 3.3.5 of the Recommendation.
MOTIVATIONS = [
    *("assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting"),
    *("identifying", "linking", "moderating", "questioning", "replying", "tagging"),
]
IRI = {"type": "string", "pattern": "^(https?://|urn:)[^ ]+$"}
SELECTOR = {
    "oneOf": [
        {
            "properties": {"type": {"const": "TextQuoteSelector"}, "exact": {"type": "string", "minLength": 1}},
            "required": ["type", "exact", "prefix", "suffix"],
        },
        {
            "properties": {"type": {"const": "TextPositionSelector"}, "start": {"minimum": 0}, "end": {"minimum": 1}},
            "required": ["type", "start", "end"],
        },
    ]
}
TARGET = {
    "properties": {
        "source": {"properties": {"id": IRI, "type": {"const": "Text"}}, "required": ["id"]},
        "selector": {"type": "array", "items": SELECTOR},
        "state": {"properties": {"type": {"const": "TimeState"}, "cached": IRI}, "required": ["sourceDate"]},
    },
    "required": ["source", "selector"],
}
BODY = {
    "oneOf": [
        {"properties": {"type": {"const": "TextualBody"}}, "required": ["value", "purpose"]},
        {"properties": {"type": {"const": "SpecificResource"}, "source": IRI}, "required": ["source", "purpose"]},
    ],
    "properties": {"purpose": {"enum": MOTIVATIONS}},
}
# The rules of the Web Annotation Data Model that say "must", as far as they bear on what we write.
SCHEMA = {
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
        "type": {"const": "AnnotationCollection"},
        "first": {
            "properties": {
                "type": {"const": "AnnotationPage"},
                "items": {
                    "items": {
                        "properties": {
                            "id": IRI,
                            "type": {"const": "Annotation"},
                            "motivation": {"enum": MOTIVATIONS},
                            "body": {"type": "array", "minItems": 1, "items": BODY},
                            "target": {"oneOf": [{"type": "array", "items": TARGET}, {"type": "object", **TARGET}]},
                        },
                        "required": ["id", "type", "target", "body", "motivation"],
                    }
                },
            },
            "required": ["id", "type", "items", "partOf"],
        },
    },
    "required": ["@context", "id", "type", "first"],
}


def document(pages: list[HandedPage]) -> Any:
    return json.loads("".join(annotation_lines(pages, PLAIN)))


def targets(annotation: Any) -> list[Any]:
    return annotation["target"] if isinstance(annotation["target"], list) else [annotation["target"]]


def told(annotation: Any) -> str:
    return next(body["value"] for body in annotation["body"] if body["purpose"] == "describing")


def tags(annotation: Any) -> list[str]:
    return [body["value"] for body in annotation["body"] if body["purpose"] == "tagging"]


def test_it_is_as_the_recommendation_says() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.validate(document(handed()), SCHEMA)


def test_a_document_without_annotations_is_one_still() -> None:
    assert document([])["first"]["items"] == []


def test_every_selector_gets_its_words() -> None:
    texts = {page.ref.url: page.reading.article.text for page in handed()}
    found = 0
    for annotation in document(handed())["first"]["items"]:
        for target in targets(annotation):
            text = texts[target["source"]["id"]]
            quote, position = target["selector"]
            assert text[position["start"] : position["end"]] == quote["exact"]
            around = quote["prefix"] + quote["exact"] + quote["suffix"]
            assert text.startswith(around, position["start"] - len(quote["prefix"]))
            found += 1
    assert found >= 19


def test_positions_are_code_points_and_quotes_are_told_as_they_stand() -> None:
    page = page_of(replace(harbour(), text=harbour().text.replace("Gunmen", "😀Gunmen")).reading())
    quote, position = selectors(page, Span(1, 7))
    assert (position["start"], position["end"], quote["exact"], quote["prefix"]) == (1, 7, "Gunmen", "😀")
    assert len(selectors(page, Span(60, 65))[0]["prefix"]) == AROUND


def test_each_kind_of_thing_is_annotated() -> None:
    kinds = {tags(annotation)[0] for annotation in document(handed())["first"]["items"]}
    assert kinds == {"event", "participant", "quote", "figure", "place"}


def test_no_body_tells_of_a_claimed_participant_without_who_claims_it() -> None:
    claimed = [a for a in annotations_of(page_of(harbour().reading())) if "claimed" in tags(a)]
    assert [told(a) for a in claimed] == [
        "actor of ASSAULT firearms: Gunmen (claimed by Inspector Lurdes Vaz), UAF",
    ]
    naming = [told(a) for a in annotations_of(page_of(harbour().reading())) if "Gunmen" in told(a)]
    assert all("Gunmen (claimed by Inspector Lurdes Vaz)" in line for line in naming)


def test_a_body_says_whose_word_it_is() -> None:
    lines = [told(a) for a in annotations_of(page_of(harbour().reading()))]
    assert any(line.endswith("— according to Inspector Lurdes Vaz") for line in lines)
    assert "Nicolás Áñez says: “We load ships,”" in lines


def test_participants_point_at_their_event() -> None:
    event, *others = list(annotations_of(page_of(harbour().reading())))
    of_event = [body["source"] for body in event["body"] if body["purpose"] == "linking"]
    participants = [a for a in others if tags(a)[0] == "participant"]
    assert len(participants) == 3
    assert all(b["source"] in of_event for a in participants for b in a["body"] if b["purpose"] == "linking")


def test_an_event_that_was_merged_is_told_by_both_its_ids() -> None:
    page = page_of(harbour().reading())
    merged = replace(page, happenings={page.events[0].id: "f" * 16})
    sources = [body["source"] for body in next(annotations_of(merged))["body"] if body["purpose"] == "linking"]
    assert sources == [f"urn:dateline:event:{alone(page)[0].id}", f"urn:dateline:event:{'f' * 16}"]


def test_a_place_says_which_it_is_in_geonames() -> None:
    places = [a for a in annotations_of(page_of(harbour().reading())) if tags(a)[0] == "place"]
    same = [body["source"] for body in places[0]["body"] if body["purpose"] == "identifying"]
    assert same[0].startswith("https://sws.geonames.org/")


def test_only_the_events_asked_for_are_annotated() -> None:
    page = page_of(harbour().reading(), events=())
    assert "event" not in {tags(a)[0] for a in annotations_of(page)}


def test_ids_are_the_same_each_time_and_no_two_share_one() -> None:
    made = [[a["id"] for a in document(handed())["first"]["items"]] for _ in range(2)]
    assert made[0] == made[1]
    assert len(set(made[0])) == len(made[0])


def test_a_page_without_an_address_is_told_by_its_bytes() -> None:
    reading = harbour().reading()
    bare = replace(reading, article=replace(reading.article, url=None))
    source = next(annotations_of(page_of(bare)))["target"]["source"]
    assert source["id"] == f"urn:dateline:page:{reading.page.id}"
    given = replace(bare, page=replace(bare.page, media_type="application/json"))
    assert next(annotations_of(page_of(given)))["target"]["source"]["format"] == "text/plain"


def test_a_lone_surrogate_stops_nothing() -> None:
    reading = harbour().reading()
    broken = replace(reading.article, text=reading.article.text.replace("Gunmen", "\ud800unmen"))
    lines = "".join(annotation_lines([page_of(replace(reading, article=broken))], PLAIN))
    assert "\ud800unmen" in json.loads(lines.encode())["first"]["items"][1]["target"]["selector"][0]["exact"]
