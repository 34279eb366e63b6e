"""PLOVER's JSON lines, checked against a schema of the manual's fields."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dateline.export.manner import Manner
from dateline.export.plover import plover_lines
from dateline.handed import Happening
from tests import asked
from tests.exported import happenings_of
from tests.test_exporting_conflict import battle, massacre
from tests.test_exporting_pairs import accusation, fighting, shelling, visit

SCHEMA = json.loads((Path(__file__).parent / "plover_schema.json").read_text("utf-8"))


def lines(parts: list[Happening], **manner: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in plover_lines(parts, Manner(**manner))]


@pytest.mark.parametrize("claimed", [False, True])
def test_each_line_fits_the_manuals_fields(tmp_path: Path, claimed: bool) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    drafts = [shelling(), accusation(), visit(), fighting(claimed=True), battle(), massacre()]
    parts = happenings_of(tmp_path, [*drafts, asked.harbour(), asked.threat(), asked.accord()], status=())
    check = jsonschema.Draft202012Validator(SCHEMA)
    told = lines(parts, claimed=claimed)
    assert len(told) == len(parts)
    for tree in told:
        check.validate(tree)


def test_lists_stay_lists(tmp_path: Path) -> None:
    (tree,) = lines(happenings_of(tmp_path, [accusation()]))
    assert [a["code"] for a in tree["actor"]] == ["NOR", "GHA"]
    assert [r["code"] for r in tree["recipient"]] == ["OMN", "PER"]


def test_an_uncertain_time_has_both_its_ends(tmp_path: Path) -> None:
    (tree,) = lines(happenings_of(tmp_path, [fighting()]))
    assert (tree["date"], tree["enddate"]) == ("2024-02-26", "2024-03-03")


def test_the_dead_are_told_by_rule_and_whose_word_in_the_comment(tmp_path: Path) -> None:
    (tree,) = lines(happenings_of(tmp_path, [massacre()]))
    assert tree["size"] == {"dead": 12}
    assert "Told: according to police" in tree["comment"]


def test_who_is_merely_claimed_stands_in_the_comment(tmp_path: Path) -> None:
    parts = happenings_of(tmp_path, [fighting(claimed=True)])
    (tree,) = lines(parts)
    assert [a["entity_text"] for a in tree["actor"]] == ["Soldiers"]
    assert "Actor: the Coastal Front (claimed by residents)" in tree["comment"]
    (tree,) = lines(parts, claimed=True)
    assert [a["entity_text"] for a in tree["actor"]] == ["Soldiers", "the Coastal Front"]


def test_what_did_not_happen_says_so(tmp_path: Path) -> None:
    d = fighting()
    d.events[-1] = replace(d.events[-1], status="hypothetical")
    (tree,) = lines(happenings_of(tmp_path, [d], status=("hypothetical",)))
    assert tree["has_event"] is False
    assert "Status: hypothetical" in tree["comment"]
