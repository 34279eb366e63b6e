"""One page from its bytes: checked, limited, its form and encoding found."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Protocol

from dateline.intake.charset import charset_of
from dateline.intake.sniff import binary_kind, form_of
from dateline.intake.stream import HEAD_BYTES
from dateline.records import Fetched, Given, Page, Skipped

PAGE_BYTES = 20_000_000  # trafilatura's own cap; the longest news pages seen are a fortieth of it
MEDIA_TYPES = {"text": "text/plain", "html": "text/html"}
TOLD_FORMS = {"text/html": "html", "application/xhtml+xml": "html"}  # a text/plain may be a page that was saved so
WORDS = 300  # characters of a headline or an outlet's name; more is a mistake or a jest
URL_CHARS = 2000
# What libraries that parse other people's formats raise on bytes made to break them: never let through.
PARSER_FAULTS: tuple[type[Exception], ...] = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    RuntimeError,
    TypeError,
    ValueError,
)


class Fetch(Protocol):
    """Asks an address. ``named`` tells that the user named it himself, and not a page or a feed."""

    def __call__(self, url: str, /, *, named: bool = False) -> Fetched | Skipped: ...


@dataclass(frozen=True, slots=True)
class Link:
    """A page that is yet to be fetched, and what is known of it."""

    url: str
    given: Given = field(default=Given())
    named: bool = False  # by the user, in a list of his own


def make_page(
    content: bytes,
    source: str,
    *,
    form: str | None = None,
    told_type: str | None = None,
    told_charset: str | None = None,
    suffix: str = "",
    given: Given = Given(),  # noqa: B008  (frozen, so it can be shared)
) -> Page | Skipped:
    """The page that the bytes are, or why they are none.

    ``form`` ("text" or "html") is what the user says and holds; ``told_type`` and ``told_charset`` are
    what a header says: a hint, as is the name's ``suffix``.
    """
    if len(content) > PAGE_BYTES:
        return Skipped(source, "too large", f"is over {PAGE_BYTES:,} bytes")
    if not content.strip(b" \t\r\n\x0b\x0c\x00\xef\xbb\xbf\xff\xfe"):
        return Skipped(source, "empty", "holds white space only" if content else "holds no byte")
    head = content[:HEAD_BYTES]
    if kind := binary_kind(head):
        return Skipped(source, "not a page", f"is {kind}")
    form = form or TOLD_FORMS.get(told_type or "") or form_of(head, suffix)
    if form not in MEDIA_TYPES:
        return Skipped(source, "not a page", f"is {FORM_NAMES.get(form, form)}, not a page")
    page_id = hashlib.sha256(content).hexdigest()
    charset = charset_of(content, told=told_charset)
    return Page(page_id, source, MEDIA_TYPES[form], len(content), content, charset=charset, given=given)


FORM_NAMES = {
    "jsonl": "JSON",
    "warc": "a web archive",
    "feed": "a feed",
    "mbox": "a mailbox",
    "mail": "a mail",
    "addresses": "a list of addresses",
}


def shorten(value: object, limit: int = WORDS) -> str | None:
    """A line of words within the limit, else None: a value of another kind, blank, or beyond it."""
    if not isinstance(value, str):
        return None
    line = " ".join(value[: 4 * limit].encode("utf-8", "replace").decode("utf-8").replace("\0", " ").split())
    return line if 0 < len(line) <= limit else None


def web_address(value: object) -> str | None:
    """An http or https address as it stands, without blanks around it, else None."""
    if not isinstance(value, str) or len(value) > URL_CHARS:
        return None
    url = value.strip()
    plain = url.lower().startswith(("http://", "https://")) and url.isprintable() and " " not in url
    return url if plain else None


def header_day(value: str | None) -> date | None:
    """The day of an e-mail or HTTP date, in its own zone; None for what is no date with a whole year."""
    day = _or_none(parsedate_to_datetime, value)
    return day if day and value and f" {day.year} " in value else None


def iso_day(value: str | None) -> date | None:
    """The day that an ISO time begins with; None for what is no date."""
    return _or_none(lambda text: datetime.fromisoformat(text[:10]), value.strip() if value else None)


def _or_none(parse: Callable[[str], datetime], value: str | None) -> date | None:
    if not value:
        return None
    try:
        return parse(value[:100]).date()
    except (ValueError, TypeError, LookupError, OverflowError):
        return None
