"""What the commands share: their common options, and how they speak and fail."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from dateline.intake import Fetch
    from dateline.pipeline import Settings
    from dateline.records import Page, Skipped


class Form(StrEnum):
    text = "text"
    html = "html"
    jsonl = "jsonl"
    warc = "warc"
    feed = "feed"
    mbox = "mbox"
    mail = "mail"
    addresses = "addresses"


Sources = Annotated[
    list[str],
    typer.Argument(help="Files, folders, archives, feeds, mailboxes or addresses; - reads standard input."),
]
From = Annotated[Form | None, typer.Option("--from", help="What the input is; found out where not given.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object a line instead of text for a person.")]
RuleFolders = Annotated[
    list[Path] | None, typer.Option("--lexicon", help="A folder of your own event types and patterns; may be repeated.")
]
ActorFiles = Annotated[
    list[Path] | None,
    typer.Option(
        "--actors",
        help="Your own actors: CSV, a PETRARCH dictionary (.txt) or FollowTheMoney (.jsonl); may be repeated.",
    ),
]

Published = Annotated[
    str | None,
    typer.Option(help="The day of publication, YYYY-MM-DD, where you know it; it outranks the page's own."),
]
Db = Annotated[
    Path, typer.Option("--db", envvar="DATELINE_DB", help="The store: one file. Made where there is none, when adding.")
]
STORE = Path("dateline.db")
Model = Annotated[str | None, typer.Option(help="Another installed spaCy model, such as en_core_web_lg.")]

JudgeName = Annotated[
    str,
    typer.Option("--judge", help="small: a learned judge beside the rules; off: rules alone; or a folder of yours."),
]


def settings_of(
    *,
    parser: str | None,
    lexicon: list[Path] | None,
    actors: list[Path] | None,
    published: str | None = None,
    judge: str = "small",
) -> Settings:
    """What the options of a command ask of the reading; pages are not believed to come from after today."""
    from dateline.pipeline import Settings

    return Settings(
        model=parser,
        rule_folders=tuple(lexicon or ()),
        actor_files=tuple(actors or ()),
        today=date.today(),
        published=day_of(published, "--published") if published else None,
        judge=judge,
    )


def pages_of(sources: Sequence[str], form: Form | None, fetch: Fetch | None) -> Iterator[Page | Skipped]:
    """The pages that a command's sources hold."""
    from dateline.intake import read_sources

    return read_sources(list(sources), form=form.value if form else None, stdin=sys.stdin.buffer, fetch=fetch)


def day_of(text: str, option: str) -> date:
    """The day that an option names; ends the command where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        fail(f"{option} {text}: not a day; write it as YYYY-MM-DD, such as 2024-01-09")


def many(count: int, thing: str) -> str:
    """ "1 page", "2 pages"."""
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def say(line: str) -> None:
    typer.echo(line, err=True)


def fail(line: str) -> NoReturn:
    say(f"Error: {line}")
    raise SystemExit(2)
