"""From a stream to its pages, by the form it has: a new form is a module and a line in the table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from dateline.intake.addresses import read_addresses
from dateline.intake.feed import read_feed
from dateline.intake.jsonl import read_lines
from dateline.intake.mail import read_mail, read_mailbox
from dateline.intake.pages import PAGE_BYTES, Link, make_page
from dateline.intake.sniff import binary_kind, form_of, is_archive
from dateline.intake.stream import GZIP, HEAD_BYTES, Ahead, Damaged, GzipFile, first_bytes
from dateline.intake.warc import read_archive
from dateline.records import Given, Page, Skipped

# The forms that hold several pages, or links to them; "text" and "html" are pages themselves.
FORMS: Mapping[str, Callable[[Ahead, str], Iterator[Page | Skipped | Link]]] = {
    "addresses": read_addresses,
    "feed": read_feed,
    "jsonl": read_lines,
    "mail": read_mail,
    "mbox": read_mailbox,
    "warc": read_archive,
}


def read_stream(
    stream: Ahead,
    source: str,
    *,
    suffix: str = "",
    form: str | None = None,
    told_type: str | None = None,
    told_charset: str | None = None,
    given: Given = Given(),  # noqa: B008  (frozen, so it can be shared)
) -> Iterator[Page | Skipped | Link]:
    """What a file, an answer or standard input holds; gzip is opened. Never raises for what the bytes are.

    ``form`` is the user's word and is not doubted; ``suffix`` and ``told_type`` are hints. ``given`` goes
    to a page, not to the pages of an archive or a list.
    """
    head = stream.peek()
    zipped = head.startswith(GZIP)
    if zipped:
        suffix = ""
        head = first_bytes(head, HEAD_BYTES)
    # The user's word, or an archive's own, is not doubted for the pictures in it.
    kind = None if not head or form in FORMS or is_archive(head) else binary_kind(head)
    form = form or (form_of(head, suffix) if head and not kind else None)
    try:
        if kind:
            yield Skipped(source, "not a page", f"is {kind}{', compressed' if zipped else ''}")
        elif form == "warc":
            yield from read_archive(stream, source)  # opens gzip itself, member by member
        else:
            inner = Ahead(GzipFile(stream)) if zipped else stream
            if form and form in FORMS:
                yield from FORMS[form](inner, source)
            else:
                yield make_page(
                    inner.take(PAGE_BYTES + 1),
                    source,
                    form=form,
                    told_type=told_type,
                    told_charset=told_charset,
                    given=given,
                )
    except Damaged as err:
        yield Skipped(source, err.reason, err.detail)
