"""Who in the table of heads of state and government a person on the page is."""

from __future__ import annotations

from dateline.lexicon.actors import Leader
from dateline.lexicon.spelling import ARTICLES, sound
from dateline.resolve.actors.drafts import Draft
from dateline.resolve.actors.namesakes import NOT_LAST, in_order
from dateline.resolve.actors.roll import Roll


def find_leader(roll: Roll, draft: Draft) -> Leader | None:
    """Who in the table of leaders a person is: by full name, or by surname with title or in office."""
    words = [w for w in draft.words if w not in ARTICLES and w not in NOT_LAST]
    if not words:
        return None
    sounds = tuple(sound(w)[-1] for w in words)
    rows = roll.table.leaders.get(sounds[-1], ())
    if len(sounds) > 1:
        rows = tuple(r for r in rows for n in (r.name, *r.other_names) if _leader_agrees(sounds, sound(n)))
        rows = rows or tuple(
            r
            for some in {id(x): x for w in sounds[:-1] for x in roll.table.leaders.get(w, ())}.values()
            for r in (some,)
            if any(_leader_agrees(sounds, sound(n)) and len(sound(n)) > 1 for n in (r.name, *r.other_names))
        )
    else:
        day = roll.published.year if roll.published else None
        title = (draft.title or "").lower()
        fitting = tuple(r for r in rows if _holds(roll, title, r.office) and draft.country in (None, r.country))
        rows = fitting or tuple(
            r for r in rows if not title and day is not None and r.since - 1 <= day <= (r.until or 9999) + 3
        )
        if len({r.country for r in rows}) > 1 and not fitting:
            return None
    return min(rows, key=lambda r: _years_away(roll, r), default=None)


def _holds(roll: Roll, title: str, office: str) -> bool:
    """Whether a title before a surname may be that of an office in the table of leaders."""
    return any(word in title and office in offices for word, offices in roll.table.holds.items())


def _years_away(roll: Roll, row: Leader) -> tuple[int, int]:
    if roll.published is None:
        return (0 if row.until is None else 1, -row.since)
    year = roll.published.year
    return (max(row.since - year, year - (row.until or 9999), 0), -row.since)


def _leader_agrees(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    if mine == theirs:
        return True
    if len(theirs) < 2:
        return False
    if len(mine) <= len(theirs):
        return mine[0] == theirs[0] and in_order(mine, theirs)
    return in_order(theirs, mine) or mine[: len(theirs)] == theirs or mine[-len(theirs) :] == theirs
