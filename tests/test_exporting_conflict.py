"""Tables of ACLED's and UCDP GED's shapes: what goes in by their rules, and what stands in each cell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from dateline.answers import When, Where
from dateline.export.acled import acled_lines
from dateline.export.ged import date_prec, ged_lines, grid_cell, where_prec
from dateline.export.manner import Manner
from dateline.handed import Happening
from dateline.lexicon.codes import load_states
from dateline.records import Actor, Count, Mention, Participant, Relation
from tests.asked import Draft
from tests.exported import DAY, WEEK, comma_rows, draft, happenings_of, killed, reasons, together, told, where, who

ACLED = (
    "event_id_cnty, event_date, year, time_precision, disorder_type, event_type, sub_event_type, actor1, "
    "assoc_actor_1, inter1, actor2, assoc_actor_2, inter2, interaction, civilian_targeting, iso, region, country, "
    "admin1, admin2, admin3, location, latitude, longitude, geo_precision, source, source_scale, notes, fatalities, "
    "tags, timestamp"
)
GED = (
    "id, relid, year, active_year, code_status, type_of_violence, conflict_dset_id, conflict_new_id, conflict_name, "
    "dyad_dset_id, dyad_new_id, dyad_name, side_a_dset_id, side_a_new_id, side_a, side_b_dset_id, side_b_new_id, "
    "side_b, number_of_sources, source_article, source_office, source_date, source_headline, source_original, "
    "where_prec, where_coordinates, where_description, adm_1, adm_2, latitude, longitude, geom_wkt, priogrid_gid, "
    "country, country_id, region, event_clarity, date_prec, date_start, date_end, deaths_a, deaths_b, "
    "deaths_civilians, deaths_unknown, best, high, low, gwnoa, gwnob"
)


def battle(text: str = "The army fought the Coastal Front near Pemba; nine rebels and two soldiers died.") -> Draft:
    """A government's army against a group with a name; each side's toll is told."""
    d = draft(text)
    army = who(d, "The army", "organisation", "MOZ", "GOV", "MIL", name="army of Mozambique")
    front = who(d, "the Coastal Front", "group", "MOZ", "REB", name="Coastal Front")
    return told(
        d, "ASSAULT", "fought", mode=("firearms",), days=DAY, actor=[army, front],
        place=[where(d, "Pemba", precision="near")],
        counts=[killed(d, "nine rebels", 9, 9, front), killed(d, "two soldiers", 2, 2, army)],
    )  # fmt: skip


def massacre(number: str = "12", *, outlet: str = "Harbour Wire", whose: bool = True) -> Draft:
    d = draft(f"Gunmen of the Coastal Front killed {number} villagers in Pemba, police said.", outlet=outlet)
    front = who(d, "Gunmen of the Coastal Front", "group", "MOZ", "REB", name="Coastal Front")
    villagers = who(d, "villagers", "people", "MOZ", "CVL")
    police = d.actor("police", "police", "organisation", "MOZ", "GOV", "COP")
    return told(
        d, "ASSAULT", "killed", days=DAY, actor=[front], recipient=[villagers], place=[where(d, "Pemba")],
        counts=[killed(d, number, int(number), int(number), villagers if whose else None)],
        said_by=d.said(police, "police", "said"),
    )  # fmt: skip


def march(*mode: str, text: str = "Hundreds of residents marched in Pemba.") -> Draft:
    d = draft(text)
    size = Count("protesters", 100, 999, d.at("Hundreds"))
    return told(
        d, "PROTEST", "marched", mode=mode, days=DAY, actor=[who(d, "Hundreds of residents", "people", "MOZ", "CVL")],
        place=[where(d, "Pemba")], counts=[size],
    )  # fmt: skip


def acled(parts: list[Happening], **manner: str) -> list[dict[str, str]]:
    return comma_rows(acled_lines(parts, Manner(**manner)))  # type: ignore[arg-type]


def ged(parts: list[Happening], **manner: str) -> list[dict[str, str]]:
    return comma_rows(ged_lines(parts, Manner(**manner)))  # type: ignore[arg-type]


@pytest.mark.parametrize(("lines", "head", "width"), [(acled_lines, ACLED, 31), (ged_lines, GED, 49)])
def test_each_table_has_the_columns_of_its_project_in_their_order(
    tmp_path: Path, lines: object, head: str, width: int
) -> None:
    pandas = pytest.importorskip("pandas")
    parts = happenings_of(tmp_path, [battle(), massacre()])
    frame = pandas.read_csv(StringIO("".join(lines(parts, Manner()))))  # type: ignore[operator]
    assert list(frame.columns) == head.split(", ")
    assert frame.shape == (2, width)


@pytest.mark.parametrize(
    ("lines", "own"),
    [
        (acled_lines, ["event_id_cnty"]),
        (ged_lines, ["id", "relid", "active_year", "code_status", "conflict_new_id", "dyad_new_id", "side_a_new_id"]),
    ],
)
def test_the_projects_own_ids_are_never_filled(tmp_path: Path, lines: object, own: list[str]) -> None:
    for row in comma_rows(lines(happenings_of(tmp_path, [battle(), massacre()]), Manner())):  # type: ignore[operator]
        assert {row[name] for name in own} == {""}


# ---------------------------------------------------------------- ACLED


def test_a_battle_as_acled_tells_it(tmp_path: Path) -> None:
    (row,) = acled(happenings_of(tmp_path, [battle()]))
    assert (row["disorder_type"], row["event_type"], row["sub_event_type"]) == (
        "Political violence", "Battles", "Armed clash",
    )  # fmt: skip
    assert (row["actor1"], row["inter1"], row["actor2"], row["inter2"], row["interaction"]) == (
        "Military Forces of Mozambique", "1", "Coastal Front", "2", "12",
    )  # fmt: skip
    assert (row["iso"], row["region"], row["country"], row["admin1"], row["location"], row["geo_precision"]) == (
        "508", "Eastern Africa", "Mozambique", "Cabo Delgado", "Pemba", "2",
    )  # fmt: skip
    assert (row["event_date"], row["year"], row["time_precision"]) == ("2024-03-05", "2024", "1")
    assert (row["latitude"], row["longitude"], row["source"]) == ("-12.974", "40.518", "Harbour Wire")
    assert row["civilian_targeting"] == ""


def test_violence_against_civilians_names_them_by_their_country(tmp_path: Path) -> None:
    (row,) = acled(happenings_of(tmp_path, [massacre()]))
    assert (row["event_type"], row["sub_event_type"], row["civilian_targeting"]) == (
        "Violence against civilians", "Attack", "Civilian targeting",
    )  # fmt: skip
    assert (row["actor2"], row["assoc_actor_2"], row["inter2"]) == ("Civilians (Mozambique)", "villagers", "7")
    assert (row["fatalities"], row["interaction"]) == ("12", "27")
    assert "according to police" in row["notes"]


def test_the_most_conservative_toll_is_told_and_all_of_them_in_the_notes(tmp_path: Path) -> None:
    parts = happenings_of(tmp_path, [massacre("12"), massacre("30", outlet="Northern Courier")])
    (row,) = acled([together(parts)])
    assert row["fatalities"] == "12"
    assert "Killed 12 (Harbour Wire). Killed 30 (Northern Courier)." in row["notes"]
    assert row["source"] == "Harbour Wire; Northern Courier"


def test_the_other_projects_rule_may_be_asked_for(tmp_path: Path) -> None:
    parts = [together(happenings_of(tmp_path, [massacre("12"), massacre("30", outlet="Northern Courier")]))]
    (row,) = ged(parts)
    assert (row["low"], row["best"], row["high"]) == ("12", "12", "30")
    (row,) = ged(parts, rule="acled")
    assert (row["low"], row["best"], row["high"]) == ("12", "12", "12")


@pytest.mark.parametrize(
    ("mode", "event_type", "sub_type", "actor", "inter"),
    [
        (("demo",), "Protests", "Peaceful protest", "Protesters (Mozambique)", "6"),
        (("riot",), "Riots", "Violent demonstration", "Rioters (Mozambique)", "5"),
        (("strike", "demo"), "Protests", "Peaceful protest", "Protesters (Mozambique)", "6"),
    ],
)
def test_demonstrators_are_acleds_protesters_or_rioters(
    tmp_path: Path, mode: tuple[str, ...], event_type: str, sub_type: str, actor: str, inter: str
) -> None:
    (row,) = acled(happenings_of(tmp_path, [march(*mode)]))
    assert (row["event_type"], row["sub_event_type"], row["actor1"], row["inter1"]) == (
        event_type, sub_type, actor, inter,
    )  # fmt: skip
    assert (row["assoc_actor_1"], row["tags"]) == ("Hundreds of residents", "crowd size=Hundreds")
    assert (row["interaction"], row["actor2"]) == (f"{inter}0", "")


@pytest.mark.parametrize(
    ("mode", "disorder"), [(("demo",), "Demonstrations"), (("riot",), "Demonstrations")]
)  # fmt: skip
def test_violent_demonstrations_are_demonstrations_all_the_same(
    tmp_path: Path, mode: tuple[str, ...], disorder: str
) -> None:
    (row,) = acled(happenings_of(tmp_path, [march(*mode)]))
    assert row["disorder_type"] == disorder


def test_protesters_dispersed_by_the_police_come_first(tmp_path: Path) -> None:
    d = draft("Police fired tear gas at residents in Pemba.")
    police = who(d, "Police", "organisation", "MOZ", "GOV", "COP")
    residents = who(d, "residents", "people", "MOZ", "CVL")
    told(d, "ASSAULT", "fired", mode=("crowd-control",), days=DAY, actor=[police], recipient=[residents],
         place=[where(d, "Pemba")])  # fmt: skip
    (row,) = acled(happenings_of(tmp_path, [d]))
    assert (row["event_type"], row["sub_event_type"]) == ("Protests", "Protest with intervention")
    assert (row["actor1"], row["actor2"], row["interaction"]) == (
        "Protesters (Mozambique)", "Police Forces of Mozambique", "16",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("mode", "sub_type"),
    [
        ("drone", "Air/drone strike"),
        ("aerial", "Air/drone strike"),
        ("heavy-weapons", "Shelling/artillery/missile attack"),
        ("suicide-attack", "Suicide bomb"),
        ("explosives", "Remote explosive/landmine/IED"),
    ],
)
def test_remote_violence_is_told_by_its_weapon(tmp_path: Path, mode: str, sub_type: str) -> None:
    d = massacre()
    d.events[-1] = replace(d.events[-1], mode=(mode,))
    (row,) = acled(happenings_of(tmp_path, [d]))
    assert (row["event_type"], row["sub_event_type"]) == ("Explosions/Remote violence", sub_type)
    assert row["civilian_targeting"] == "Civilian targeting"


def test_forces_abroad_are_external(tmp_path: Path) -> None:
    d = draft("Norway bombed the Coastal Front in Pemba.")
    norway = who(d, "Norway", "country", "NOR")
    front = who(d, "the Coastal Front", "group", "MOZ", "REB", name="Coastal Front")
    told(d, "ASSAULT", "bombed", mode=("aerial",), days=DAY, actor=[norway], recipient=[front],
         place=[where(d, "Pemba")])  # fmt: skip
    (row,) = acled(happenings_of(tmp_path, [d]))
    assert (row["actor1"], row["inter1"], row["interaction"]) == ("Military Forces of Norway", "8", "28")


def test_gunmen_without_a_name_are_an_unidentified_group(tmp_path: Path) -> None:
    d = draft("Gunmen attacked soldiers in Pemba.")
    actor_id = d.actor("Gunmen", "Gunmen", "group", "MOZ", "UAF")
    d.actors[-1] = replace(d.actors[-1], mentions=(Mention(d.at("Gunmen"), "nominal"),))
    soldiers = who(d, "soldiers", "group", "MOZ", "GOV", "MIL")
    told(d, "ASSAULT", "attacked", days=DAY, actor=[Participant(actor_id, d.at("Gunmen"))], recipient=[soldiers],
         place=[where(d, "Pemba")])  # fmt: skip
    parts = happenings_of(tmp_path, [d])
    (row,) = acled(parts)
    assert (row["actor1"], row["assoc_actor_1"], row["inter1"]) == (
        "Unidentified Armed Group (Mozambique)", "Gunmen", "3",
    )  # fmt: skip
    assert row["actor2"] == "Military Forces of Mozambique"


def test_a_weeks_event_is_put_on_its_middle_day(tmp_path: Path) -> None:
    d = battle()
    d.events[-1] = replace(d.events[-1], time=replace(d.events[-1].time, earliest=WEEK[0], latest=WEEK[1]))  # type: ignore[type-var]
    (row,) = acled(happenings_of(tmp_path, [d]))
    assert (row["event_date"], row["time_precision"]) == ("2024-02-29", "2")


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        ("accusation", "neither political violence nor a demonstration, nor a ceasefire"),
        ("strike", "a strike, boycott or hunger strike without a gathering"),
        ("year", "not even its month is known"),
        ("country", "its place is not known, or no nearer than a country"),
        ("planned", "did not happen, or not yet"),
    ],
)
def test_what_acled_would_not_have_is_left_out_and_told(tmp_path: Path, made: str, reason: str) -> None:
    d = march("strike") if made == "strike" else march("demo")
    event = d.events[-1]
    assert event.time is not None
    changed = {
        "accusation": replace(event, type="ACCUSE"),
        "strike": event,
        "year": replace(event, time=replace(event.time, earliest=date(2024, 1, 1), latest=date(2024, 12, 31))),
        "country": replace(event, place=()),
        "planned": replace(event, status="future"),
    }
    d.events[-1] = changed[made]
    text, heard = reasons(acled_lines, happenings_of(tmp_path, [d], status=()))
    assert len(text.splitlines()) == 1
    assert heard == [f"event left out: {reason}"]


def test_who_is_merely_claimed_stands_in_the_notes_only(tmp_path: Path) -> None:
    d = massacre()
    by = d.events[-1].said_by
    d.events[-1] = replace(
        d.events[-1], actor=tuple(replace(p, polarity="claimed", said_by=by) for p in d.events[-1].actor)
    )
    (row,) = acled(happenings_of(tmp_path, [d]))
    assert (row["actor1"], row["assoc_actor_1"]) == ("Unidentified Armed Group (Mozambique)", "")
    assert "Actor: Gunmen of the Coastal Front (claimed by police)." in row["notes"]


def test_who_is_let_in_as_claimed_bears_a_flag_wherever_he_is_named(tmp_path: Path) -> None:
    d = massacre()
    by = d.events[-1].said_by
    d.events[-1] = replace(
        d.events[-1], actor=tuple(replace(p, polarity="claimed", said_by=by) for p in d.events[-1].actor)
    )
    parts = happenings_of(tmp_path, [d])
    (row,) = comma_rows(acled_lines(parts, Manner(claimed=True)))
    assert row["actor1"] == "Coastal Front (claimed by police)"
    (row,) = comma_rows(ged_lines(parts, Manner(claimed=True)))
    assert (row["side_a"], row["dyad_name"]) == (
        "Coastal Front (claimed by police)", "Coastal Front (claimed by police) - Civilians",
    )  # fmt: skip


# ---------------------------------------------------------------- GED


def test_a_state_based_battle_as_ged_tells_it(tmp_path: Path) -> None:
    (row,) = ged(happenings_of(tmp_path, [battle()]))
    filled = {name: value for name, value in row.items() if value}
    article = filled.pop("source_article")
    assert article.startswith('"Harbour Wire,2024-03-07,Harbour" [dateline ')
    assert filled == {
        "year": "2024", "type_of_violence": "1", "dyad_name": "Government of Mozambique - Coastal Front",
        "side_a": "Government of Mozambique", "side_b": "Coastal Front", "number_of_sources": "1",
        "source_office": "Harbour Wire", "source_date": "2024-03-07 00:00:00.000", "source_headline": "Harbour",
        "source_original": "Harbour Wire", "where_prec": "2", "where_coordinates": "Pemba",
        "where_description": "Pemba MOZ (near)", "adm_1": "Cabo Delgado", "latitude": "-12.974",
        "longitude": "40.518", "geom_wkt": "POINT (40.518 -12.974)", "priogrid_gid": "111322",
        "country": "Mozambique", "country_id": "541", "region": "Africa", "event_clarity": "1", "date_prec": "1",
        "date_start": "2024-03-05 00:00:00.000", "date_end": "2024-03-05 00:00:00.000", "deaths_a": "2",
        "deaths_b": "9", "deaths_civilians": "0", "deaths_unknown": "0", "best": "11", "high": "11", "low": "11",
        "gwnoa": "541",
    }  # fmt: skip


def test_the_government_is_side_a_whoever_began(tmp_path: Path) -> None:
    d = battle()
    d.events[-1] = replace(d.events[-1], actor=tuple(reversed(d.events[-1].actor)))
    (row,) = ged(happenings_of(tmp_path, [d]))
    assert (row["side_a"], row["side_b"]) == ("Government of Mozambique", "Coastal Front")


def test_killed_civilians_make_one_sided_violence(tmp_path: Path) -> None:
    (row,) = ged(happenings_of(tmp_path, [massacre(whose=False)]))
    assert (row["type_of_violence"], row["side_a"], row["side_b"]) == ("3", "Coastal Front", "Civilians")
    assert (row["deaths_civilians"], row["deaths_unknown"], row["best"]) == ("12", "0", "12")
    assert row["source_original"] == "police"


def test_a_total_beyond_the_sides_own_is_unknown(tmp_path: Path) -> None:
    d = battle("The army fought the Coastal Front near Pemba; 20 died, nine rebels and two soldiers among them.")
    event = d.events[-1]
    d.events[-1] = replace(event, counts=(killed(d, "20", 20, 20), *event.counts))
    (row,) = ged(happenings_of(tmp_path, [d]))
    assert [row[name] for name in ("deaths_a", "deaths_b", "deaths_unknown", "best")] == ["2", "9", "9", "20"]


def test_numbers_of_one_page_by_different_tellers_are_rivals(tmp_path: Path) -> None:
    d = massacre()
    text = d.text
    d.text += " The Front put it at 4."
    event, front = d.events[-1], d.actor("The Front", "Front", "group", "MOZ", "REB")
    assert d.text.startswith(text)
    (number,) = event.counts
    other = replace(number, low=4, high=4, span=d.at("4."), said_by=d.said(front, "The Front", "put", "claims"))
    d.events[-1] = replace(event, counts=(number, other))
    parts = happenings_of(tmp_path, [d])
    assert [ged(parts)[0][name] for name in ("low", "best", "high")] == ["4", "4", "12"]
    assert acled(parts)[0]["fatalities"] == "4"


def test_a_report_that_names_the_group_fills_in_for_one_that_does_not(tmp_path: Path) -> None:
    unnamed = massacre(outlet="Northern Courier")
    unnamed.actors[0] = replace(unnamed.actors[0], mentions=(Mention(unnamed.at("Gunmen"), "nominal"),), name="Gunmen")
    (row,) = ged([together(happenings_of(tmp_path, [unnamed, massacre("13")]))])
    assert (row["side_a"], row["source_office"]) == ("Coastal Front", "Northern Courier;Harbour Wire")


def test_two_groups_with_names_are_non_state(tmp_path: Path) -> None:
    d = battle("River Guard fought the Coastal Front near Pemba; nine rebels and two soldiers died."
               .replace("River Guard", "The army"))  # fmt: skip
    d.actors[0] = replace(d.actors[0], name="River Guard", kind="group", sector=("PRM",))
    (row,) = ged(happenings_of(tmp_path, [d]))
    assert (row["type_of_violence"], row["dyad_name"]) == ("2", "River Guard - Coastal Front")


def test_fighters_stand_for_their_group(tmp_path: Path) -> None:
    d = massacre()
    d.actors[0] = replace(
        d.actors[0], name="Gunmen", mentions=(Mention(d.at("Gunmen"), "nominal"),),
        relations=(Relation("part of", "a9"),),
    )  # fmt: skip
    d.actors.append(Actor("a9", "Coastal Front", "group", (Mention(d.at("the Coastal Front")),), "MOZ", ("REB",)))
    (row,) = ged(happenings_of(tmp_path, [d]))
    assert row["side_a"] == "Coastal Front"


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        ("nobody killed", "nobody is told to have been killed"),
        ("gunmen", "no organised actor: neither a government nor a group that has a name"),
        ("protest", "not violence"),
        ("planned", "did not happen, or not yet"),
        ("place", "its time or country is not known"),
    ],
)
def test_what_ucdp_would_not_have_is_left_out_and_told(tmp_path: Path, made: str, reason: str) -> None:
    d = march("demo") if made == "protest" else massacre()
    event = d.events[-1]
    if made == "gunmen":
        d.actors[0] = replace(d.actors[0], mentions=(Mention(d.at("Gunmen"), "nominal"),))
    changes: dict[str, dict[str, object]] = {
        "nobody killed": {"counts": ()}, "planned": {"status": "future"}, "place": {"place": ()},
    }  # fmt: skip
    d.events[-1] = replace(event, **changes.get(made, {}))  # type: ignore[arg-type]
    text, heard = reasons(ged_lines, happenings_of(tmp_path, [d], status=()))
    assert len(text.splitlines()) == 1
    assert heard == [f"event left out: {reason}"]


@pytest.mark.parametrize(
    ("days", "code"), [(1, 1), (2, 2), (6, 2), (7, 3), (8, 4), (31, 4), (32, 5), (366, 5)]
)  # fmt: skip
def test_the_precision_of_a_date_is_by_its_length(days: int, code: int) -> None:
    first = date(2024, 1, 1)
    assert date_prec(When(first, date.fromordinal(first.toordinal() + days - 1), "words")) == code


@pytest.mark.parametrize(
    ("kind", "precision", "code"),
    [
        ("city", "exact", 1), ("city", "near", 2), ("district", "exact", 3), ("city", "admin1", 4),
        ("region", "exact", 4), ("country", "exact", 6), ("city", "country", 6), ("water", "exact", 7),
    ],
)  # fmt: skip
def test_the_precision_of_a_place_is_by_what_it_is_and_how_near(kind: str, precision: str, code: int) -> None:
    assert where_prec(Where("there", kind, precision=precision)) == code


@pytest.mark.parametrize(
    ("lat", "lon", "cell"),
    [(-90.0, -180.0, 1), (-89.75, 179.75, 720), (-89.5, -180.0, 721), (89.75, 179.75, 259200), (90.0, 180.0, 258481)],
)
def test_priogrids_cells_are_counted_from_the_south_west(lat: float, lon: float, cell: int) -> None:
    assert grid_cell(Where("there", lat=lat, lon=lon)) == cell


@pytest.mark.parametrize(
    ("iso", "number", "gw", "name", "region", "acled_region"),
    [
        ("IRQ", 368, 645, "Iraq", "Middle East", "Middle East"),
        ("MOZ", 508, 541, "Mozambique", "Africa", "Eastern Africa"),
        ("COD", 180, 490, "DR Congo (Zaire)", "Africa", "Middle Africa"),
        ("YEM", 887, 678, "Yemen (North Yemen)", "Middle East", "Middle East"),
        ("RUS", 643, 365, "Russia (Soviet Union)", "Europe", "Europe"),
        ("DEU", 276, 260, "Germany", "Europe", "Europe"),
        ("COL", 170, 100, "Colombia", "Americas", "South America"),
        ("AFG", 4, 700, "Afghanistan", "Asia", "South Asia"),
        ("KOS", None, 347, "Kosovo", "Europe", "Europe"),
    ],
)
def test_countries_bear_the_numbers_and_regions_of_the_projects(
    iso: str, number: int | None, gw: int, name: str, region: str, acled_region: str
) -> None:
    state = load_states()[iso]
    assert (state.number, state.gw, state.gw_name) == (number, gw, name)
    assert (state.ged_region, state.acled_region) == (region, acled_region)
