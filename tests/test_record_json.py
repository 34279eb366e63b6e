"""The record as JSON: names of the contract, one line a record, nothing internal."""

from __future__ import annotations

import json
from datetime import date

import pytest

from dateline.export.record_json import plain_json, to_json, to_tree
from dateline.jsontext import plain
from dateline.pipeline import Tools
from dateline.records import Interval, Span, Status
from tests.factories import read_text

TEXT = "Police arrested seven suspects in Pemba on Monday, the ministry said."


def test_the_contract_names_stand_on_top(tools: Tools) -> None:
    tree = to_tree(read_text(TEXT, tools))
    assert list(tree)[:2] == ["id", "schema"]
    assert set(tree) >= {"made_by", "page", "article", "times", "places", "actors", "events", "quotes", "figures"}
    assert set(tree["page"]) == {"id", "source", "media_type", "bytes"}
    assert set(tree["made_by"]) == {"program", "lexicon", "parser", "model"}


def test_an_event_has_every_field_of_the_contract(tools: Tools) -> None:
    event = to_tree(read_text(TEXT, tools))["events"][0]
    assert set(event) >= {
        "id", "type", "mode", "context", "cameo", "quad", "score", "status", "historical", "actor", "recipient",
        "place", "time", "counts", "instrument",
        "claims", "said_by", "trigger", "sentence", "mentions", "confidence", "why",
    }  # fmt: skip
    assert set(event["mentions"][0]) == {"span", "sentence", "kind", "said_by"}


@pytest.mark.parametrize("end", ["\x85", "\u2028", "\u2029", "\x0b", "\x1c", "\ud800"])
def test_no_character_of_a_text_breaks_its_line(tools: Tools, end: str) -> None:
    text = f"Rebels left.{end} Police came."
    line = to_json(read_text(text, tools))
    assert len(line.splitlines()) == 1
    assert line.encode()
    assert json.loads(line)["article"]["text"] == text


def test_dates_are_iso_days_and_spans_are_pairs() -> None:
    assert plain(Interval(date(2024, 1, 1), date(2024, 1, 7))) == {"earliest": "2024-01-01", "latest": "2024-01-07"}
    assert plain((Span(0, 3),)) == [[0, 3]]
    assert json.loads(plain_json(Status("actual", "told"))) == {"status": "actual", "why": "told"}
