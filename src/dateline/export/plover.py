"""PLOVER's own JSON, an object a line, a line a happening: the fields of the PLOVER manual, chapter on data fields.

Lists stay lists: nothing is expanded into pairs. Fields of which nothing is known are left out. ``event`` has one
type; ``event_scale`` is its score; ``size`` holds the dead, injured and arrested of all reports by the rule asked
for; ``comment`` tells whose word it is, who is merely claimed to have taken part, and each number told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dateline import __version__
from dateline.answers import Party, Where
from dateline.export import wording
from dateline.export.columns import first_place
from dateline.export.gdelt import day_of
from dateline.export.geo import city_of, country_name, district_of, province_of
from dateline.export.manner import Manner, name_of, shown
from dateline.export.notes import details_of
from dateline.handed import Happening, Report
from dateline.jsontext import one_line
from dateline.tolls import toll_of

LACKS = (
    "PLOVER has no field for whose word an event is, its status, claims and numbers that differ: comment tells them.",
    "Several reports of one happening are told by the best, with tolls of all; its id is ours.",
    "religion, ethnicity, gender, age, hours and GeoNames' feature codes are not read and left out.",
)
SIZES = {"dead": "killed", "injured": "injured", "arrested": "arrested"}


def plover_lines(happenings: Iterable[Happening], manner: Manner) -> Iterator[str]:
    """One JSON object a happening."""
    for happening in happenings:
        if day_of(happening.best.row) is None:
            manner.tell("event left out: its day is not known, which PLOVER asks for")
            continue
        yield one_line(_tree(happening, manner)) + "\n"


def _tree(happening: Happening, manner: Manner) -> dict[str, Any]:
    report = happening.best
    row, day = report.row, day_of(report.row)
    end = row.time.latest if row.time and row.time.latest != row.time.earliest else None
    place = first_place(row)
    tree = {
        "id": happening.id,
        "date": day.isoformat() if day else None,
        "enddate": end.isoformat() if end else None,
        "has_event": row.status == "actual",
        "actor": [_entity(party) for party in shown(row.actor, manner)],
        "recipient": [_entity(party) for party in shown(row.recipient, manner)] or None,
        "event": [row.type],
        "mode": list(row.mode) or None,
        "context": list(row.context) or None,
        "quad_code": row.quad,
        "event_scale": row.score,
        "event_text": [row.trigger],
        "event_loc": _location(place) if place else None,
        "size": _sizes(happening, manner) or None,
        "text": row.sentence,
        "cite_info": _citation(report),
        "coder": f"dateline {__version__}",
        "coded_date": report.page.added[:10],
        "coded_time": report.page.added[11:19],
        "comment": _comment(happening) or None,
    }
    return _without_unknown(tree)


def _entity(party: Party) -> dict[str, Any]:
    return _without_unknown(
        {
            "code": party.country,
            "sector": list(party.sector) or None,
            "entity_text": party.words,
            "identifier_text": name_of(party),
            "office": party.title,
        }
    )


def _location(place: Where) -> dict[str, Any]:
    return _without_unknown(
        {
            "extracted_place": place.words,
            "resolved_place": place.name,
            "geonameid": place.geonames_id,
            "lat": place.lat,
            "lon": place.lon,
            "city": city_of(place),
            "district": district_of(place),
            "province": province_of(place),
            "country": country_name(place.country),
            "country_code": place.country,
            "resolution": place.precision,
        }
    )


def _without_unknown(tree: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in tree.items() if value is not None}


def _sizes(happening: Happening, manner: Manner) -> dict[str, int]:
    tolls = {name: toll_of(happening.rows, what, rule=manner.rule or "ucdp") for name, what in SIZES.items()}
    return {name: toll.best for name, toll in tolls.items() if toll is not None and toll.best is not None}


def _citation(report: Report) -> dict[str, Any]:
    page, article = report.row.page, report.page.reading.article
    published = page.published.earliest.isoformat() if page.published else None
    return _without_unknown(
        {
            "corpus": page.source,
            "citation": ", ".join(part for part in (page.outlet, page.headline, published) if part) or page.source,
            "url": page.url,
            "title": page.headline,
            "language": article.language,
            "publication": page.outlet,
            "coder": "dateline",
            "codebook": "PLOVER",
            "version": __version__,
        }
    )


def _comment(happening: Happening) -> str:
    row = happening.best.row
    told = [] if row.status == "actual" else [f"Status: {row.status}"]
    told += ["Told as background"] if row.historical else []
    told += [f"Told: {wording.whose_word(row.said_by)}"] if row.said_by else []
    return ". ".join([*told, *details_of(happening)])
