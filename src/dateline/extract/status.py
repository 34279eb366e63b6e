"""Whether something happened, of any verb or noun."""

from __future__ import annotations

from dateline.lexicon.status import StatusWords
from dateline.records import Sentence, Status
from dateline.syntax import is_negated, kids


def status_of(sentence: Sentence, i: int, *, words: StatusWords) -> Status:
    """Whether what token ``i`` names happened, and the words that tell."""
    if is_negated(sentence, i):
        return Status("negated", "not")
    for t in kids(sentence, i, "aux", "mark"):
        found = words.modal.get(t.text.lower()) or words.mark.get(t.lemma)
        if found:
            return Status(found, t.text)
    return Status("actual", "told as fact")
