"""The command that decides which events of different pages are one happening."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.common import (
    STORE,
    ActorFiles,
    Db,
    Form,
    From,
    Json,
    JudgeName,
    Model,
    RuleFolders,
    many,
    pages_of,
    say,
    settings_of,
)
from dateline.cli.fetching import DELAY_S, fetcher_of

if TYPE_CHECKING:
    from dateline.merge.pile import PileHappening
    from dateline.merge.run import Merged
    from dateline.pipeline import Settings
    from dateline.records import Reading

Pair = Annotated[
    tuple[str, str] | None,
    typer.Option(metavar="<report> <report>", help="Say that two reports are of one happening, whatever their score."),
]
Apart = Annotated[
    tuple[str, str] | None,
    typer.Option(metavar="<report> <report>", help="Say that two reports are of two."),
]


def merge(
    sources: Annotated[
        list[str] | None,
        typer.Argument(help="A pile of pages to merge without a store; - reads standard input. None: the store."),
    ] = None,
    db: Db = STORE,
    again: Annotated[bool, typer.Option("--again", help="Merge the whole store anew, not only what is new.")] = False,
    same: Pair = None,
    apart: Apart = None,
    note: Annotated[str | None, typer.Option(help="Why, with --same or --apart.")] = None,
    coded: Annotated[
        bool, typer.Option("--coded", help="Of a pile: only events of a type; no deaths, fires and verdicts besides.")
    ] = False,
    as_json: Json = False,
    form: From = None,
    lexicon: RuleFolders = None,
    actors: ActorFiles = None,
    parser: Model = None,
    judge: JudgeName = "small",
    jobs: Annotated[int, typer.Option(min=1, help="Of a pile: processes to read with.")] = 1,
) -> None:
    """Find which events of different pages are one happening: in the store, or in a pile of pages.

    Readings stay as they are; `dateline happenings` lists what was found, and --same and --apart correct it.

    Example:  dateline merge --db news.db

    Example:  dateline merge --json --from jsonl - < articles.jsonl
    """
    if sources:
        settings = settings_of(parser=parser, judge=judge, lexicon=lexicon, actors=actors)
        _merge_pile(sources, form, replace(settings, occurrences=not coded), jobs=jobs, as_json=as_json)
    else:
        _merge_store(db, again=again, same=same, apart=apart, note=note)


def _merge_store(
    db: Path, *, again: bool, same: tuple[str, str] | None, apart: tuple[str, str] | None, note: str | None
) -> None:
    from dateline.merging import decide, merge_store, standing_of
    from dateline.store.open import open_store

    if not db.exists():
        open_store(db)  # which tells so; a store that is not there is not made
    with open_store(db, write=True) as store:
        for told, one in ((same, True), (apart, False)):
            if told is not None:
                decide(store, *told, same=one, note=note)
        total = merge_store(store, again=again, tell=_tell)
        standing = standing_of(store)
    say(f"{many(total.pages, 'page')} merged: {many(total.reports, 'report')}, {many(total.pairs, 'pair')} alike")
    together = f"{standing.shared} of them told by several reports ({standing.reports})"
    say(f"{many(standing.happenings, 'happening')} in {db}, {together}")


def _tell(done: Merged) -> None:
    say(f"  {many(done.pages, 'page')}, {many(done.reports, 'report')}, {done.compared} comparisons")


def _merge_pile(sources: list[str], form: Form | None, settings: Settings, *, jobs: int, as_json: bool) -> None:
    from dateline.export.json_rows import write_jsonl
    from dateline.lexicon.happenings import load_happenings
    from dateline.merge.pile import merge_pile

    counts: Counter[str] = Counter()
    found = merge_pile(_readings(sources, form, settings, jobs, counts), words=load_happenings())
    if as_json:
        write_jsonl(sys.stdout, found)
    else:
        _print_pile(found)
    if counts["skipped"] or not counts["article"]:
        say(f"{many(counts['article'], 'article')}, {counts['skipped']} skipped")
        raise typer.Exit(1)


def _print_pile(found: Sequence[PileHappening]) -> None:
    """For a person those that several articles tell, with the words of each."""
    shared = [h for h in found if len({r.article for r in h.reports}) > 1]
    for happening in sorted(shared, key=lambda h: -len(h.reports)):
        kinds = Counter(kind for r in happening.reports for kind in ((r.type,) if r.type else r.kinds))
        print(f"{happening.id}  {kinds.most_common(1)[0][0]}, {many(len(happening.reports), 'report')}")
        for report in happening.reports:
            print(f"    {report.article}: {report.sentence}")
    say(f"{many(len(found), 'happening')}, {len(shared)} of them told by several articles")


def _readings(
    sources: list[str], form: Form | None, settings: Settings, jobs: int, counts: Counter[str]
) -> Iterator[Reading]:
    """What could be read; what could not is told of. ``counts`` how many "article" and "skipped" there were."""
    from dateline.parallel import read_pages_with
    from dateline.records import Skipped

    fetch = fetcher_of(allow_private=None, delay=DELAY_S, contact=None)
    for answer in read_pages_with(pages_of(sources, form, fetch), settings=settings, jobs=jobs):
        if not isinstance(answer, Skipped):
            counts["article"] += 1
            yield answer
        elif not answer.usual:
            counts["skipped"] += answer.count
            say(f"{answer.source}: skipped: {answer.detail}")
