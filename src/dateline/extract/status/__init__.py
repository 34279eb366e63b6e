"""Whether what a word names happened, and the words that tell."""

from dateline.extract.status.forms import FACT
from dateline.extract.status.read import status_of, status_of_span

__all__ = ["FACT", "status_of", "status_of_span"]
