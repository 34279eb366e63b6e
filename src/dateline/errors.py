"""What can go wrong, as one tree.

DatelineError
├── UnreadablePage     a page that gives no record; ``reason`` is the kind it is counted by
├── LexiconError       a word list or rule file that is wrong: file, line, what, mend
├── UsageError         a request that cannot be carried out as asked
└── StoreError         a store that cannot be used; names the file, what is wrong, the way out
    └── StoreBusy      another program is writing to it
"""

from __future__ import annotations


class DatelineError(Exception):
    """Any failure that the program knows of; its text is one sentence for a person."""


class UnreadablePage(DatelineError):
    """A page that gives no record."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


class LexiconError(DatelineError):
    """A table or rule file that is wrong; names file, line, what was found and the mend."""

    def __init__(self, file: str, line: int | None, problem: str) -> None:
        super().__init__(f"{file}{f':{line}' if line else ''}: {problem}")
        self.file = file
        self.line = line


class UsageError(DatelineError):
    """A request that cannot be carried out as asked."""


class StoreError(DatelineError):
    """A store that cannot be opened, read or written; names the file, what is wrong and the way out."""

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(f"{path}: {problem}")
        self.path = path


class StoreBusy(StoreError):
    """Another program is writing to the store, and did not end in time."""
