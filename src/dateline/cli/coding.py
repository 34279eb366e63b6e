"""The commands for who checks or extends event data: code, status and lexicon check."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.common import Json, JudgeName, RuleFolders, fail, say

if TYPE_CHECKING:
    from dateline.records import Span


def code(
    source: Annotated[
        str,
        typer.Argument(help="JSON lines of texts with the spans of an actor and a recipient; - for standard input."),
    ] = "-",
    as_json: Json = False,
    lexicon: RuleFolders = None,
    judge: JudgeName = "small",
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
    for coding in code_pairs(pairs, tools=open_coding_tools(tuple(lexicon or ()), judge=judge)):
        if as_json:
            print(plain_json(coding))
        else:
            mode = "/".join(coding.mode)
            act = f"{coding.type or 'nothing'} {mode}".rstrip()
            print(f"{act} ({coding.status}) — {coding.why.rule or 'no rule'}")


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


def lexicon_check(lexicon: RuleFolders = None) -> None:
    """Check every rule file: roles, modes, codes, and that each example fires and each counter-example does not.

    Example:  dateline lexicon check --lexicon my-types/
    """
    from dateline.coding import check_rules, open_coding_tools

    problems = check_rules(tools=open_coding_tools(tuple(lexicon or ())))
    for problem in problems:
        say(problem)
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
            fail(f"{source}:{number}: not JSON: {err}")
        missing = [key for key in needed if not isinstance(item, dict) or key not in item]
        if missing:
            fail(f"{source}:{number}: needs an object with {', '.join(needed)}; {missing[0]!r} is missing")
        yield f"{source}:{number}", item


def _text(row: dict[str, object], at: str) -> str:
    text = row["text"]
    if not isinstance(text, str):
        fail(f"{at}: text: expected a string, found {type(text).__name__}")
    return text


def _span(row: dict[str, object], key: str, at: str) -> Span:
    """A [start, end) pair of code points within the row's text."""
    from dateline.records import Span

    value, length = row[key], len(_text(row, at))
    pair = value if isinstance(value, list) and len(value) == 2 and all(type(v) is int for v in value) else None
    if pair is None or not 0 <= pair[0] < pair[1] <= length:
        fail(f"{at}: {key}: expected [start, end] within the text's {length} characters, found {value!r}")
    return Span(*pair)


def _open(source: str) -> Iterator[bytes]:
    try:
        with open(source, "rb") as stream:
            yield from stream
    except OSError as err:
        fail(f"{source}: {err.strerror}")
