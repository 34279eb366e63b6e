"""Which bits of a page are its article: trafilatura judges; what it throws away though the record needs it is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.article.lines import RULED_LINES, ends_sentence, is_furniture
from dateline.article.pieces import runs_of, words_of
from dateline.article.walk import HEADINGS, NEVER, Bit
from dateline.lexicon.furniture import FurnitureWords

RUN = 6  # words in a row by which a bit is known again in trafilatura's text
KNOWN = 0.8  # of its runs: trafilatura trims and joins
OWN_ENOUGH = 0.35  # trafilatura finding less than this of what looks like running text has lost the page
WHOLE = 0.4  # an element with this share of the article is no furniture, whatever its class says
PROSE_WORDS = 12
LINKED = 0.5  # share of a bit's text in links from which it is a teaser, not prose


@dataclass(frozen=True, slots=True)
class Body:
    """``kinds[i]`` is what bit ``i`` is in the article, None outside it."""

    kinds: tuple[str | None, ...]
    first: int
    note: str | None = None


def find_body(bits: Sequence[Bit], judged: str | None, *, head_at: int | None, words: FurnitureWords) -> Body:
    """The kinds of the bits, given the text that trafilatura kept (None: it was not asked) and the headline's bit."""
    prose = [i for i, bit in enumerate(bits) if _is_prose(bit) and not _is_ruled_out(i, bit, words)]
    kept = [i for i, known in enumerate(_known(bits, judged or "")) if known]
    note = None
    size, own = (sum(len(bits[i].text) for i in group if _is_long(bits[i])) for group in (kept, prose))
    if own and size < OWN_ENOUGH * own:
        kept = prose
        if judged is not None:
            note = (
                f"Trafilatura kept {size:,} of {own:,} characters that look like running text; our own reading is used."
            )
    kept = _below(bits, kept, head_at)
    cleared = _cleared(bits, kept)
    kept = [i for i in kept if _clear(bits[i], cleared)]
    if not kept:
        return Body((None,) * len(bits), len(bits), note)
    return Body(tuple(_kinds(bits, kept, cleared, words=words)), kept[0], note)


def ask_trafilatura(tree: Any) -> str:
    """The text that trafilatura keeps of a tree, one block a line; "" where it keeps none."""
    from trafilatura import bare_extraction

    found = bare_extraction(
        tree, favor_precision=True, include_comments=False, include_tables=True, with_metadata=False
    )
    return getattr(found, "text", None) or ""


def _below(bits: Sequence[Bit], kept: Sequence[int], head_at: int | None) -> list[int]:
    """What stands below the headline, where that is most of it: above stand menus and the section's name."""
    under = [i for i in kept if head_at is None or i > head_at]
    size = sum(len(bits[i].text) for i in under)
    return under if 2 * size >= sum(len(bits[i].text) for i in kept) else list(kept)


def _is_long(bit: Bit) -> bool:
    return len(bit.text.split(maxsplit=PROSE_WORDS)) >= PROSE_WORDS


def _is_ruled_out(i: int, bit: Bit, words: FurnitureWords) -> bool:
    return i < RULED_LINES and is_furniture(bit.text, words=words)


def _is_prose(bit: Bit) -> bool:
    return (
        _is_long(bit)
        and ends_sentence(bit.text)
        and bit.link_share < LINKED
        and not bit.doubtful
        and "caption" not in bit.roles
        and bit.tag not in HEADINGS
    )


def _known(bits: Sequence[Bit], judged: str) -> Iterator[bool]:
    """Which bits stand in trafilatura's text: whole lines, else runs of words."""
    lines = {" ".join(words_of(line)) for line in judged.split("\n")}
    runs: set[tuple[str, ...]] = set()
    for line in judged.split("\n"):
        runs.update(runs_of(words_of(line), RUN))
    for bit in bits:
        found = words_of(bit.text)
        if not found:
            yield False
        elif " ".join(found) in lines:
            yield True
        else:
            grams = list(runs_of(found, RUN))
            yield bool(grams) and sum(gram in runs for gram in grams) >= KNOWN * len(grams)


def _cleared(bits: Sequence[Bit], kept: Sequence[int]) -> frozenset[str]:
    """Elements whose classes say furniture but that hold much of the article ("has-sidebar")."""
    total = sum(len(bits[i].text) for i in kept)
    share: Counter[str] = Counter()
    for i in kept:
        for element in bits[i].doubtful:
            share[element] += len(bits[i].text)
    return frozenset(element for element, size in share.items() if size >= WHOLE * total and element != NEVER)


def _clear(bit: Bit, cleared: frozenset[str]) -> bool:
    return all(element in cleared for element in bit.doubtful)


def _kinds(
    bits: Sequence[Bit], kept: Sequence[int], cleared: frozenset[str], *, words: FurnitureWords
) -> list[str | None]:
    first, last = kept[0], kept[-1]
    known = set(kept)
    homes = {
        c for c, n in Counter(bits[i].container for i in kept if bits[i].tag not in ("li", "td")).items() if n >= 2
    }
    headline = max((i for i in range(first) if bits[i].tag == "h1"), default=max(0, first - 40))
    kinds: list[str | None] = []
    for i, bit in enumerate(bits):
        kind = None
        if _clear(bit, cleared) or "caption" in bit.roles:
            if headline < i <= last + 1 and _is_caption(bit, cleared):
                kind = "credit" if "credit" in bit.roles else "caption"
            elif i in known or (
                first < i and bit.container in homes and _belongs(bit, i <= last) and not _is_ruled_out(i, bit, words)
            ):
                kind = _kind(bit)
        kinds.append(kind)
    return _without_loose_heads(kinds)


def _is_caption(bit: Bit, cleared: frozenset[str]) -> bool:
    """A caption's doubtful elements may be its own (a copyright line), not a box of other stories."""
    return (
        "caption" in bit.roles and bit.link_share < LINKED and len([e for e in bit.doubtful if e not in cleared]) <= 1
    )


def _belongs(bit: Bit, within: bool) -> bool:
    """Whether a bit beside kept ones is of the article though trafilatura left it out."""
    if bit.link_share >= LINKED:
        return False
    if bit.tag in HEADINGS:
        return within and len(bit.text.split()) <= 20
    return bit.tag in ("p", "blockquote", "div", "section") and _is_long(bit) and (within or ends_sentence(bit.text))


def _kind(bit: Bit) -> str:
    if bit.tag in HEADINGS:
        return "subhead"
    if "pull_quote" in bit.roles and bit.tag != "blockquote":
        return "pull_quote"
    return "list" if "list" in bit.roles else "table" if "table" in bit.roles else "paragraph"


def _without_loose_heads(kinds: list[str | None]) -> list[str | None]:
    """A subhead stands over something: one that nothing follows goes."""
    something = False
    for i in range(len(kinds) - 1, -1, -1):
        if kinds[i] == "subhead" and not something:
            kinds[i] = None
        something = something or kinds[i] in ("paragraph", "list", "table")
    return kinds
