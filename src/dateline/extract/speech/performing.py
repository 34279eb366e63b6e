"""Acts done by saying so: "We urge them to leave", "the group, which it accuses of theft".

Told in the present such an act is the telling itself, whose teller the outlet names; told in the past
("he said he had urged them") it is a thing that the speaker reports.
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.extract.speech.speakers import subject_of
from dateline.extract.speech.tree import verb_word
from dateline.lexicon.reporting import ReportingWords
from dateline.records import Analysis, Sentence, Span, Token
from dateline.syntax import kid, kids

FIRST = frozenset({"i", "we"})
SPEAKING = frozenset({"accuses", "asks", "orders", "threatens", "promises", "warns", "criticizes", "praises", "denies"})


@dataclass(frozen=True, slots=True)
class OwnAct:
    """An act of speaking: the word that heads its subject, and whether that is "I" or "we"."""

    subject: Span
    first_person: bool


def own_acts(analysis: Analysis, words: ReportingWords) -> dict[int, OwnAct]:
    """Verbs of speaking in the present, by their start; {} for none."""
    found: dict[int, OwnAct] = {}
    for s in analysis.sentences:
        for t in s.tokens:
            if t.upos != "VERB" or not _present(s, t) or not _speaks(s, t, words):
                continue
            subject = subject_of(s, t.i, words)
            if subject is not None:
                who = s.tokens[subject]
                found[t.start] = OwnAct(who.span, who.lemma.lower() in FIRST)
    return found


def _speaks(s: Sentence, t: Token, words: ReportingWords) -> bool:
    word = verb_word(s, t, words)
    if word is None and t.lemma in ("make", "issue"):  # "is making a demand"
        obj = kid(s, t.i, "obj")
        word = words.nouns.get(obj.lemma) if obj is not None else None
    return word is not None and word.kind in SPEAKING


def _present(s: Sentence, t: Token) -> bool:
    aux = kids(s, t.i, "aux")
    if t.xpos in ("VBP", "VBZ"):
        return not aux
    if t.xpos == "VBG":
        return any(k.lemma == "be" and k.xpos in ("VBP", "VBZ") for k in aux)
    return t.xpos == "VB" and any(k.lemma == "do" and k.xpos != "VBD" for k in aux)
