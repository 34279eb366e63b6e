"""Markup made safe for the parser: bounded depth, tags and attributes. One linear pass, no tree.

lxml silently loses what is nested deeper than about 250 elements (2,000 with ``huge_tree``) and is quadratic in the
attributes of a tag: a page of a million attributes did not end in a minute.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

DEPTH = 200
TAG_LENGTH = 2000  # longer tags lose their attributes, but for those of the head
LONG_TAG = 300  # such tags lose them too, once all of them together reach
LONG_TAGS = 1_500_000  # characters: pages read have a tenth of it
TAGS = 200_000  # the longest live page seen has 12,000
TAG = re.compile(r"<(?:(?P<comment>!--)|(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]{0,40})|(?P<other>[!?]))")
VOID = frozenset(
    [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta",
        "param", "source", "track", "wbr",
    ]
)  # fmt: skip
RAW = frozenset(["script", "style", "noscript", "template", "textarea", "title", "svg", "iframe"])
# An unclosed one of these nests nothing.
SELF_CLOSING = frozenset(
    [
        "p", "li", "dt", "dd", "option", "tr", "td", "th", "tbody", "thead",
        "tfoot",
    ]
)  # fmt: skip
BLOCK = frozenset(
    [
        "p", "div", "section", "article", "main", "header", "footer", "aside", "nav", "figure",
        "figcaption", "ul", "ol", "li", "table", "tr", "td", "th", "blockquote", "h1",
        "h2", "h3", "h4", "h5", "h6", "pre", "form", "dl", "dt", "dd",
        "address", "details", "summary", "center",
    ]
)  # fmt: skip
KEEP_LONG = frozenset(["meta", "link"])


@dataclass(frozen=True, slots=True)
class Markup:
    """``text`` to parse; ``tags`` opened; ``depth`` of the page as it came; ``visible`` characters outside tags."""

    text: str
    tags: int
    depth: int
    visible: int


def make_safe(text: str) -> Markup:
    """The page with what is nested deeper than ``DEPTH`` flattened into paragraphs, and over-long tags cut."""
    out: list[str] = []
    at = copied = depth = deepest = tags = visible = long_tags = 0
    while found := TAG.search(text, at):
        start = found.start()
        visible += start - at
        if found["comment"] or found["other"]:
            closing = "-->" if found["comment"] else ">"
            end = text.find(closing, found.end())
            at = len(text) if end < 0 else end + len(closing)
            continue
        end = text.find(">", found.end())
        at = len(text) if end < 0 else end + 1
        name = found["name"].lower()
        if found["end"]:
            if depth > DEPTH:
                out += (text[copied:start], "<p>" if name in BLOCK else "")
                copied = at
            if name not in VOID and name not in SELF_CLOSING:
                depth = max(0, depth - 1)
            continue
        tags += 1
        size = at - start
        long_tags += size if size > LONG_TAG else 0
        if size > (TAG_LENGTH if long_tags < LONG_TAGS else LONG_TAG) and name not in KEEP_LONG:
            out += (text[copied:start], f"<{name}>")
            copied = at
        if name in RAW and text[at - 2 : at] != "/>":
            at = _after_raw(text, at, name)
            continue
        if name in VOID:
            continue
        if name not in SELF_CLOSING:
            depth += 4 if name == "table" else 1
            deepest = max(deepest, depth)
        if depth > DEPTH:
            out += (text[copied:start] if copied <= start else "", "<p>" if name in BLOCK else "")
            copied = at
        if tags > TAGS:
            break
    visible += max(0, len(text) - at)
    out.append(text[copied:])
    return Markup("".join(out), tags, deepest, visible)


def _after_raw(text: str, at: int, name: str) -> int:
    """The end of a script, style or the like; the end of the page where it is not closed."""
    closing = re.compile(rf"</{name}", re.IGNORECASE).search(text, at)
    if not closing:
        return len(text)
    end = text.find(">", closing.end())
    return len(text) if end < 0 else end + 1
