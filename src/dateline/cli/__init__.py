"""The command line: parse, call, print, count. Heavy things are loaded by the command that needs them."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from dateline import __version__
from dateline.cli.asking import actors, events, figures, pages, places, quotes, search, sql, trend
from dateline.cli.coding import code, lexicon_check, status
from dateline.cli.common import fail
from dateline.cli.exporting import export
from dateline.cli.happenings import happening, happenings
from dateline.cli.keeping import add, changes, doctor, failures, forget, reread
from dateline.cli.merging import merge
from dateline.cli.reading import explain, read
from dateline.cli.serving import serve
from dateline.cli.teaching import teach
from dateline.cli.watching import watch
from dateline.errors import DatelineError

app = typer.Typer(
    name="dateline",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    help="Reads news pages and keeps a sourced record of what happened: "
    "who did what to whom, where, when, and who says so.\n\n"
    "Example:  dateline read examples/harbour.txt",
)
lexicon_app = typer.Typer(
    no_args_is_help=True, help="Look after the rules and word lists.\n\nExample:  dateline lexicon check"
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"dateline {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


READING = (read, explain, code, status, teach)
KEEPING = (add, watch, reread, failures, changes, forget, doctor)
ASKING = (events, quotes, figures, actors, places, pages, search, trend, sql)
MERGING = (merge, happenings, happening)
HANDING_ON = (export, serve)
for command in (*READING, *KEEPING, *ASKING, *MERGING, *HANDING_ON):  # as the help shows them
    app.command()(command)
lexicon_app.command("check")(lexicon_check)
app.add_typer(lexicon_app, name="lexicon")


def command_words() -> list[list[str]]:
    """Every command by its words, [] for the program itself, in the order of the help."""
    found: list[list[str]] = [[]]
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]
        found.append([name])
        found += [[name, inner] for inner in getattr(command, "commands", {})]
    return found


def main() -> None:
    """Entry point: known errors are one line on standard error and exit status 2; a closed pipe is no error."""
    try:
        try:
            app()
        finally:
            sys.stdout.flush()  # so that a full disk is told of here
    except DatelineError as err:
        fail(str(err))
    except OSError as err:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left to print is lost, and no error
        if isinstance(err, BrokenPipeError):
            raise SystemExit(141) from None
        fail(f"{err.filename or 'standard output'}: {err.strerror or err}")
    except KeyboardInterrupt:
        raise SystemExit(130) from None
