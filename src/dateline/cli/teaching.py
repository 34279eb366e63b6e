"""The command that teaches a type by examples."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.common import JudgeName, fail, many, say

if TYPE_CHECKING:
    from dateline.lexicon.teaching import Lesson
    from dateline.teaching import Score

FOLDER = Path("my-types")
SHOWN = 10  # examples that came out wrong


def teach(
    name: Annotated[str, typer.Argument(help="The type's name, such as SHIP-DETAINED.")],
    examples: Annotated[
        Path | None,
        typer.Option(
            help="About a dozen sentences, a line each: 'yes: {actor:…} {trigger:…} {recipient:…}' or 'no: …'."
        ),
    ] = None,
    lexicon: Annotated[
        Path, typer.Option("--lexicon", help="The folder where the type is kept; made if missing.")
    ] = FOLDER,
    held_back: Annotated[
        Path | None, typer.Option("--held-back", help="More such sentences, not learnt from: how many come out right.")
    ] = None,
    forget: Annotated[bool, typer.Option("--forget", help="Remove the type from the folder.")] = False,
    judge: JudgeName = "small",
) -> None:
    """Teach an event type of your own by examples. Taught again, a name is taught anew.

    What is kept in the folder is used by every command that takes --lexicon: read, explain, code, add, watch, reread.

    Example:  dateline teach SHIP-DETAINED --examples ships.txt

    Example:  dateline read --lexicon my-types examples/harbour.txt
    """
    from dateline.lexicon.taught import save_taught, taught_file

    if not name.replace("-", "").replace("_", "").isalnum():
        fail(f"{name!r}: a type's name is letters, digits, - and _")
    path = taught_file(lexicon, name)
    if forget:
        if not path.is_file():
            fail(f"{path}: no type of that name is taught there")
        path.unlink()
        say(f"{path}: forgotten")
        return
    if examples is None:
        fail("--examples FILE is missing: the sentences to learn from")
    from dateline.coding import open_coding_tools
    from dateline.lexicon.teaching import read_lessons
    from dateline.teaching import score_held_back
    from dateline.teaching import teach as learn

    lessons = read_lessons(examples)
    kept_back = read_lessons(held_back) if held_back else None
    tools = open_coding_tools((lexicon,) if lexicon.is_dir() else ())
    outcome = learn(name, lessons, tools=tools, judge=judge)
    again = path.is_file()
    save_taught(outcome.taught, lexicon)
    yes = sum(x.fires for x in lessons.lessons)
    learnt = f"{yes} of the type and {len(lessons.lessons) - yes} not"
    typer.echo(
        f"{name} was taught {'anew ' if again else ''}from {many(len(lessons.lessons), 'example')}, {learnt}: {path}"
    )
    typer.echo(f"each held back in turn, which is harsh with so few: {_told(outcome.crossed)}")
    for line in _faults(outcome.crossed, examples):
        typer.echo(line)
    for note in outcome.notes:
        say(f"note: {note}")
    if kept_back and held_back:
        score = score_held_back(outcome.taught, kept_back.lessons, tools=tools, judge=judge)
        typer.echo(f"of {many(len(kept_back.lessons), 'sentence')} held back: {_told(score)}")
        typer.echo(f"of {score.found} found the actor is right in {score.actors}, the recipient in {score.recipients}")
        for line in _faults(score, held_back):
            typer.echo(line)
    typer.echo(f"read with it: dateline read --lexicon {lexicon} PAGE")


def _told(score: Score) -> str:
    def share(value: float | None) -> str:
        return "—" if value is None else f"{value:.2f}"

    counts = f"{score.found} found, {len(score.missed)} missed, {len(score.wrong)} wrongly coded"
    return f"precision {share(score.precision)}, recall {share(score.recall)} ({counts})"


def _faults(score: Score, file: Path) -> Iterable[str]:
    faults: list[tuple[str, Lesson]] = [("missed", x) for x in score.missed] + [("wrong", x) for x in score.wrong]
    for kind, lesson in faults[:SHOWN]:
        yield f"  {kind}: {file}:{lesson.line}: {lesson.text}"
    if len(faults) > SHOWN:
        yield f"  and {len(faults) - SHOWN} more"
