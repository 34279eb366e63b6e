"""From paths, addresses and standard input to pages, one at a time, within limits, and never a traceback."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from dateline.intake.forms import read_stream
from dateline.intake.pages import Fetch, Link, header_day, make_page, web_address
from dateline.intake.stream import Ahead
from dateline.records import Fetched, Given, Page, Skipped


def read_sources(
    sources: Iterable[str], *, form: str | None = None, stdin: BinaryIO, fetch: Fetch | None = None
) -> Iterator[Page | Skipped]:
    """A page or a reason for each source, in order.

    A source is a file, a folder (its files in sorted order, folders within too; names that
    begin with a dot are left out), an http or https address, or "-" for ``stdin``. ``form`` is
    "text", "html" or a name in ``forms.FORMS``; None finds out. Only regular files are opened: a
    pipe or device could hang. Addresses, those in feeds and lists too, are asked through
    ``fetch``; without it they are skipped as "not fetched".
    """
    for source in sources:
        for item in _read_source(source, form=form, stdin=stdin, fetch=fetch):
            yield page_behind(item, fetch=fetch) if isinstance(item, Link) else item


def page_behind(link: Link, *, fetch: Fetch | None) -> Page | Skipped:
    """The page at a link, or why it could not be had."""
    if fetch is None:
        return _not_fetched(link.url)
    answer = fetch(link.url, named=link.named)
    if isinstance(answer, Skipped):
        return answer
    return make_page(
        answer.content,
        link.url,
        told_type=answer.media_type,
        told_charset=answer.charset,
        given=_with_header(link.given, answer),
    )


def read_fetched(answer: Fetched, *, form: str | None = None) -> Iterator[Page | Skipped | Link]:
    """What an address that the user named gave: a page, or a feed, a list or an archive of them."""
    yield from read_stream(
        Ahead(BytesIO(answer.content)),
        answer.url,
        form=form,
        told_type=answer.media_type,
        told_charset=answer.charset,
        given=_with_header(Given(), answer),
    )


def _with_header(given: Given, answer: Fetched) -> Given:
    return replace(given, url=answer.url, modified=header_day(answer.last_modified))


def _not_fetched(url: str) -> Skipped:
    return Skipped(url, "not fetched", "is an address, and fetching was not asked for")


def _read_source(
    source: str, *, form: str | None, stdin: BinaryIO, fetch: Fetch | None
) -> Iterator[Page | Skipped | Link]:
    if source == "-":
        try:
            yield from read_stream(Ahead(stdin), "-", form=form)
        except OSError as err:
            yield Skipped("-", "unreadable", _reason(err))
    elif not web_address(source):
        yield from _read_path(source, form=form)
    elif fetch is None:
        yield _not_fetched(source)
    else:
        answer = fetch(source, named=True)
        yield from (answer,) if isinstance(answer, Skipped) else read_fetched(answer, form=form)


def _read_path(path: str, *, form: str | None) -> Iterator[Page | Skipped | Link]:
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError) as err:
        yield Skipped(shown(path), "unreadable", _reason(err))
        return
    if stat.S_ISDIR(mode):
        yield from _read_folder(path, form=form)
    elif not stat.S_ISREG(mode):
        yield Skipped(shown(path), "unreadable", "is neither a file nor a folder")
    else:
        yield from _read_file(path, form=form)


def _read_folder(folder: str, *, form: str | None) -> Iterator[Page | Skipped | Link]:
    """Links inside the folder are read where they lead to files inside it: what was unpacked there stays there."""
    troubles: list[OSError] = []
    inside = os.path.join(os.path.realpath(folder), "")
    count = 0
    for where, folders, names in os.walk(folder, onerror=troubles.append):
        for trouble in troubles:
            count += 1
            yield Skipped(shown(str(trouble.filename)), "unreadable", _reason(trouble))
        troubles.clear()
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in [*filter(lambda n: os.path.islink(os.path.join(where, n)), folders), *sorted(names)]:
            if name.startswith("."):
                continue
            count += 1
            path = os.path.join(where, name)
            if os.path.islink(path) and (name in folders or not os.path.realpath(path).startswith(inside)):
                yield Skipped(shown(path), "link", "is a link to a folder or out of the folder; name it to read it")
            else:
                yield from _read_path(path, form=form)
    for trouble in troubles:
        count += 1
        yield Skipped(shown(str(trouble.filename)), "unreadable", _reason(trouble))
    if not count:
        yield Skipped(shown(folder), "empty", "the folder holds no file")


def _read_file(path: str, *, form: str | None) -> Iterator[Page | Skipped | Link]:
    try:
        with open(path, "rb") as stream:
            yield from read_stream(Ahead(stream), shown(path), suffix=Path(path).suffix.lower(), form=form)
    except OSError as err:
        yield Skipped(shown(path), "unreadable", _reason(err))


def shown(path: str) -> str:
    """A path that can be printed and kept: bytes that are no text and control characters are written as escapes."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace") if not path.isascii() else path
    return text if text.isprintable() else "".join(ch if ch.isprintable() else ascii(ch)[1:-1] for ch in text)


def _reason(err: Exception) -> str:
    return (getattr(err, "strerror", None) or str(err)).lower()
