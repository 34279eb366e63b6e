"""Users' own tables of actors in three forms, from the file to the record."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from dateline.errors import LexiconError
from dateline.intake import read_sources
from dateline.lexicon.actors import ActorTable, load_actors
from dateline.lexicon.whole import load_lexicon
from dateline.pipeline import Settings, Tools, read_pages
from dateline.records import Actor, Reading

DICTIONARY = """\
# invented
GREEN_LAMP_SOCIETY_  [PERSOC] ; a club
+LAMPISTS_
+SONS_OF_THE_LAMP

OSKAR_VELMONT_
+O._VELMONT_
\t[NORGOV >990101 ]
\t[NORELI <981231]
\t[NORBUS]
NOBODY_AT_ALL [---]
RURITANIA_ [NOR]
+NORWAY_
"""
ENTITIES = [
    {"id": "1", "schema": "Person", "properties": {"name": ["VELMONT, Oskar"], "country": ["no"], "topics": ["mil"]}},
    {"id": "2", "schema": "PublicBody", "properties": {"name": ["Lamp Office"], "alias": ["LO"], "country": ["iq"]}},
    {"id": "3", "schema": "Company", "properties": {"name": ["Velmont Tin"], "jurisdiction": ["gb-sct"]}},
    {"id": "4", "schema": "Organization", "properties": {"name": ["Tin League"], "topics": ["gov.igo", "pol.union"]}},
    {"id": "5", "schema": "Address", "properties": {"full": ["1 Lamp Street"]}},
]


def told(table: ActorTable, name: str) -> tuple[str, str | None, tuple[str, ...]]:
    row = table.named(name)
    assert row is not None, name
    return row.kind, row.country, row.sectors


@pytest.mark.parametrize("suffix", [".txt", ".actors"])
def test_a_petrarch_dictionary_is_read(suffix: str, tmp_path: Path) -> None:
    mine = tmp_path / f"mine{suffix}"
    mine.write_text(DICTIONARY)
    table = load_actors("en", extra=(mine,))
    assert told(table, "Green Lamp Society") == ("organisation", "PER", ("SOC",))
    assert told(table, "Lampists") == told(table, "Sons of the Lamp") == told(table, "Green Lamp Society")
    rows = [r for r in table.known if r.name == "Oskar Velmont"]
    assert [(r.kind, r.sectors, r.since, r.until) for r in rows] == [
        ("person", ("GOV",), date(1999, 1, 1), None),
        ("person", ("ELI",), None, date(1998, 12, 31)),
        ("person", ("BUS",), None, None),
    ]
    assert table.named("Nobody at All") is None
    assert table.names["ruritania"][0].country == "NOR"


@pytest.mark.parametrize("suffix", [".json", ".jsonl", ".ftm"])
def test_follow_the_money_entities_are_read(suffix: str, tmp_path: Path) -> None:
    mine = tmp_path / f"mine{suffix}"
    mine.write_text("\n".join(map(json.dumps, ENTITIES)))
    table = load_actors("en", extra=(mine,))
    assert told(table, "Oskar Velmont") == ("person", "NOR", ("MIL",))
    assert told(table, "LO") == ("government", "IRQ", ("GOV",))
    assert told(table, "Velmont Tin") == ("organisation", "GBR", ("BUS",))
    assert told(table, "Tin League") == ("organisation", "IGO", ("LAB",))


WRONG = [  # file, its text, the line and the words of the complaint
    ("a.txt", "GREEN_LAMP_ [PER]\nRED_LAMP_ [XQZGOV]\n", 2, "unknown country or role 'XQZ'"),
    ("a.txt", "+LAMPISTS_\n", 1, "belongs to no name"),
    ("a.txt", "# none\nGREEN_LAMP_\n", 2, "has no code"),
    ("a.txt", "GREEN_LAMP_ [PERSOC >9901]\n", 1, "is no day"),
    ("a.txt", "GREEN_LAMP_ [PERSOC >991345]\n", 1, "write a year or YYYY-MM-DD"),
    ("a.txt", "GREEN_LAMP_ PERSOC]\n", 1, "is no code"),
    ("a.txt", "____ [PER]\n", 1, "without letters"),
    ("a.jsonl", '{"schema": "Person", "properties": {"name": ["A B"]}}\n{oops\n', 2, "is no JSON"),
    ("a.jsonl", "[]\n", 1, "is no entity"),
    ("a.ftm", '{"schema": "Person", "properties": {"alias": ["A B"]}}', 1, "has no name"),
    ("a.ftm", '{"schema": "Person", "properties": {"name": [3]}}', 1, "give a list of strings"),
    ("a.json", '{"schema": "Company", "properties": {"name": ["A B"], "country": ["q7"]}}', 1, "unknown country 'q7'"),
]


@pytest.mark.parametrize(("name", "text", "line", "says"), WRONG, ids=[w[3] for w in WRONG])
def test_a_wrong_line_is_named_with_its_file(name: str, text: str, line: int, says: str, tmp_path: Path) -> None:
    mine = tmp_path / name
    mine.write_text(text)
    with pytest.raises(LexiconError, match=says) as caught:
        load_actors("en", extra=(mine,))
    assert (Path(caught.value.file).name, caught.value.line) == (name, line)


TEXT = "Oskar Velmont accused the Lampists of fraud on Monday. Velmont said he would sue. The Lampists denied it."
FORMS = {
    "mine.csv": "name,other_names,kind,country,sectors\nOskar Velmont,,person,NOR,GOV\n"
    "Green Lamp Society,Lampists,group,PER,SOC\n",
    "mine.txt": DICTIONARY,
    "mine.jsonl": '{"schema": "Person", "properties": {"name": ["Oskar Velmont"], "country": ["no"],'
    ' "topics": ["role.pep"]}}\n{"schema": "Organization", "properties": {"name": ["Green Lamp Society"],'
    ' "alias": ["Lampists"], "country": ["pe"], "topics": ["role.act"]}}\n',
}


@pytest.mark.parametrize("name", list(FORMS))
def test_ones_own_actors_reach_the_record(name: str, tools: Tools, tmp_path: Path) -> None:
    mine = tmp_path / name
    mine.write_text(FORMS[name])
    settings = Settings(actor_files=(mine,), today=date(2024, 6, 1))
    tools = replace(tools, lexicon=load_lexicon(actor_files=settings.actor_files))
    row = json.dumps({"id": "one", "text": TEXT, "published": "2024-05-30"}).encode()
    pages = read_sources(["-"], form="jsonl", stdin=BytesIO(row))
    reading = next(read_pages(pages, tools=tools, settings=settings))
    assert isinstance(reading, Reading)

    def of(words: str) -> Actor:
        return next(a for a in reading.actors if any(m.span.words(TEXT) == words for m in a.mentions))

    assert (of("Oskar Velmont").kind, of("Oskar Velmont").country, of("Oskar Velmont").sector) == (
        "person",
        "NOR",
        ("GOV",),
    )
    assert of("Velmont") is of("he") is of("Oskar Velmont")
    assert (of("Lampists").country, of("Lampists").sector) == ("PER", ("SOC",))
