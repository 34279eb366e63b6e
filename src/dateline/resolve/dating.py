"""When a page that states no date was written: bounds from what its words can be consistent with."""

from __future__ import annotations

from dateline.lexicon.times import TimeWords
from dateline.records import Analysis, Article, Published


def infer_published(analysis: Analysis, article: Article, *, words: TimeWords) -> Published | None:
    """Bounds with basis "inferred" and the words that tell; None when nothing tells. First form: always None."""
    return None
