"""Counts over time: from how many events and pages have which days to periods, changes and their tests."""

from dateline.trend.make import make_trend

__all__ = ["make_trend"]
