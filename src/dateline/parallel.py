"""Reading with several processes; pages come out in the order in which they went in."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from itertools import islice
from multiprocessing import get_context

from dateline.pipeline import CHUNK, Settings, Tools, open_tools, read_pages
from dateline.records import Page, Reading, Skipped

AHEAD = 2  # chunks waiting a process: keeps all busy, bounds memory

_tools: list[Tools] = []  # a worker process's own, filled once when it starts
_settings: list[Settings] = []


def read_pages_with(
    pages: Iterable[Page | Skipped], *, settings: Settings, jobs: int = 1
) -> Iterator[Reading | Skipped]:
    """One answer a page, in order, with one process or several."""
    if jobs == 1:
        yield from read_pages(pages, tools=open_tools(settings), settings=settings)
        return
    stream = iter(pages)
    waiting: deque[tuple[list[Page | Skipped], Future[list[Reading | Skipped]]]] = deque()
    pool = _pool(settings, jobs)
    try:
        while True:
            while len(waiting) < jobs * AHEAD and (chunk := list(islice(stream, CHUNK))):
                waiting.append((chunk, pool.submit(_read_chunk, chunk)))
            if not waiting:
                return
            chunk, future = waiting.popleft()
            try:
                answers = future.result()
            except BrokenProcessPool:  # a worker died: find the page, spare the others
                pool.shutdown(cancel_futures=True)
                answers = list(_one_by_one(chunk, settings))
                pool = _pool(settings, jobs)
                waiting = deque((late, pool.submit(_read_chunk, late)) for late, _ in waiting)
            for page, answer in zip(chunk, answers, strict=True):
                if isinstance(answer, Reading) and isinstance(page, Page):
                    answer = replace(answer, page=page)  # with its bytes, which stayed here
                yield answer
    finally:
        pool.shutdown(cancel_futures=True)


def _pool(settings: Settings, jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, get_context("spawn"), initializer=_start, initargs=(settings,))


def _start(settings: Settings) -> None:
    _tools.append(open_tools(settings))
    _settings.append(settings)


def _read_chunk(pages: list[Page | Skipped]) -> list[Reading | Skipped]:
    """In a worker. The page's bytes stay behind: the parent has them."""
    answers = read_pages(pages, tools=_tools[0], settings=_settings[0])
    return [replace(a, page=replace(a.page, content=b"")) if isinstance(a, Reading) else a for a in answers]


def _one_by_one(pages: list[Page | Skipped], settings: Settings) -> Iterator[Reading | Skipped]:
    for page in pages:
        with _pool(settings, 1) as pool:
            try:
                yield pool.submit(_read_chunk, [page]).result()[0]
            except BrokenProcessPool:
                item = page.given.item_id if isinstance(page, Page) else page.item_id
                yield Skipped(page.source, "reader died", "the process reading it died; the page was left out", item)
