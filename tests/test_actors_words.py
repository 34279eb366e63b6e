"""The tables of actors: what they hold, and how a wrong row is reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.errors import LexiconError
from dateline.lexicon.actors import KINDS, SECTORS, load_actors
from dateline.lexicon.spelling import fold, sound, spells, words_of


def test_table_is_large_and_every_row_tells_its_source() -> None:
    table = load_actors("en")
    assert len(table.known) >= 400
    assert len(table.roles) >= 300
    assert all(row.source and row.kind in KINDS and SECTORS.issuperset(row.sectors) for row in table.known)


def test_a_part_names_a_row_that_is_there() -> None:
    table = load_actors("en")
    names = {row.name for row in table.known}
    assert [row.name for row in table.known if row.part_of and row.part_of not in names] == []


@pytest.mark.parametrize(
    ("name", "row"),
    [("Pentagon", "U.S. Department of Defense"), ("Al Qaida", "al-Qaeda"), ("HIZBOLLAH", "Hezbollah")],
)
def test_other_names_lead_to_the_row(name: str, row: str) -> None:
    found = load_actors("en").named(name)
    assert found is not None
    assert found.name == row


def test_extra_rows_come_before_ours(tmp_path: Path) -> None:
    mine = tmp_path / "mine.csv"
    mine.write_text("name,kind,country,sectors\nHezbollah,organisation,LBN,PTY;REB\nGreen Lamp,group,PER,SOC\n")
    table = load_actors("en", extra=(mine,))
    lamp, party = table.named("Green Lamp"), table.named("Hezbollah")
    assert lamp is not None
    assert lamp.country == "PER"
    assert party is not None
    assert party.sectors == ("PTY", "REB")


@pytest.mark.parametrize(
    ("rows", "line", "says"),
    [
        ("name,kind\nGreen Lamp,sect\n", 2, "unknown kind 'sect'"),
        ("name,country\nGreen Lamp,PER\nRed Lamp,XQZ\n", 3, "unknown country 'XQZ'"),
        ("name,sectors\nGreen Lamp,REB;ARMY\n", 2, "unknown sector 'ARMY'"),
        ("name,from\nGreen Lamp,May 2001\n", 2, "write a year"),
        ("name\n---\n", 2, "give a name"),
        ("who,kind\nGreen Lamp,group\n", 1, "columns are"),
        ("name\nGreen Lamp,group\n", 2, "more cells"),
    ],
)
def test_a_wrong_row_is_named_with_file_and_line(rows: str, line: int, says: str, tmp_path: Path) -> None:
    mine = tmp_path / "mine.csv"
    mine.write_text(rows)
    with pytest.raises(LexiconError, match=says) as caught:
        load_actors("en", extra=(mine,))
    assert (Path(caught.value.file).name, caught.value.line) == ("mine.csv", line)


def test_a_missing_file_is_a_fault_of_the_lexicon(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="cannot be read"):
        load_actors("en", extra=(tmp_path / "none.csv",))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Muammar el-Qaddafi", "Moammar Gadhafi"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskiy"),
        ("Mohammed Shia al-Sudani", "Mohamed Shia' Al Sudani"),
        ("Yevgeny Prigozhin", "Evgeny Prigozhin"),
        ("Abdelaziz Bouteflika", "Abdelaziz Bouteflicka"),
    ],
)
def test_spellings_of_one_name_sound_the_same(one: str, other: str) -> None:
    assert sound(one) == sound(other)


@pytest.mark.parametrize(("one", "other"), [("Sudani", "Sudan"), ("Ivan Petrov", "Ivan Pavlov"), ("Kagan", "Karan")])
def test_other_names_sound_otherwise(one: str, other: str) -> None:
    assert sound(one) != sound(other)


def test_folding_drops_accents_points_and_owners() -> None:
    assert [fold(w) for w in ("Da'esh", "U.S.", "Médecins", "People's")] == ["daesh", "us", "medecins", "people"]
    assert words_of("— …") == []


def test_short_forms_are_made_of_first_letters() -> None:
    assert spells("UNHCR", "United Nations High Commissioner for Refugees")
    assert spells("HAN", "Harakat Hezbollah al-Nujaba", loose=True)
    assert not spells("NATO", "World Trade Organization")
