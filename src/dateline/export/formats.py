"""The shapes in which a record is handed on: what each is made of, by which function, and what it can't hold.

A shape of text is a function from happenings, or from pages, to lines; one of another kind writes a file and gives
the number of rows. ``lacks`` are sentences that are told once, on standard error, whenever the shape is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from dateline.errors import UsageError
from dateline.export import (
    acled,
    ftm,
    gdelt,
    gdelt_mentions,
    ged,
    geojson,
    graphml,
    icews,
    parquet_tables,
    plover,
    polecat,
    schema_org,
    web_annotations,
)
from dateline.export.manner import Manner
from dateline.handed import HandedPage, Happening

HappeningLines = Callable[[Iterable[Happening], Manner], Iterator[str]]
PageLines = Callable[[Iterable[HandedPage], Manner], Iterator[str]]
PageFile = Callable[[str, Iterable[HandedPage], Manner], int]


@dataclass(frozen=True, slots=True)
class Format:
    """One of ``happenings``, ``pages`` and ``file`` makes it. ``line`` says what one line of it is, or row of a file.

    ``heads`` is how many lines stand before the first such; None where lines are no units and aren't counted.
    """

    name: str
    ending: str  # of a file's name
    about: str
    lacks: tuple[str, ...]
    happenings: HappeningLines | None = None
    pages: PageLines | None = None
    file: PageFile | None = None
    needs: str | None = None  # an extra of the package
    line: str = "row"
    heads: int | None = 0


FORMATS = (
    Format("gdelt", ".CSV", "GDELT 2.0 events, 61 columns, tab-separated, no head", gdelt.LACKS, gdelt.gdelt_lines),
    Format(
        "gdelt-mentions", ".CSV", "GDELT 2.0 mentions, 16 columns, tab-separated, no head", gdelt_mentions.LACKS,
        gdelt_mentions.mention_lines,
    ),
    Format(
        "polecat", ".txt", "POLECAT, 40 columns, tab-separated", polecat.LACKS, polecat.polecat_lines, heads=1
    ),
    Format("icews", ".tab", "ICEWS, 20 columns, tab-separated", icews.LACKS, icews.icews_lines, heads=1),
    Format("acled", ".csv", "a table of ACLED's shape, 31 columns", acled.LACKS, acled.acled_lines, heads=1),
    Format("ged", ".csv", "a table of UCDP GED's shape, 49 columns", ged.LACKS, ged.ged_lines, heads=1),
    Format("plover", ".jsonl", "PLOVER's JSON, a line a happening", plover.LACKS, plover.plover_lines, line="line"),
    Format(
        "annotations", ".jsonld", "W3C Web Annotations of the pages, JSON-LD", web_annotations.LACKS,
        pages=web_annotations.annotation_lines, line="annotation", heads=2,
    ),
    Format(
        "geojson", ".geojson", "GeoJSON, a feature a happening", geojson.LACKS, geojson.feature_lines,
        line="feature", heads=2,
    ),
    Format(
        "schema-org", ".jsonld", "schema.org's NewsArticle, Event, Claim, Quotation, Place, JSON-LD", schema_org.LACKS,
        pages=schema_org.schema_org_lines, line="node", heads=2,
    ),
    Format("followthemoney", ".ftm.json", "FollowTheMoney entities, one a line", ftm.LACKS, ftm.ftm_lines, line="line"),
    Format(
        "graphml", ".graphml", "GraphML, who to whom, an edge an event", graphml.LACKS, graphml.graphml_lines,
        heads=None,
    ),
    Format(
        "graphml-counts", ".graphml", "GraphML, who to whom, an edge a pair and type, with their number", graphml.LACKS,
        graphml.graphml_count_lines, heads=None,
    ),
    Format(
        "parquet", "", "everything as Parquet, a folder with a file a table", parquet_tables.LACKS,
        file=parquet_tables.write_tables, needs="frames",
    ),
)  # fmt: skip


def format_of(name: str) -> Format:
    """The shape of a name; raises UsageError where there is none."""
    for format_ in FORMATS:
        if format_.name == name.lower():
            return format_
    raise UsageError(f"--as {name}: it is one of {', '.join(f.name for f in FORMATS)}")
