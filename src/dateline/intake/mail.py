"""Newsletters: a mail, or a mailbox of them, each message's text a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr

from dateline.intake.pages import PARSER_FAULTS, header_day, make_page, shorten
from dateline.intake.sniff import FROM_LINE
from dateline.intake.stream import Ahead
from dateline.records import Given, Page, Skipped

MESSAGE_BYTES = 20_000_000
LINE_BYTES = 1_000_000
PARTS = 200  # of one message: newsletters have a handful
BLANK = (b"\n", b"\r\n")
# Python's reading of headers takes time by the square of their length: half a minute for 100 kB.
HEADER_BYTES = 2000
READ_HEADER = re.compile(
    rb"(?:^|(?<=\r))(?:content-[a-z-]{1,30}|from|subject|date|mime-version):(?:[^\n]*\n(?=[ \t]))*+[^\n]*", re.I | re.M
)
MESSAGE_START = re.compile(FROM_LINE)


def read_mailbox(stream: Ahead, source: str) -> Iterator[Page | Skipped]:
    """A page a message, in order. A message begins at a "From " line that follows a blank one (RFC 4155)."""
    number, size = 0, 0
    lines = bytearray()
    blank = True
    while line := stream.readline(LINE_BYTES):
        if blank and line.startswith(b"From ") and MESSAGE_START.match(line):
            if number:
                yield _message(lines, size, f"{source}:{number}")
            number, size, lines = number + 1, 0, bytearray()
        else:
            size += len(line)
            if size <= MESSAGE_BYTES:
                lines += line[1:] if line.startswith(b">") and line.lstrip(b">").startswith(b"From ") else line
        blank = line in BLANK
        while blanks := stream.blank_lines():
            size += len(blanks)
            lines += blanks if size <= MESSAGE_BYTES else b""
            blank = blanks.endswith(BLANK)
    if number or size:
        yield _message(lines, size, f"{source}:{max(number, 1)}")
    else:
        yield Skipped(source, "empty", "holds no message")


def read_mail(stream: Ahead, source: str) -> Iterator[Page | Skipped]:
    """The page of a single message."""
    content = stream.take(MESSAGE_BYTES + 1)
    yield _message(content, len(content), source)


def _message(content: bytes | bytearray, size: int, where: str) -> Page | Skipped:
    if size > MESSAGE_BYTES:
        return Skipped(where, "too large", f"a message of {size:,} bytes; at most {MESSAGE_BYTES:,} are read")
    try:
        content = READ_HEADER.sub(_shortened, content)
        message = message_from_bytes(content, policy=policy.default)
        part = _text_part(message)
        if part is None:
            return Skipped(where, "no text", "the message holds no part of text")
        text = part.get_payload(decode=True)
        kind, charset = part.get_content_type(), part.get_content_charset()
        given = _given(message)
    except PARSER_FAULTS as err:
        return Skipped(where, "bad message", f"the message cannot be read ({type(err).__name__})")
    if not isinstance(text, bytes):
        return Skipped(where, "no text", "the message holds no part of text")
    return make_page(text, where, told_type=kind, told_charset=charset, given=given)


def _shortened(header: re.Match[bytes]) -> bytes:
    return header[0] if len(header[0]) <= HEADER_BYTES else header[0][:HEADER_BYTES]


def _text_part(message: EmailMessage) -> EmailMessage | None:
    """The HTML that is shown, else the plain text; attachments are left out."""
    found: dict[str, EmailMessage] = {}
    for count, part in enumerate(message.walk()):
        if count >= PARTS:
            break
        kind = part.get_content_type()
        if kind in ("text/html", "text/plain") and part.get_content_disposition() != "attachment":
            found.setdefault(kind, part)
    return found.get("text/html") or found.get("text/plain")


def _given(message: EmailMessage) -> Given:
    """Subject, day and sender; what a broken header does not tell is None."""
    return Given(
        headline=shorten(_header(message, "subject")),
        outlet=shorten(_sender(_header(message, "from"))),
        published=header_day(_header(message, "date")),
        published_basis="metadata",
    )


def _header(message: EmailMessage, name: str) -> str:
    """A header decoded; "" where there is none or it cannot be read."""
    try:
        return str(message[name] or "")
    except PARSER_FAULTS:
        return ""


def _sender(header: str) -> str:
    """The sender's name, else the address."""
    name, address = parseaddr(header)
    return name or address
