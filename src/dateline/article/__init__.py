"""Stage 2, page to article: the page's own text as blocks, and what it says of itself."""

from dateline.article.make import is_read, make_article

__all__ = ["is_read", "make_article"]
