"""The interface for programs: the rows of the Python API, a page at a time; nonsense is refused in a sentence."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette")

import dateline
from dateline.errors import StoreError
from dateline.jsontext import plain
from dateline.web.kinds import KINDS, MOST, Kind, options_of
from dateline.web.openapi import described
from dateline.web.stores import TooLong, reading
from tests.asked import harbour
from tests.web import client_of, naughty_store

# Of the store's four pages none was merged; what is asked of happenings stands in its own tests.
ASKED = [kind for kind in KINDS if kind.name != "happenings"]
WORDS = {"search": {"words": "Coastal"}}


def rows_of(store: Path, kind: Kind, **asked: Any) -> list[Any]:
    with dateline.open(store) as record:
        return [plain(row) for row in getattr(record, kind.name)(**{**WORDS.get(kind.name, {}), **asked})]


@pytest.mark.parametrize("kind", ASKED, ids=lambda k: k.name)
@pytest.mark.parametrize("size", [1, 2, 50])
def test_all_pages_together_are_the_rows_of_python(asked_store: Path, kind: Kind, size: int) -> None:
    client, seen, after = client_of(asked_store), [], None
    while True:
        asked = {**WORDS.get(kind.name, {}), "limit": size} | ({"after": after} if after else {})
        part = client.get(f"/api/{kind.name}", params=asked).json()
        assert len(part["rows"]) <= size
        seen += part["rows"]
        if (after := part["next"]) is None:
            break
    assert seen == rows_of(asked_store, kind)
    assert seen


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("type=ASSAULT&type=AGREE", {"type": ("ASSAULT", "AGREE")}),
        ("type=ASSAULT,AGREE&status=actual", {"type": ("ASSAULT", "AGREE"), "status": "actual"}),
        ("killed-at-least=4", {"killed_at_least": 4}),
        ("between=MOZ&between=REB", {"between": ("MOZ", "REB")}),
        ("quad=1,4", {"quad": (1, 4)}),
        ("historical=true&copies=true", {"historical": True, "copies": True}),
        ("said-by=GOV&since=2024-03&order=oldest", {"said_by": "GOV", "since": "2024-03", "order": "oldest"}),
        ("near=-12.97,40.5,50", {"near": "-12.97,40.5,50"}),
        ("actor=&type=&place=MOZ", {"place": "MOZ"}),
    ],
)
def test_an_address_asks_what_the_command_line_asks(asked_store: Path, query: str, asked: dict[str, Any]) -> None:
    rows = client_of(asked_store).get(f"/api/events?{query}").json()["rows"]
    assert rows == rows_of(asked_store, KINDS[0], **asked)


NONSENSE = {
    "type": "NONE", "status": "maybe", "polarity": "odd", "quad": "four", "since": "yesterday", "until": "2024-13",
    "near": "here", "historical": "perhaps", "killed-at-least": "many", "order": "random", "after": "xyz",
    "limit": "0", "copies": "2", "between": "MOZ", "at-least": "lots", "at-most": "nan", "change": "sideways",
    "words": "(", "about": "(", "reports": "0", "rule": "mine",
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "option"),
    [(k, o.name) for k in ASKED for o in options_of(k) if o.name in NONSENSE],
    ids=lambda value: value.name if isinstance(value, Kind) else value,
)
def test_nonsense_is_refused_with_a_sentence_that_names_the_option(asked_store: Path, kind: Kind, option: str) -> None:
    asked = {**WORDS.get(kind.name, {}), option: NONSENSE[option]}
    answer = client_of(asked_store).get(f"/api/{kind.name}", params=asked)
    assert answer.status_code == 400
    assert option in answer.json()["error"] or "search" in answer.json()["error"]


@pytest.mark.parametrize(
    "query",
    ["sql=SELECT+1", "type=ASSAULT&sql=x", "nothing=1", "killed_at_least=4", "actor=A&actor=B", f"limit={MOST + 1}",
     "limit=99999999999999999999", "--type=ASSAULT", f"actor={'a' * 60_000}"],
)  # fmt: skip
def test_what_is_no_option_is_refused(asked_store: Path, query: str) -> None:
    answer = client_of(asked_store).get(f"/api/events?{query}")
    assert answer.status_code == 400
    assert answer.json()["error"]


@pytest.mark.parametrize("text", ["' OR 1=1 --", "x'; DROP TABLE event; --", '" UNION SELECT 1', "%", "\0", "1) OR (1"])
@pytest.mark.parametrize(
    "option", ["actor", "recipient", "place", "outlet", "said-by", "mode", "type", "since", "after"]
)
def test_sql_from_an_address_is_a_value_like_any_other(asked_store: Path, option: str, text: str) -> None:
    client = client_of(asked_store)
    before = client.get("/api/events").json()
    answer = client.get("/api/events", params={option: text})
    assert answer.status_code in (200, 400)
    assert answer.status_code == 400 or answer.json()["rows"] == []
    assert client.get("/api/events").json() == before


def test_there_is_no_way_to_ask_in_sql(asked_store: Path) -> None:
    assert client_of(asked_store).get("/api/sql", params={"query": "SELECT 1"}).status_code == 404
    assert not [path for path in described()["paths"] if "sql" in path]


def test_files_have_all_rows(asked_store: Path) -> None:
    client, kind = client_of(asked_store), KINDS[0]
    rows = rows_of(asked_store, kind)
    as_json = client.get("/api/events.json")
    assert as_json.json() == rows
    assert as_json.headers["content-disposition"] == 'attachment; filename="events.json"'
    assert [json.loads(line) for line in client.get("/api/events.jsonl").text.splitlines()] == rows
    table = list(csv.DictReader(io.StringIO(client.get("/api/events.csv?type=ASSAULT").text)))
    assert [row["type"] for row in table] == ["ASSAULT"] * sum(row["type"] == "ASSAULT" for row in rows)


def test_a_page_is_given_as_its_record(asked_store: Path) -> None:
    client, made = client_of(asked_store), harbour().reading()
    whole = client.get(f"/api/page/{made.page.id}").json()
    assert whole == client.get(f"/api/page/{made.page.id[:10]}").json()
    assert whole["article"]["text"] == made.article.text
    assert whole["events"] == plain(made.events)


@pytest.mark.parametrize(
    ("page", "status"), [("ffffffffff", 404), ("abc", 400), ("harbour.txt", 400), ("a%2F..%2Fb", 404)]
)
def test_a_page_that_is_none_is_told(asked_store: Path, page: str, status: int) -> None:
    answer = client_of(asked_store).get(f"/api/page/{page}")
    assert answer.status_code == status
    assert answer.json()["error"]


def test_facets_count_what_choosing_them_would_list(asked_store: Path) -> None:
    client = client_of(asked_store)
    for chosen in ({}, {"type": "ASSAULT"}, {"place": "MOZ"}, {"outlet": "Harbour Wire", "status": "actual"}):
        told = client.get("/api/events/facets", params=chosen).json()
        assert told["count"] == len(rows_of(asked_store, KINDS[0], **chosen))
        for facet in told["facets"]:
            for value in facet["values"]:
                wanted = {**chosen, facet["option"]: value["value"]}
                assert value["count"] == len(rows_of(asked_store, KINDS[0], **wanted)), (chosen, facet["name"], value)


def test_a_store_that_was_not_merged_says_how(asked_store: Path) -> None:
    answer = client_of(asked_store).get("/api/happenings")
    assert answer.status_code == 400
    assert "dateline merge" in answer.json()["error"]


def test_a_question_that_takes_too_long_is_stopped(asked_store: Path) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    with pytest.raises(TooLong, match="took longer than"), reading(asked_store, limit_s=0.05) as record:
        record.store.db.execute(endless).fetchone()
    with pytest.raises(StoreError), reading(asked_store) as record:
        raise StoreError("x", "another error stays what it is")


def test_markup_goes_through_as_text(tmp_path: Path) -> None:
    answer = client_of(naughty_store(tmp_path)).get("/api/events")
    assert answer.headers["content-type"] == "application/json"
    (row,) = answer.json()["rows"]
    assert row["page"]["outlet"] == "Wire <script>alert(1)</script>"


def test_the_description_names_every_option_and_its_references_lead_somewhere(asked_store: Path) -> None:
    told = client_of(asked_store).get("/api/openapi.json").json()
    assert told["openapi"] == "3.1.0"
    for kind in KINDS:
        named = [p["name"] for p in told["paths"][f"/api/{kind.name}"]["get"]["parameters"]]
        assert named == [option.name for option in options_of(kind)]
    for reference in references(told):
        assert reference.rpartition("/")[2] in told["components"]["schemas"]


def references(tree: Any) -> list[str]:
    if isinstance(tree, dict):
        own = [tree["$ref"]] if "$ref" in tree else []
        return own + [ref for value in tree.values() for ref in references(value)]
    return [ref for item in tree for ref in references(item)] if isinstance(tree, list) else []


@pytest.mark.parametrize("kind", ASKED, ids=lambda k: k.name)
def test_answers_are_as_described(asked_store: Path, kind: Kind) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    told = described()
    schema = told["paths"][f"/api/{kind.name}"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    answer = client_of(asked_store).get(f"/api/{kind.name}", params=WORDS.get(kind.name, {})).json()
    jsonschema.Draft202012Validator({**schema, "components": told["components"]}).validate(answer)
