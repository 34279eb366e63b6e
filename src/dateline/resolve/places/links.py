"""What names of one page lend each other: lists, "X and Y counties", "Tripoli, Lebanon", a second mention."""

from __future__ import annotations

from dataclasses import replace

from dateline.lexicon.gazetteer import fold_name
from dateline.records import Analysis
from dateline.resolve.places.guess import ENOUGH, WIDE_KINDS, Guess, Page, lies_in


def share_area_words(page: Page, analysis: Analysis, guesses: list[Guess]) -> list[Guess]:
    """ "Wood and Lucas counties": the word counts for each name of the list."""
    out = list(guesses)
    for k in range(len(out) - 1, 0, -1):
        b, a = out[k], out[k - 1]
        if not b.kinds or b.short or a.kinds or a.sentence != b.sentence:
            continue
        tokens = analysis.sentences[b.sentence].tokens
        if not tokens[b.last].text.lower().endswith("s") or b.last == b.first:
            continue
        between = [t.text for t in tokens[a.last + 1 : b.first]]
        if between and all(word in (",", "and", "or", "&") for word in between):
            out[k - 1] = replace(a, kinds=b.kinds, sure=a.sure + 0.4)
    return out


def share_lists(analysis: Analysis, guesses: list[Guess]) -> list[Guess]:
    """ "Trenton, Middletown and Monroe": what is listed beside a sure place is likelier one."""
    out = list(guesses)
    for order in (range(1, len(out)), range(len(out) - 2, -1, -1)):
        for k in order:
            other = out[k - 1] if order.step > 0 else out[k + 1]
            a, b = (other, out[k]) if order.step > 0 else (out[k], other)
            if out[k].sure >= ENOUGH or other.sure < ENOUGH + 0.1 or other.barred or a.sentence != b.sentence:
                continue
            between = [t.text for t in analysis.sentences[a.sentence].tokens[a.last + 1 : b.first]]
            if between and len(between) <= 2 and all(word in (",", "and", "or", "&") for word in between):
                out[k] = replace(out[k], sure=out[k].sure + 0.3)
    return out


def link(page: Page, analysis: Analysis, guesses: list[Guess]) -> list[Guess]:
    """Tie "Tripoli" to "Lebanon" in "Tripoli, Lebanon", where the one can lie in the other."""
    out = list(guesses)
    for k in range(len(out) - 2, -1, -1):
        a, b = out[k], out[k + 1]
        if a.sentence != b.sentence or a.barred or a.short:
            continue
        tokens = analysis.sentences[a.sentence].tokens
        between = [t.text for t in tokens[a.last + 1 : b.first]]
        if between not in ([","], ["("], [",", "in"], ["in"]) or not _may_hold(page, b):
            continue
        if not b.short and _is_wide(page, a) and not _lies_in(page, a, b):
            continue
        if not b.short and not _lies_in(page, a, b):
            continue
        weight = 0.6 if between in ([","], ["("]) else 0.2
        out[k] = replace(a, within=k + 1, sure=a.sure + weight)
        if b.short:
            out[k + 1] = replace(b, sure=b.sure + 0.6, holds=True)
        elif between in ([","], ["("]):
            out[k + 1] = replace(b, kinds=b.kinds or _holding_kinds(page, b), holds=True)
    return out


def _holding_kinds(page: Page, guess: Guess) -> tuple[str, ...]:
    """Of what comes after "Everett," the countries and states; districts where the name is of none."""
    kinds = {c.place.kind for c in page.gazetteer.find(guess.key)}
    return ("country", "region") if kinds & {"country", "region"} else ("district", "continent")


def _may_hold(page: Page, guess: Guess) -> bool:
    return bool(guess.short) or any(c.place.kind in WIDE_KINDS for c in page.gazetteer.find(guess.key))


def _is_wide(page: Page, guess: Guess) -> bool:
    return any(c.place.kind in ("country", "continent") for c in page.gazetteer.find(guess.key))


def _lies_in(page: Page, a: Guess, b: Guess) -> bool:
    """Whether some place of the first name lies in some area of the second."""
    areas = [c.place for c in page.gazetteer.find(b.key) if c.place.kind in WIDE_KINDS]
    return any(lies_in(c.place, area) for c in page.gazetteer.find(a.key) for area in areas)


def keep(guesses: list[Guess]) -> list[Guess]:
    """The sure ones, and those whose name another place on the page shows to be a place's."""
    shown = {fold_name(g.key) for g in guesses if g.sure >= ENOUGH + 0.1 and not g.barred and g.known}
    kept = [
        g
        for g in guesses
        if not g.barred and (g.sure > ENOUGH or (fold_name(g.key) in shown and g.sure >= 0.3 and not g.personal))
    ]
    position = {id(g): k for k, g in enumerate(kept)}
    return [replace(g, within=position.get(id(guesses[g.within])) if g.within is not None else None) for g in kept]
