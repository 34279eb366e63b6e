"""All that is read from the store for who asks. A filter tells the question, a plan is the question as SQL.

``some`` gives a page of an answer with the token to go on from, ``walk`` all of it by and by, ``count`` its rows:

    plan = planned(store, event_plan, EventFilter(type="ASSAULT", place="IRQ"))
    for event in walk(store, plan): ...
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TypeVar

from dateline.store.open import Store, telling
from dateline.store.query.clauses import prepare
from dateline.store.query.paging import Plan

Row = TypeVar("Row")
Question = TypeVar("Question")


def planned(store: Store, planner: Callable[[sqlite3.Connection, Question], Plan[Row]], asked: Question) -> Plan[Row]:
    """A question as SQL: ``planned(store, event_plan, EventFilter(...))``.

    Raises UsageError on a question that cannot be put, StoreError on a file that cannot be read.
    """
    with telling(store.path):
        prepare(store.db)
        return planner(store.db, asked)
