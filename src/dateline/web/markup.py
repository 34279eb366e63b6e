"""Pages as trees of elements. Text is never markup: there is no way to put any in but as text.

    h("p", h("b", "4 < 5"), class_="note")   ->   <p class="note"><b>4 &lt; 5</b></p>

Attributes that run a script or a style, and addresses of other kinds than a page's, are refused with a ValueError:
these names are written by us, so one that is wrong is a fault of ours.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from dateline.jsontext import sound

VOID = frozenset({"meta", "link", "input", "br", "hr"})
ADDRESSES = frozenset({"href", "src", "action"})
FORBIDDEN = re.compile(r"on.*|style|srcdoc|formaction|xlink:href|http-equiv")
OUR_ADDRESS = re.compile(r"/(?![/\\])|[#?]")
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
UNSEEN = re.compile("[\x00-\x20\x7f]")  # what a browser leaves out of an address
ISOLATE, ISOLATED = "\u2068", "\u2069"


@dataclass(frozen=True, slots=True)
class Element:
    tag: str
    attributes: tuple[tuple[str, str], ...]
    children: tuple[Child, ...]


Child = Element | str


def h(tag: str, *children: Child | Iterable[Child | None] | None, **attributes: str | bool | None) -> Element:
    """An element. None and False leave a child or an attribute out; ``class_`` is class, ``aria_label`` aria-label."""
    return Element(tag, tuple(_attributes(attributes)), tuple(_children(children)))


def _children(given: Iterable[Child | Iterable[Child | None] | None]) -> Iterator[Child]:
    for child in given:
        if child is None:
            continue
        if isinstance(child, str | Element):
            yield child
        else:
            yield from _children(child)


def _attributes(given: dict[str, str | bool | None]) -> Iterator[tuple[str, str]]:
    for name, value in given.items():
        if value is None or value is False:
            continue
        told = name.rstrip("_").replace("_", "-")
        text = "" if value is True else value
        if FORBIDDEN.fullmatch(told) or (told in ADDRESSES and not _is_address(text)):
            raise ValueError(f"no attribute of a page: {told}={text[:60]!r}")
        yield told, text


def _is_address(text: str) -> bool:
    return OUR_ADDRESS.match(text) is not None or elsewhere(text) is not None


def elsewhere(url: str | None) -> str | None:
    """An address that a person may be led to: of the web; None for others, such as those that run a script."""
    if url is None or UNSEEN.search(url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def address(path: str, pairs: Iterable[tuple[str, str]]) -> str:
    """A way with its values: the address of a view."""
    query = urlencode([(name, sound(value)) for name, value in pairs])
    return f"{path}?{query}" if query else path


def told(words: str) -> Element:
    """A page's words: marks that turn the line round end with them."""
    return h("bdi", words)


def titled(words: str) -> str:
    """A page's words where only text can stand, such as a title: set apart from what follows, as ``told`` does."""
    return f"{ISOLATE}{' '.join(words.split())[:200]}{ISOLATED}"


def document(root: Element) -> str:
    """The whole page as HTML."""
    out: list[str] = ["<!doctype html>\n"]
    _write(root, out)
    return "".join(out)


def _write(child: Child, out: list[str]) -> None:
    if isinstance(child, str):
        out.append(html.escape(shown(child)))
        return
    out.append(f"<{child.tag}")
    out.extend(f' {name}="{html.escape(shown(value))}"' for name, value in child.attributes)
    out.append(">")
    if child.tag in VOID:
        return
    for inner in child.children:
        _write(inner, out)
    out.append(f"</{child.tag}>")


def shown(text: str) -> str:
    """Text that HTML holds: control characters as their pictures, one for one; lone surrogates as U+FFFD."""
    return CONTROL.sub(_picture, sound(text))


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    return chr(0x2400 + code) if code < 0x20 else "\u2421" if code == 0x7F else "\ufffd"
