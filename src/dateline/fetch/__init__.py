"""The only part that asks the network: polite, limited, and never a machine that is not public."""

from dateline.fetch.fetcher import Fetcher
from dateline.fetch.manners import Manners

__all__ = ["Fetcher", "Manners"]
