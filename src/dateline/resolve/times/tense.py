"""Whether the words around a time tell of what was or of what is to come."""

from __future__ import annotations

from dateline import syntax
from dateline.lexicon.times import TimeWords
from dateline.records import Sentence

MOST_STEPS = 6  # governors looked at on the way up; news clauses nest no deeper before the tense is told


def _auxiliaries(s: Sentence, i: int) -> set[str]:
    return {t.text.lower() for t in syntax.kids(s, i, "aux", "cop")}


def _own(s: Sentence, i: int, words: TimeWords) -> int | None:
    """What one verb tells: -1 past, 1 future, None nothing."""
    t = s.tokens[i]
    aux = _auxiliaries(s, i)
    if aux & words.future_auxiliaries:
        return 1
    if t.lemma.lower() in words.future_words and (t.xpos in ("VBN", "JJ", "VBG", "VBZ", "VBP") or t.upos == "ADJ"):
        return 1
    if t.xpos == "VBD" or aux & {"had", "was", "were", "did"}:
        return -1
    if aux & {"has", "have", "'s", "'ve"} and t.xpos == "VBN":
        return -1
    if t.xpos == "VBG" and aux & {"is", "are", "am", "'re"}:
        return 1 if t.lemma == "go" else None
    if t.xpos in ("VBZ", "VBP") and t.lemma in words.arranged:
        return 1
    return None


def direction(s: Sentence, i: int, words: TimeWords) -> int | None:
    """-1 where token i stands with a past verb, 1 with a future one, None where nothing tells.

    Looks upwards from the time: a "to" infinitive or a bare noun asks its governor.
    """
    tokens = s.tokens
    at = i
    for _ in range(MOST_STEPS):
        t = tokens[at]
        if t.upos in ("VERB", "AUX") or any(tokens[c].deprel == "cop" for c in s.children[at]) or t.head < 0:
            told = _own(s, at, words)
            if told is not None:
                return told
            bare = t.xpos == "VB" or "be" in _auxiliaries(s, at)
            if bare and any(tokens[c].text.lower() == "to" for c in s.children[at]):
                governor = tokens[t.head] if t.head >= 0 else None
                if governor is not None and governor.lemma.lower() in words.future_words:
                    return 1
                if governor is None or "be" in _auxiliaries(s, at):
                    return 1
            if t.xpos == "VBN" and t.deprel in ("acl", "amod"):
                return -1
            if bare and _auxiliaries(s, at) & {"could", "would", "might", "may", "can", "should", "must"}:
                return 1 if not _auxiliaries(s, at) & {"have"} else -1
        elif t.upos == "ADJ" and t.lemma.lower() in words.future_words:
            return 1
        if t.head < 0:
            break
        at = t.head
    return None
