"""Stage 1, bytes to pages: files, folders, standard input and JSON lines, each checked and limited."""

from dateline.intake.sources import read_sources

__all__ = ["read_sources"]
