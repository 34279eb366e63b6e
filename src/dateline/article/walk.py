"""The page's tree as bits of text in reading order, each knowing what elements it stands in. No recursion."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from dateline.lexicon.furniture import FurnitureWords

BLOCK = frozenset(
    [
        "body", "p", "div", "section", "article", "main", "header", "footer", "aside", "nav",
        "figure", "figcaption", "ul", "ol", "li", "table", "caption", "tr", "td", "th",
        "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "form", "fieldset",
        "dl", "dt", "dd", "address", "details", "summary", "center", "hr", "time",
    ]
)  # fmt: skip
SKIPPED = frozenset(
    [
        "script", "style", "noscript", "template", "svg", "iframe", "select", "button", "textarea", "object",
        "video", "audio", "canvas", "head", "map",
    ]
)  # fmt: skip
FURNITURE_TAGS = frozenset(["nav", "footer", "form", "address"])
NEVER = "!"  # begins the name of a doubtful element that no amount of text clears
WHOLE_PAGE = frozenset(["html", "body", "main", "article"])
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
CAMEL = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")


@dataclass(frozen=True, slots=True)
class Bit:
    """A run of text in one block. ``container`` numbers the element around its block.

    ``doubtful`` names those of its elements whose tag or class says furniture: a paragraph by the
    word that says it, as all paragraphs may bear it ("paywall"), any other by its number.
    """

    text: str
    tag: str
    container: int
    link_share: float
    roles: frozenset[str]  # caption credit pull_quote standfirst kicker author list table
    doubtful: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Frame:
    number: int
    tag: str
    block: str
    block_number: int
    container: int
    roles: frozenset[str]
    doubtful: tuple[str, ...]
    in_link: bool


def walk(tree: Any, *, words: FurnitureWords) -> list[Bit]:
    """Every bit of text that a reader could see, in order."""
    from lxml import etree

    bits: list[Bit] = []
    buffer: list[str] = []
    linked = 0
    top = _Frame(0, "html", "body", 0, 0, frozenset(), (), False)
    stack = [top]
    skipping = 0
    count = 0

    def flush() -> None:
        nonlocal linked
        text = " ".join("".join(buffer).split())
        if text:
            frame = stack[-1]
            bits.append(
                Bit(text, frame.block, frame.container, min(1.0, linked / len(text)), frame.roles, frame.doubtful)
            )
        buffer.clear()
        linked = 0

    def add(text: str | None) -> None:
        nonlocal linked
        if text and not skipping:
            buffer.append(text)
            if stack[-1].in_link:
                linked += len(text.strip())

    for event, node in etree.iterwalk(tree, events=("start", "end")):
        tag = node.tag if isinstance(node.tag, str) else "script"  # comments and instructions have no text of the page
        if event == "start":
            if skipping or tag in SKIPPED:
                skipping += 1
                continue
            count += 1
            frame = _frame(node, tag, stack[-1], count, words)
            if frame.block_number == count:
                flush()
            elif tag == "br":
                buffer.append(" ") if not _second_break(node) else flush()
            stack.append(frame)
            add(node.text)
            continue
        if skipping:
            skipping -= 1
        else:
            if stack[-1].block_number == stack[-1].number:
                flush()
            stack.pop()
        add(node.tail)
    flush()
    return bits


def _second_break(node: Any) -> bool:
    """Whether only blanks part a <br> from the <br> before it: two of them end a paragraph."""
    before = node.getprevious()
    return before is not None and before.tag == "br" and not (before.tail or "").strip()


def _frame(node: Any, tag: str, above: _Frame, number: int, words: FurnitureWords) -> _Frame:
    roles, doubtful = above.roles, above.doubtful
    names = _class_words(node) if tag not in WHOLE_PAGE else frozenset()
    own = _own_roles(tag, names, words)
    if "author" in (node.get("rel") or "").split() or node.get("itemprop") == "author":
        own |= {"author"}
    said = names & words.furniture_classes if own.isdisjoint({"caption", "credit"}) else frozenset()
    if tag in FURNITURE_TAGS or said or (tag == "aside" and "pull_quote" not in roles | own):
        name = NEVER if tag in ("nav", "footer") else "p: " + min(said) if said and tag == "p" else str(number)
        doubtful = (*doubtful[-20:], name)
    is_block = tag in BLOCK or not own.isdisjoint({"caption", "credit", "author"})
    return _Frame(
        number,
        tag,
        tag if tag in BLOCK else above.block,
        number if is_block else above.block_number,
        above.number if is_block else above.container,
        roles | own,
        doubtful,
        above.in_link or tag == "a",
    )


def _own_roles(tag: str, names: frozenset[str], words: FurnitureWords) -> frozenset[str]:
    """What an element's tag and class say that its text is."""
    caption = tag in ("figcaption", "caption") or bool(names & words.caption_classes)
    told = {
        "caption": caption,
        "credit": not caption and bool(names & words.credit_classes),
        "pull_quote": bool(names & words.pull_quote_classes),
        "standfirst": bool(names & words.standfirst_classes),
        "kicker": bool(names & words.kicker_classes),
        "list": tag == "li",
        "table": tag in ("td", "th"),
    }
    return frozenset(role for role, said in told.items() if said)


def _class_words(node: Any) -> frozenset[str]:
    """Words of an element's class and id, and pairs of them that stand side by side in one name."""
    told = f"{node.get('class') or ''} {node.get('id') or ''}"[:400]
    found: set[str] = set()
    for name in told.split():
        parts = [part.lower() for part in CAMEL.findall(name)]
        found.update(parts)
        found.update(f"{a} {b}" for a, b in pairwise(parts))
        found.add(name.lower())
    return frozenset(found)
