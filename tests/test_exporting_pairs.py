"""Shapes of pairs: GDELT's events and mentions, POLECAT, ICEWS. Each is read back against the published heads."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest

from dateline.export.gdelt import fraction_of, gdelt_lines
from dateline.export.gdelt_mentions import mention_lines
from dateline.export.icews import icews_lines
from dateline.export.manner import Manner
from dateline.export.polecat import polecat_lines
from dateline.handed import Happening
from dateline.lexicon.codes import load_action_codes
from dateline.records import EventPlace, Participant
from tests.asked import Draft
from tests.exported import DAY, WEEK, draft, happenings_of, killed, tab_rows, together, told, where, who


def parted(text: str, mark: str) -> list[str]:
    return [part.strip() for part in text.split(mark)]


ACTOR = parted(
    "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code", " "
)
GEO = parted("Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID", " ")
GDELT = [
    *parted("GLOBALEVENTID SQLDATE MonthYear Year FractionDate", " "),
    *(f"Actor{n}{name}" for n in (1, 2) for name in ACTOR),
    *parted("IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale", " "),
    *parted("NumMentions NumSources NumArticles AvgTone", " "),
    *(f"{side}Geo_{name}" for side in ("Actor1", "Actor2", "Action") for name in GEO),
    *parted("DATEADDED SOURCEURL", " "),
]
MENTIONS = parted(
    "GLOBALEVENTID EventTimeDate MentionTimeDate MentionType MentionSourceName MentionIdentifier SentenceID "
    "Actor1CharOffset Actor2CharOffset ActionCharOffset InRawText Confidence MentionDocLen MentionDocTone "
    "MentionDocTranslationInfo Extras",
    " ",
)
POLECAT = parted(
    "Event ID, Event Date, Event Type, Event Mode, Intensity, Quad Code, Contexts, Actor Name, Actor Country, "
    "Actor COW, Primary Actor Sector, Actor Sectors, Actor Title, Actor Name Raw, Wikipedia Actor ID, Recipient Name, "
    "Recipient Country, Recipient COW, Primary Recipient Sector, Recipient Sectors, Recipient Title, "
    "Recipient Name Raw, Wikipedia Recipient ID, Placename, City, District, Province, Country, Latitude, Longitude, "
    "GeoNames ID, Raw Placename, Feature Type, Source, Publication Date, Story People, Story Organizations, "
    "Story Locations, Language, Version",
    ",",
)
ICEWS = parted(
    "Event ID, Event Date, Source Name, Source Sectors, Source Country, Event Text, CAMEO Code, Intensity, "
    "Target Name, Target Sectors, Target Country, Story ID, Sentence Number, Publisher, City, District, Province, "
    "Country, Latitude, Longitude",
    ",",
)


def shelling() -> Draft:
    d = draft("The army shelled rebels near Pemba and killed nine.\nVillagers fled.")
    rebels = who(d, "rebels", "group", "MOZ", "REB", name="Coastal Front")
    return told(
        d, "ASSAULT", "shelled", cameo="194", score=-9.5, mode=("heavy-weapons",), days=DAY,
        actor=[who(d, "The army", "organisation", "MOZ", "GOV", "MIL", name="army of Mozambique")],
        recipient=[rebels], place=[where(d, "Pemba", precision="near")], counts=[killed(d, "nine", 9, 9, rebels)],
    )  # fmt: skip


def accusation() -> Draft:
    d = draft("Norway and Ghana accused Oman and Peru of arming the rebels.")
    sides = [who(d, name, "country", code) for name, code in zip(NAMES, ("NOR", "GHA", "OMN", "PER"), strict=True)]
    return told(d, "ACCUSE", "accused", cameo="1123", quad=3, days=DAY, actor=sides[:2], recipient=sides[2:])


NAMES = ("Norway", "Ghana", "Oman", "Peru")


def visit() -> Draft:
    d = draft("The foreign minister of Norway, Ulla Berg, travelled to Accra to see President Kojo Annor.")
    guest = who(d, "Ulla Berg", "person", "NOR", "GOV")
    host = who(d, "President Kojo Annor", "person", "GHA", "GOV", name="Kojo Annor")
    return told(
        d, "CONSULT", "travelled", cameo="042", score=4.0, quad=1, mode=("visit",), days=DAY, actor=[guest],
        recipient=[host],
    )  # fmt: skip


def fighting(*, claimed: bool = False) -> Draft:
    d = draft("Soldiers and the Coastal Front fought in Pemba, residents said.")
    front = who(d, "the Coastal Front", "group", "MOZ", "REB", name="Coastal Front")
    residents = d.actor("residents", "residents", "people", "MOZ", "CVL")
    if claimed:
        front = replace(front, polarity="claimed", said_by=d.said(residents, "residents", "said"))
    soldiers = who(d, "Soldiers", "group", "MOZ", "GOV", "MIL")
    return told(d, "ASSAULT", "fought", cameo="18", days=WEEK, actor=[soldiers, front], place=[where(d, "Pemba")])


def gdelt(parts: list[Happening], **manner: bool) -> list[dict[str, str]]:
    return tab_rows(gdelt_lines(parts, Manner(**manner)), GDELT)


def test_each_table_has_the_columns_of_its_project_in_their_order(tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    parts = happenings_of(tmp_path, [shelling(), accusation(), visit(), fighting()])
    for lines, head, names in (
        (gdelt_lines, None, GDELT),
        (mention_lines, None, MENTIONS),
        (polecat_lines, 0, POLECAT),
        (icews_lines, 0, ICEWS),
    ):
        text = "".join(lines(parts, Manner()))
        frame = pandas.read_csv(StringIO(text), sep="\t", header=head, names=None if head == 0 else names, quoting=3)
        assert list(frame.columns) == names
        assert len(frame) == len(text.splitlines()) - (head == 0)
        width = {len(line.split("\t")) for line in text.splitlines()}
        assert width == {len(names)}
    assert (len(GDELT), len(MENTIONS), len(POLECAT), len(ICEWS)) == (61, 16, 40, 20)


def test_a_gdelt_row_tells_who_did_what_to_whom(tmp_path: Path) -> None:
    (row,) = gdelt(happenings_of(tmp_path, [shelling()]))
    told_of = {name: value for name, value in row.items() if value}
    number, added = told_of.pop("GLOBALEVENTID"), told_of.pop("DATEADDED")
    assert 0 < int(number) < 2**52
    assert added == "20240601120000"
    assert told_of == {
        "SQLDATE": "20240305", "MonthYear": "202403", "Year": "2024", "FractionDate": "2024.2603",
        "Actor1Code": "MOZGOVMIL", "Actor1Name": "ARMY OF MOZAMBIQUE", "Actor1CountryCode": "MOZ",
        "Actor1Type1Code": "GOV", "Actor1Type2Code": "MIL", "Actor2Code": "MOZREB", "Actor2Name": "COASTAL FRONT",
        "Actor2CountryCode": "MOZ", "Actor2Type1Code": "REB", "IsRootEvent": "1", "EventCode": "194",
        "EventBaseCode": "194", "EventRootCode": "19", "QuadClass": "4", "GoldsteinScale": "-10.0",
        "NumMentions": "1", "NumSources": "1", "NumArticles": "1", "Actor1Geo_Type": "0", "Actor2Geo_Type": "0",
        "ActionGeo_Type": "4", "ActionGeo_FullName": "Pemba, Cabo Delgado, Mozambique",
        "ActionGeo_CountryCode": "MZ", "ActionGeo_Lat": "-12.974", "ActionGeo_Long": "40.518",
        "SOURCEURL": "https://news.example/harbour",
    }  # fmt: skip


def test_lists_are_expanded_under_one_id(tmp_path: Path) -> None:
    rows = gdelt(happenings_of(tmp_path, [accusation()]))
    assert [(r["Actor1Code"], r["Actor2Code"]) for r in rows] == [
        ("NOR", "OMN"), ("NOR", "PER"), ("GHA", "OMN"), ("GHA", "PER"),
    ]  # fmt: skip
    assert len({r["GLOBALEVENTID"] for r in rows}) == 1
    assert {(r["EventCode"], r["EventBaseCode"], r["EventRootCode"]) for r in rows} == {("1123", "112", "11")}


def test_a_visit_is_made_by_the_guest_and_hosted_by_the_host(tmp_path: Path) -> None:
    rows = gdelt(happenings_of(tmp_path, [visit()]))
    assert [(r["Actor1Name"], r["EventCode"], r["Actor2Name"]) for r in rows] == [
        ("ULLA BERG", "042", "KOJO ANNOR"),
        ("KOJO ANNOR", "043", "ULLA BERG"),
    ]
    assert [r["GoldsteinScale"] for r in rows] == ["1.9", "2.8"]


def test_violence_of_two_sides_goes_both_ways(tmp_path: Path) -> None:
    rows = gdelt(happenings_of(tmp_path, [fighting()]))
    assert [(r["Actor1Name"], r["Actor2Name"]) for r in rows] == [
        ("SOLDIERS", "COASTAL FRONT"),
        ("COASTAL FRONT", "SOLDIERS"),
    ]


def test_violence_of_forces_without_known_means_is_the_use_of_force(tmp_path: Path) -> None:
    rows = gdelt(happenings_of(tmp_path, [fighting()]))
    assert {(r["EventCode"], r["EventRootCode"]) for r in rows} == {("190", "19")}


def test_an_uncertain_day_is_told_by_its_earliest(tmp_path: Path) -> None:
    parts = happenings_of(tmp_path, [fighting()])
    assert gdelt(parts)[0]["SQLDATE"] == "20240226"
    assert tab_rows(icews_lines(parts, Manner()))[0]["Event Date"] == "2024-02-26"


def test_the_fraction_of_a_year_is_by_the_codebooks_formula() -> None:
    from datetime import date

    assert fraction_of(date(2013, 1, 1)) == 2013.0849
    assert fraction_of(date(2013, 12, 31)) == 2014.0712


def test_who_is_merely_claimed_stays_out_unless_asked_and_then_bears_a_flag(tmp_path: Path) -> None:
    parts, heard = happenings_of(tmp_path, [fighting(claimed=True)]), []
    rows = tab_rows(gdelt_lines(parts, Manner(tell=heard.append)), GDELT)
    assert [(r["Actor1Name"], r["Actor2Name"]) for r in rows] == [("SOLDIERS", "")]
    assert heard == ["participant left out: claimed, not affirmed (--claimed lets such in, flagged)"]
    rows = gdelt(parts, claimed=True)
    assert rows[1]["Actor1Name"] == "COASTAL FRONT (claimed by residents)"


def test_words_that_stand_for_nobody_are_no_participants(tmp_path: Path) -> None:
    d = draft("Norway condemned the attack.")
    attack = who(d, "the attack", "group", None)
    parts = happenings_of(
        tmp_path, [told(d, "ACCUSE", "condemned", cameo="111", actor=[who(d, "Norway", "country", "NOR")],
                        recipient=[attack])],
    )  # fmt: skip
    assert [(r["Actor1Name"], r["Actor2Name"]) for r in gdelt(parts)] == [("NORWAY", "")]


def test_an_event_of_nobody_is_left_out_and_told(tmp_path: Path) -> None:
    d = draft("They burned it.")
    parts = happenings_of(tmp_path, [told(d, "ASSAULT", "burned", actor=[Participant(None, d.at("They"))])])
    heard: list[str] = []
    assert list(gdelt_lines(parts, Manner(tell=heard.append))) == []
    assert heard[-1] == "event left out: nobody on either side who can be named with a code"


def test_what_did_not_happen_is_told_of_where_no_column_can(tmp_path: Path) -> None:
    d = shelling()
    d.events[-1] = replace(d.events[-1], status="future")
    heard: list[str] = []
    assert len(list(gdelt_lines(happenings_of(tmp_path, [d], status=("future",)), Manner(tell=heard.append)))) == 1
    assert heard == ["event that is future stands among those that happened: no column can tell them apart"]


def test_a_name_that_a_spreadsheet_would_run_is_made_safe(tmp_path: Path) -> None:
    d = draft("=HYPERLINK of Norway\tspoke.")
    actor = who(d, "=HYPERLINK of Norway\t", "person", "NOR")
    (row,) = gdelt(happenings_of(tmp_path, [told(d, "SUPPORT", "spoke", cameo="051", actor=[actor])]))
    assert row["Actor1Name"] == "'=HYPERLINK OF NORWAY"
    assert row["GoldsteinScale"] == "3.4"


def test_nothing_within_a_cell_breaks_its_line(tmp_path: Path) -> None:
    name = '"Norway"\tof\u2028the\x85north\nsaid\r\ud800'
    d = draft("Norway praised Oman.")
    actor = who(d, "Norway", "country", "NOR")
    d.actors[0] = replace(d.actors[0], name=name)
    parts = happenings_of(
        tmp_path,
        [told(d, "SUPPORT", "praised", cameo="051", actor=[actor], recipient=[who(d, "Oman", "country", "OMN")])],
    )
    for lines, names in ((gdelt_lines, GDELT), (polecat_lines, None), (icews_lines, None)):
        text = "".join(lines(parts, Manner()))
        text.encode()
        assert len(tab_rows([text], names)) == 1
        assert '"' not in text


def test_a_list_on_both_sides_does_not_fill_the_disk(tmp_path: Path) -> None:
    words = [f"Land{n}" for n in range(90)]
    d = draft(" ".join(words) + " accused.")
    sides = [who(d, word + " ", "country", "NOR", name=word) for word in words]
    heard: list[str] = []
    parts = happenings_of(tmp_path, [told(d, "ACCUSE", "accused", cameo="112", actor=sides[:45], recipient=sides[45:])])
    assert len(list(gdelt_lines(parts, Manner(tell=heard.append)))) == 1000
    assert heard == ["event cut: of its pairs only the first 1,000 are told"]


def test_reports_of_one_happening_are_counted(tmp_path: Path) -> None:
    other = replace(shelling(), outlet="Northern Courier", headline="Shelling")
    other.text += " Later."
    (row,) = gdelt([together(happenings_of(tmp_path, [shelling(), other]))])
    assert (row["NumMentions"], row["NumSources"], row["NumArticles"]) == ("2", "2", "2")


def test_international_organisations_bear_their_group(tmp_path: Path) -> None:
    d = draft("The United Nations and the European Union thanked Romania.")
    actors = [
        who(d, "The United Nations", "organisation", "UNO", name="United Nations"),
        who(d, "the European Union", "organisation", "EUR", name="European Union"),
    ]
    rows = gdelt(
        happenings_of(
            tmp_path,
            [told(d, "SUPPORT", "thanked", cameo="051", actor=actors, recipient=[who(d, "Romania", "country", "ROU")])],
        )
    )
    assert [(r["Actor1Code"], r["Actor1CountryCode"], r["Actor1KnownGroupCode"]) for r in rows] == [
        ("IGOUNO", "", "UNO"),
        ("IGOEUREEC", "EUR", "EEC"),
    ]
    assert {r["Actor2Code"] for r in rows} == {"ROM"}


@pytest.mark.parametrize(
    ("name", "kind", "country", "admin1", "expected"),
    [
        ("Ghana", "country", "GHA", None, ("1", "Ghana", "GH", "GH", "GH")),
        ("Ohio", "region", "USA", "Ohio", ("2", "Ohio, United States", "US", "USOH", "OH")),
        ("Dayton", "city", "USA", "Ohio", ("3", "Dayton, Ohio, United States", "US", "USOH", "")),
        ("Ashanti", "region", "GHA", None, ("5", "Ashanti, Ghana", "GH", "", "")),
    ],
)
def test_places_bear_gdelts_kinds_and_fips_codes(
    tmp_path: Path, name: str, kind: str, country: str, admin1: str | None, expected: tuple[str, ...]
) -> None:
    d = draft(f"Norway praised {name}.")
    place = EventPlace(d.place(name, kind, country, admin1, 7.5, -1.5), d.at(name))
    parts = happenings_of(
        tmp_path,
        [told(d, "SUPPORT", "praised", cameo="051", actor=[who(d, "Norway", "country", "NOR")], place=[place])],
    )
    (row,) = gdelt(parts)
    names = ("Type", "FullName", "CountryCode", "ADM1Code", "FeatureID")
    assert tuple(row[f"ActionGeo_{n}"] for n in names) == expected


def test_a_mention_tells_where_on_the_page_it_stands(tmp_path: Path) -> None:
    parts = happenings_of(tmp_path, [shelling()])
    (row,) = tab_rows(mention_lines(parts, Manner()), MENTIONS)
    text = parts[0].best.page.reading.article.text
    assert text[int(row["ActionCharOffset"]) :].startswith("shelled")
    assert text[int(row["Actor1CharOffset"]) :].startswith("The army")
    assert text[int(row["Actor2CharOffset"]) :].startswith("rebels")
    assert (row["SentenceID"], row["MentionType"], row["MentionSourceName"]) == ("1", "1", "news.example")
    assert (row["Confidence"], row["MentionDocLen"]) == ("90", str(len(text)))
    assert row["GLOBALEVENTID"] == gdelt(parts)[0]["GLOBALEVENTID"]


def test_polecat_has_plovers_words_and_none_for_the_unknown(tmp_path: Path) -> None:
    (row,) = tab_rows(polecat_lines(happenings_of(tmp_path, [shelling()]), Manner()))
    assert (row["Event Type"], row["Event Mode"], row["Intensity"], row["Quad Code"]) == (
        "ASSAULT", "heavy-weapons", "-9.5", "MATERIAL CONFLICT",
    )  # fmt: skip
    assert (row["Actor Name"], row["Actor Country"], row["Actor COW"]) == ("army of Mozambique", "MOZ", "541")
    assert (row["Primary Actor Sector"], row["Actor Sectors"]) == ("GOV", "GOV; MIL")
    assert (row["Actor Name Raw"], row["Contexts"], row["Wikipedia Actor ID"]) == ("The army", "None", "None")
    assert (row["City"], row["Province"], row["Country"]) == ("Pemba", "Cabo Delgado", "MOZ")
    assert (row["Language"], row["Publication Date"]) == ("English", "2024-03-07")


def test_icews_has_its_own_words_for_actions_sectors_and_nobody(tmp_path: Path) -> None:
    rows = tab_rows(icews_lines(happenings_of(tmp_path, [shelling(), visit()]), Manner()))
    assert (rows[0]["Event Text"], rows[0]["CAMEO Code"], rows[0]["Intensity"]) == (
        "Fight with artillery and tanks", "194", "-10.0",
    )  # fmt: skip
    assert (rows[0]["Source Sectors"], rows[0]["Target Sectors"]) == ("Government,Military", "Rebel,Dissident")
    assert (rows[0]["Source Country"], rows[0]["Publisher"]) == ("Mozambique", "Harbour Wire")
    assert [r["CAMEO Code"] for r in rows[1:]] == ["042", "043"]


def test_the_side_that_may_not_be_named_is_empty_in_icews(tmp_path: Path) -> None:
    (row,) = tab_rows(icews_lines(happenings_of(tmp_path, [fighting(claimed=True)]), Manner()))
    assert (row["Target Name"], row["Target Sectors"], row["Target Country"]) == ("", "", "")


@pytest.mark.parametrize(
    ("code", "value"),
    [("010", 0.0), ("0251", -0.3), ("051", 3.4), ("057", 8.0), ("0874", 10.0), ("112", -2.0), ("130", -4.4),
     ("145", -7.5), ("173", -5.0), ("1822", -9.0), ("190", -10.0), ("2042", -10.0)],
)  # fmt: skip
def test_goldsteins_values_are_those_of_gdelts_table(code: str, value: float) -> None:
    action = load_action_codes().action(code)
    assert action is not None
    assert action.goldstein == value


def test_every_code_of_cameo_that_a_rule_gives_is_in_the_table() -> None:
    import re
    from importlib.resources import files

    folder = files("dateline") / "lexicons" / "en" / "events"
    given = {code for f in folder.iterdir() for code in re.findall(r'cameo = "(\d+)"', f.read_text("utf-8"))}
    assert given
    assert given <= set(load_action_codes().actions)


def test_every_sector_of_the_actors_table_has_its_codes() -> None:
    import csv
    from importlib.resources import files

    text = (files("dateline") / "lexicons" / "actors.csv").read_text("utf-8")
    sectors = {s for row in csv.DictReader(text.splitlines()) for s in row["sectors"].split(";") if s}
    assert sectors <= set(load_action_codes().roles)
