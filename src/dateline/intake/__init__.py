"""Stage 1, bytes to pages: files, folders, standard input, JSON lines, archives, feeds, mail and lists of addresses,
each checked and limited. Nothing here asks the network: what an address answers comes through a function that is
passed in."""

from dateline.intake.pages import Fetch, Link
from dateline.intake.sources import page_behind, read_fetched, read_sources

__all__ = ["Fetch", "Link", "page_behind", "read_fetched", "read_sources"]
