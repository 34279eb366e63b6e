"""From sentence-level tellings to the page's events: ``make_events``."""

from dateline.extract.assemble.events import make_events

__all__ = ["make_events"]
