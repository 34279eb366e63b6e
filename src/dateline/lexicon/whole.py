"""The whole lexicon of a language: every table and rule, loaded, checked and held in one frozen record."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from dateline.errors import LexiconError
from dateline.lexicon.actors import ActorTable, load_actors
from dateline.lexicon.assemble import CostWords, load_costs
from dateline.lexicon.events import EventRules, load_events
from dateline.lexicon.furniture import FurnitureWords, load_furniture
from dateline.lexicon.happenings import HappeningWords, load_happenings
from dateline.lexicon.numbers import NumberWords, load_numbers
from dateline.lexicon.reporting import ReportingWords, load_reporting
from dateline.lexicon.status import StatusWords, load_status
from dateline.lexicon.taught import TaughtType, load_taught, taught_files
from dateline.lexicon.times import TimeWords, load_times

TABLES = (".toml", ".csv", ".txt")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything that the stages know of one language. ``version`` is a hash of the files it came from."""

    version: str
    furniture: FurnitureWords
    times: TimeWords
    actors: ActorTable
    reporting: ReportingWords
    events: EventRules
    status: StatusWords
    costs: CostWords
    numbers: NumberWords
    happenings: HappeningWords
    taught: tuple[TaughtType, ...] = ()


def load_lexicon(
    language: str = "en", *, rule_folders: Sequence[Path] = (), actor_files: Sequence[Path] = ()
) -> Lexicon:
    """The lexicon of a language with a user's own rules and actors added; raises LexiconError."""
    for path in actor_files:
        if not path.is_file():
            raise LexiconError(str(path), None, "no such file; give a table of actors")
    return Lexicon(
        version=lexicon_version(rule_folders=rule_folders, actor_files=actor_files),
        furniture=load_furniture(language),
        times=load_times(language),
        actors=load_actors(language, extra=actor_files),
        reporting=load_reporting(language),
        events=load_events(language, extra=rule_folders),
        status=load_status(language),
        costs=load_costs(language),
        numbers=load_numbers(language),
        happenings=load_happenings(language),
        taught=load_taught(rule_folders),
    )


def lexicon_version(*, rule_folders: Sequence[Path] = (), actor_files: Sequence[Path] = ()) -> str:
    """Twelve hexadecimal digits that change when any table or rule changes (the gazetteer apart); loads nothing."""
    digest = hashlib.sha256()
    own = sorted(_walk(files("dateline") / "lexicons"), key=lambda pair: pair[0])
    theirs = [
        *actor_files,
        *(p for folder in rule_folders for p in sorted(folder.rglob("*.toml"))),
        *taught_files(rule_folders),
    ]
    for name, content in [*((n, f.read_bytes()) for n, f in own), *((p.name, p.read_bytes()) for p in theirs)]:
        digest.update(name.encode() + b"\0" + content + b"\0")
    return digest.hexdigest()[:12]


def _walk(folder: Traversable, prefix: str = "") -> list[tuple[str, Traversable]]:
    found = []
    for entry in folder.iterdir():
        if entry.is_dir():
            found += _walk(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(TABLES):
            found.append((prefix + entry.name, entry))
    return found
