"""The command line: parse, call, print, count. Heavy things are loaded by the command that needs them."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from dateline import __version__
from dateline.errors import DatelineError

if TYPE_CHECKING:
    from dateline.records import Reading, Skipped, Span

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
app.add_typer(lexicon_app, name="lexicon")


class Form(StrEnum):
    text = "text"
    html = "html"
    jsonl = "jsonl"


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
Model = Annotated[str | None, typer.Option(help="Another installed spaCy model, such as en_core_web_lg.")]


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


@app.command()
def read(
    paths: Annotated[list[str], typer.Argument(help="Files or folders; - reads standard input.")],
    as_json: Json = False,
    published: Published = None,
    form: Annotated[Form | None, typer.Option("--from", help="What the input is; found out where not given.")] = None,
    lexicon: RuleFolders = None,
    actors: ActorFiles = None,
    parser: Model = None,
    jobs: Annotated[int, typer.Option(min=1, help="Processes to read with; pages come out in order all the same.")] = 1,
) -> None:
    """Turn news pages into records: events, quotes and figures, each with its words.

    Example:  dateline read examples/harbour.txt

    Example:  dateline read --json pages/ > record.jsonl
    """
    from dateline.intake import read_sources
    from dateline.parallel import read_pages_with
    from dateline.pipeline import Settings
    from dateline.records import Skipped

    day = _day(published)
    settings = Settings(
        model=parser,
        rule_folders=tuple(lexicon or ()),
        actor_files=tuple(actors or ()),
        today=date.today(),
        published=day,
    )
    sources = read_sources(paths, form=form.value if form else None, stdin=sys.stdin.buffer)
    skipped: Counter[str] = Counter()
    count = 0
    for answer in read_pages_with(sources, settings=settings, jobs=jobs):
        count += 1
        if isinstance(answer, Skipped):
            skipped[answer.reason] += 1
            _say(f"{answer.source}: skipped: {answer.detail}")
        _print(answer, as_json=as_json)
    _report(count, skipped)
    if skipped or not count:
        raise typer.Exit(1)


def _print(answer: Reading | Skipped, *, as_json: bool) -> None:
    """A reading to standard output. A skipped JSON lines article keeps its line, so that lines stay in step."""
    from dateline.records import Skipped

    if as_json:
        from dateline.export.record_json import skipped_json, to_json

        if not isinstance(answer, Skipped):
            print(to_json(answer))
        elif answer.item_id is not None:
            print(skipped_json(answer))
    elif not isinstance(answer, Skipped):
        from rich.console import Console

        from dateline.export.readable import print_reading

        print_reading(answer, Console(file=sys.stdout, highlight=False))


def _report(count: int, skipped: Counter[str]) -> None:
    """ "412 pages: 398 articles, 14 skipped (9 no text, 5 not HTML)" on standard error, where it says something."""
    if count == 0:
        _say("nothing to read there: no file was found")
    elif skipped or count > 1:
        reasons = ", ".join(f"{n} {reason}" for reason, n in skipped.most_common())
        told = f", {sum(skipped.values())} skipped ({reasons})" if skipped else ""
        _say(f"{count} pages: {count - sum(skipped.values())} articles{told}")


@app.command()
def explain(
    path: Annotated[str, typer.Argument(help="A page; - reads standard input.")],
    event: Annotated[str, typer.Argument(help="The event's id as `dateline read` shows it, such as e3.")],
    form: Annotated[Form | None, typer.Option("--from", help="What the input is; found out where not given.")] = None,
    published: Published = None,
    lexicon: RuleFolders = None,
    actors: ActorFiles = None,
    parser: Model = None,
) -> None:
    """Show why an event was coded: the sentence, its tree, the rule, and what was considered.

    Example:  dateline explain examples/harbour.txt e1
    """
    from rich.console import Console

    from dateline.export.explanation import print_explanation
    from dateline.intake import read_sources
    from dateline.lexicon.rule_text import rule_text
    from dateline.pipeline import Settings, for_parser, open_page, open_tools, read_article
    from dateline.records import Skipped

    settings = Settings(
        model=parser,
        rule_folders=tuple(lexicon or ()),
        actor_files=tuple(actors or ()),
        today=date.today(),
        published=_day(published),
    )
    pages = list(islice(read_sources([path], form=form.value if form else None, stdin=sys.stdin.buffer), 2))
    if len(pages) != 1:
        _fail(f"{path}: {'holds several pages; name one' if pages else 'nothing to read there'}")
    tools = open_tools(settings)
    page = pages[0]
    opened = open_page(page, tools=tools, settings=settings)
    if isinstance(opened, Skipped):
        _fail(f"{path}: {opened.detail}")
    analysis = tools.parser.analyse(for_parser(opened[1]))
    reading = read_article(*opened, analysis, tools=tools)
    found = next((e for e in reading.events if e.id == event), None)
    if found is None:
        known = f"e1 to e{len(reading.events)}" if reading.events else "none"
        _fail(f"{path}: no event {event!r}; its events are {known}")
    rule = rule_text(tools.lexicon.events, found.why.rule or "")
    print_explanation(found, reading, analysis, Console(file=sys.stdout, highlight=False), rule=rule)


@app.command()
def code(
    source: Annotated[
        str,
        typer.Argument(help="JSON lines of texts with the spans of an actor and a recipient; - for standard input."),
    ] = "-",
    as_json: Json = False,
    lexicon: RuleFolders = None,
) -> None:
    """Code what passes between a given actor and recipient, for checking or extending event data of your own.

    Each line in: {"text", "actor": \\[start, end], "recipient": \\[start, end] or null}.

    Example:  echo '{"text": "Lira accused Borg of theft.", "actor": [0, 4], "recipient": [13, 17]}' | dateline code -
    """
    from dateline.coding import Pair, code_pairs, open_coding_tools
    from dateline.export.record_json import plain_json

    rows = _json_lines(source, ("text", "actor"))
    pairs = (
        Pair(_text(row, at), _span(row, "actor", at), _span(row, "recipient", at) if row.get("recipient") else None)
        for at, row in rows
    )
    for coding in code_pairs(pairs, tools=open_coding_tools(tuple(lexicon or ()))):
        if as_json:
            print(plain_json(coding))
        else:
            mode = "/".join(coding.mode)
            act = f"{coding.type or 'nothing'} {mode}".rstrip()
            print(f"{act} ({coding.status}) — {coding.why.rule or 'no rule'}")


@app.command()
def status(
    source: Annotated[
        str, typer.Argument(help="JSON lines of texts with the span of a trigger; - for standard input.")
    ] = "-",
    as_json: Json = False,
) -> None:
    """Say whether what a given word tells of happened: actual, future, hypothetical or negated.

    Each line in: {"text", "trigger": \\[start, end]}.

    Example:  echo '{"text": "They failed to leave.", "trigger": [15, 20]}' | dateline status -
    """
    from dateline.coding import Trigger, open_coding_tools, status_of_triggers
    from dateline.export.record_json import plain_json

    rows = _json_lines(source, ("text", "trigger"))
    triggers = (Trigger(_text(row, at), _span(row, "trigger", at)) for at, row in rows)
    for answer in status_of_triggers(triggers, tools=open_coding_tools()):
        print(plain_json(answer) if as_json else f"{answer.status} — {answer.why}")


@lexicon_app.command("check")
def lexicon_check(lexicon: RuleFolders = None) -> None:
    """Check every rule file: roles, modes, codes, and that each example fires and each counter-example does not.

    Example:  dateline lexicon check --lexicon my-types/
    """
    from dateline.coding import check_rules, open_coding_tools

    problems = check_rules(tools=open_coding_tools(tuple(lexicon or ())))
    for problem in problems:
        _say(problem)
    typer.echo(f"the rules were checked and every example run: {len(problems)} problems")
    if problems:
        raise typer.Exit(1)


def _json_lines(source: str, needed: tuple[str, ...]) -> Iterator[tuple[str, dict[str, object]]]:
    """Each line's place and object; a line that is wrong ends the command, named, since answers must stay in step."""
    stream = sys.stdin.buffer if source == "-" else _open(source)
    for number, raw in enumerate(stream, 1):
        if not raw.strip():
            continue
        try:
            item = json.loads(raw)
        except (ValueError, RecursionError) as err:
            _fail(f"{source}:{number}: not JSON: {err}")
        missing = [key for key in needed if not isinstance(item, dict) or key not in item]
        if missing:
            _fail(f"{source}:{number}: needs an object with {', '.join(needed)}; {missing[0]!r} is missing")
        yield f"{source}:{number}", item


def _text(row: dict[str, object], at: str) -> str:
    text = row["text"]
    if not isinstance(text, str):
        _fail(f"{at}: text: expected a string, found {type(text).__name__}")
    return text


def _span(row: dict[str, object], key: str, at: str) -> Span:
    """A [start, end) pair of code points within the row's text."""
    from dateline.records import Span

    value, length = row[key], len(_text(row, at))
    pair = value if isinstance(value, list) and len(value) == 2 and all(type(v) is int for v in value) else None
    if pair is None or not 0 <= pair[0] < pair[1] <= length:
        _fail(f"{at}: {key}: expected [start, end] within the text's {length} characters, found {value!r}")
    return Span(*pair)


def _open(source: str) -> Iterator[bytes]:
    try:
        with open(source, "rb") as stream:
            yield from stream
    except OSError as err:
        _fail(f"{source}: {err.strerror}")


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        _fail(f"--published {text}: not a day; write it as YYYY-MM-DD, such as 2024-01-09")


def _say(line: str) -> None:
    typer.echo(line, err=True)


def _fail(line: str) -> NoReturn:
    _say(f"Error: {line}")
    raise SystemExit(2)


def main() -> None:
    """Entry point: known errors are one line on standard error and exit status 2; a closed pipe is no error."""
    try:
        app()
    except DatelineError as err:
        _fail(str(err))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(141) from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None


if __name__ == "__main__":
    main()
