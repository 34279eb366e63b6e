"""Stage 3, Article -> Analysis: sentences with trees in Universal Dependencies terms, and names."""

from dateline.language.parser import Parser, load_parser

__all__ = ["Parser", "load_parser"]
