"""How the store's commands tell what became of pages: each as it is kept, and the account at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from dateline.cli.common import many, say
from dateline.errors import DatelineError

if TYPE_CHECKING:
    from dateline.keep import Account, Kept
    from dateline.store.changes import Change

SHOWN = 10  # changes of a page; `dateline changes` shows all


@contextmanager
def telling_each(sources: Iterable[str], *, as_json: bool) -> Iterator[Callable[[Kept], None]]:
    """What prints each page's lot, above a bar where standard error is a terminal."""
    from dateline.cli.progress import progress

    with progress(list(sources)) as (advance, line):

        def tell(kept: Kept) -> None:
            advance(kept.count)
            print_lot(kept, line, as_json=as_json)
            for change in kept.changes[:SHOWN]:
                line(f"{kept.source}: {change_line(change)}")
            if len(kept.changes) > SHOWN:
                line(f"{kept.source}: and {len(kept.changes) - SHOWN} changes more; see dateline changes")

        yield tell


def print_lot(kept: Kept, line: Callable[[str], None], *, as_json: bool) -> None:
    """A page's lot for a program, where it is asked for, and a line where the page gave no record."""
    from dateline.export.record_json import plain_json

    if as_json:
        print(plain_json(kept), flush=True)
    if kept.outcome in ("skipped", "failed"):
        line(f"{kept.source}: {kept.outcome}: {kept.detail}")


@contextmanager
def saying_when_stopped(account: Account) -> Iterator[None]:
    """Tells how far it came before what stops the command."""
    try:
        yield
    except (DatelineError, KeyboardInterrupt):
        say(f"stopped: {told(account) or 'nothing yet'}; add again to go on")
        raise


def close(account: Account) -> None:
    """The final account; ends with 1 where something failed or nothing was there."""
    total = account.outcomes.total()
    if not total:
        say("nothing to add: no page was found")
    else:
        say(f"{many(total, 'page')}: {told(account)}")
    if account.outcomes["failed"] or not total:
        raise typer.Exit(1)


def told(account: Account, *, but: tuple[str, ...] = ()) -> str:
    """ "380 added, 3 updated, 8 skipped (5 no text, 3 empty)": what there was, in this order."""
    parts = []
    for outcome in ("added", "updated", "copy", "unchanged", "skipped", "failed"):
        count = account.outcomes[outcome]
        if count and outcome not in but:
            reasons = [f"{n} {why}" for (kind, why), n in account.reasons.most_common() if kind == outcome]
            shown = "copies" if outcome == "copy" and count > 1 else outcome
            parts.append(f"{count} {shown}" + (f" ({', '.join(reasons)})" if reasons else ""))
    return ", ".join(parts)


def change_line(change: Change) -> str:
    """ "event ASSAULT: Gunmen killed 15 …: counts: killed 12 → killed 15"."""
    if change.field is None:
        return f"{change.of} {change.how}: {change.what}"
    return f"{change.of} {change.what}: {change.field}: {change.before or 'none'} → {change.after or 'none'}"
