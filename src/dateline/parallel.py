"""Reading with several processes; pages come out in the order in which they went in."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from itertools import islice
from multiprocessing import get_context, parent_process
from threading import Thread

from dateline.pipeline import CHUNK, Settings, Tools, check_settings, open_tools, read_pages
from dateline.records import Page, Reading, Skipped

AHEAD = 2  # chunks waiting a process: keeps all busy, bounds memory
TRIES = 2  # of a chunk as a whole, since the worker that died may have been at another; then page by page

_worker: list[tuple[Tools, Settings]] = []  # a worker process's own, filled once when it starts


@dataclass(slots=True)
class _Waiting:
    pages: list[Page | Skipped]
    answer: Future[list[Reading | Skipped]]
    tries: int = 1


def read_pages_with(
    pages: Iterable[Page | Skipped], *, settings: Settings, jobs: int = 1
) -> Iterator[Reading | Skipped]:
    """One answer a page, in order, with one process or several. A page that kills its process is Skipped.

    Raises LexiconError or UsageError before anything is read.
    """
    if jobs == 1:
        yield from read_pages(pages, tools=open_tools(settings), settings=settings)
        return
    check_settings(settings)
    stream = iter(pages)
    waiting: deque[_Waiting] = deque()
    workers, done = _Workers(settings, jobs), False
    try:
        while True:
            while len(waiting) < jobs * AHEAD and (chunk := list(islice(stream, CHUNK))):
                waiting.append(_Waiting(chunk, workers.submit(chunk)))
            if not waiting:
                done = True
                return
            first = waiting[0]
            try:
                answers = first.answer.result()
            except BrokenProcessPool:
                if first.tries < TRIES:
                    workers.renew()
                    for late in waiting:
                        late.answer = workers.submit(late.pages)
                    first.tries += 1
                    continue
                answers = list(_one_by_one(first.pages, settings))
            waiting.popleft()
            for page, answer in zip(first.pages, answers, strict=True):
                if isinstance(answer, Reading) and isinstance(page, Page):
                    answer = replace(answer, page=page)  # with its bytes, which stayed here
                yield answer
    finally:
        workers.close(wait=done)


class _Workers:
    """A pool of reading processes that is made anew when one of them dies."""

    def __init__(self, settings: Settings, jobs: int) -> None:
        self._settings, self._jobs = settings, jobs
        self._pool = self._new()

    def _new(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._jobs, get_context("spawn"), initializer=_start, initargs=(self._settings,))

    def submit(self, chunk: list[Page | Skipped]) -> Future[list[Reading | Skipped]]:
        try:
            return self._pool.submit(_read_chunk, chunk)
        except BrokenProcessPool:  # one died while nobody was waiting
            self.renew()
            return self._pool.submit(_read_chunk, chunk)

    def renew(self) -> None:
        self.close()
        self._pool = self._new()

    def close(self, *, wait: bool = False) -> None:
        """With ``wait``, where nothing is being read: else the pool may still be closing when the program ends."""
        self._pool.shutdown(wait=wait, cancel_futures=True)


def _start(settings: Settings) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all; the parent ends the work
    Thread(target=_end_with_parent, daemon=True).start()
    _worker.append((open_tools(settings), settings))


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for work for ever."""
    if (parent := parent_process()) is not None:
        parent.join()
        os._exit(1)


def _read_chunk(pages: list[Page | Skipped]) -> list[Reading | Skipped]:
    """In a worker. The page's bytes stay behind: the parent has them."""
    tools, settings = _worker[0]
    answers = read_pages(pages, tools=tools, settings=settings)
    return [replace(a, page=replace(a.page, content=b"")) if isinstance(a, Reading) else a for a in answers]


def _one_by_one(pages: list[Page | Skipped], settings: Settings) -> Iterator[Reading | Skipped]:
    workers = _Workers(settings, 1)
    try:
        for page in pages:
            try:
                yield workers.submit([page]).result()[0]
            except BrokenProcessPool:
                workers.renew()
                item = page.given.item_id if isinstance(page, Page) else page.item_id
                yield Skipped(page.source, "reader died", "the process that read it died; it was left out", item)
    finally:
        workers.close()
