"""Time expressions: which days the words name, and what they count from.

The order: ``match`` finds candidates by the patterns of ``lexicons/<language>/times.toml``, ``guard`` drops
look-alikes, ``join`` makes neighbours one ("early" + "March"), ``reading`` counts them out in reading order.
"""

from __future__ import annotations

from dateline.resolve.times.reading import find_times

__all__ = ["find_times"]
