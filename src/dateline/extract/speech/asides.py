"""Cues set apart from what they tell: "The bridge, residents say, was closed"; "It will rain, warned Hall."

The tree often breaks at these; commas tell them better.
"""

from __future__ import annotations

from dateline.extract.speech.tree import COMMAS, Piece, pieces_of
from dateline.lexicon.reporting import ReportingWords
from dateline.records import Sentence, Token
from dateline.syntax import kid, kids, subtree

OPENING = frozenset({'"', "“", "``", "''", "‘", "'"})
MOST_NAMES = 4  # words of a name before the verb taken for its noun
FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
REACH = 16  # tokens from the cue to the end of its speaker


def is_aside(s: Sentence, t: Token) -> bool:
    """ "The strike, experts say, was bold": a cue without content of its own inside its content."""
    if t.head < 0:
        return False
    if t.deprel == "parataxis":
        return kid(s, t.i, "nsubj") is not None
    if t.deprel == "advcl":  # "as experts say"
        return any(s.tokens[k].lemma == "as" and s.tokens[k].deprel in ("mark", "advmod") for k in s.children[t.i])
    return False


def between_commas(s: Sentence, t: Token, speaker: int) -> tuple[Piece, ...] | None:
    """ "The bridge, residents say, was closed": what stands before and after, however the tree hangs it."""
    phrase = [k for k in subtree(s, speaker) if k != t.i]
    first, last = min(t.i, *phrase), t.i
    if not phrase or max(phrase) > t.i + 6 or first < 2 or s.tokens[first - 1].text not in COMMAS:
        return None
    while last + 1 < len(s.tokens) and last < t.i + 6 and s.tokens[last + 1].text not in COMMAS:
        last += 1
        if s.tokens[last].upos in ("VERB", "AUX", "SCONJ", "PUNCT"):
            return None
    if last + 2 >= len(s.tokens) or s.tokens[last + 1].text not in COMMAS:
        return None
    after = s.tokens[last + 2]
    fronted = any(
        k.i < first and (k.deprel in ("obl", "advcl") or s.tokens[subtree(s, k.i)[0]].upos == "ADP")
        for k in kids(s, t.i, "obl", "advcl", "ccomp")
    )
    if fronted and after.text in OPENING:
        return None  # 'By way of thanks, Hall said, "Do come."': only what stands between the marks
    if after.upos in ("CCONJ", "SCONJ") or after.xpos in ("VBG", "WP", "WDT"):
        return None
    whole = [k for k in range(len(s.tokens)) if k < first or k > last]
    if not any(s.tokens[k].xpos in FINITE or s.tokens[k].upos == "AUX" for k in whole):
        return None  # "In addition, voters responded to it — from east to west"
    return pieces_of(s, whole, frozenset(range(first, last + 1)))


def closing_cue(s: Sentence, t: Token, words: ReportingWords) -> tuple[int, tuple[Piece, ...]] | None:
    """ "…, warned Ann Hall, the mayor.": the speaker's head and the content before the comma; None for other verbs."""
    if t.i < 3 or t.xpos not in ("VBD", "VBZ", "VBP") or s.tokens[t.i - 1].text not in COMMAS:
        return None
    if t.lemma in words.sets.uninverted:
        return None
    if kid(s, t.i, "nsubj", "ccomp", "xcomp") is not None or len(s.tokens) - t.i > REACH:
        return None
    after = s.tokens[t.i + 1 :]
    if not after or after[0].upos not in ("PROPN", "NOUN", "DET", "PRON", "ADJ"):
        return None
    if any(k.upos in ("VERB", "AUX") and k.deprel not in ("acl:relcl", "acl", "amod", "aux") for k in after):
        return None
    head = next((k for k in after if k.upos in ("PROPN", "NOUN", "PRON")), None)
    if head is None or any(k.text in (":", ";") for k in after):
        return None
    i = head.i
    while s.tokens[i].deprel in ("compound", "flat", "amod", "nmod:poss") and s.tokens[i].head > i:
        i = s.tokens[i].head
    return i, pieces_of(s, range(t.i))


def verb_of_heads(s: Sentence, t: Token) -> tuple[int, tuple[Piece, ...]] | None:
    """ "Hall charges that …": a verb that the parser takes for the noun of a name, with its speaker and its clause."""
    if not 0 < t.i <= MOST_NAMES or t.xpos != "NNS" or t.text[0].isupper():
        return None
    if any(k.upos not in ("NOUN", "PROPN", "PUNCT") or not k.text[0].isupper() for k in s.tokens[: t.i]):
        return None
    if t.head >= 0 and (t.head >= t.i or s.tokens[t.head].head >= 0):
        return None  # a noun that another verb governs: "Fraud charges that were dropped last year hurt him"
    clause = kid(s, t.i, "acl", "ccomp", "acl:relcl")
    that = s.tokens[t.i + 1] if t.i + 1 < len(s.tokens) else t
    if clause is None or that.lemma != "that" or that.head != clause.i or that.xpos == "WDT":
        return None
    return t.i - 1, pieces_of(s, subtree(s, clause.i))


def hidden_cue(s: Sentence, t: Token) -> tuple[int, tuple[Piece, ...]] | None:
    """ "They lack boats, the report to parliament notes, and …": a verb taken for a noun, with its speaker."""
    end = t.i + 1 >= len(s.tokens) or s.tokens[t.i + 1].text in COMMAS or s.tokens[t.i + 1].text == "."
    if not end or t.i < 4 or not t.text.endswith("s") or t.text[0].isupper():
        return None
    first = t.i - 1
    while first > 0 and first > t.i - REACH and s.tokens[first].upos != "PUNCT":
        if s.tokens[first].upos in ("VERB", "AUX", "CCONJ", "SCONJ"):
            return None
        first -= 1
    before = s.tokens[first]
    if before.upos != "PUNCT" or not (before.text in COMMAS or before.text in "\"'”’") or first < 2:
        return None
    start = s.tokens[first + 1]
    if start.upos != "DET" or first + 2 >= t.i:
        return None
    head = next(
        (k.i for k in s.tokens[first + 1 : t.i] if k.upos in ("NOUN", "PROPN") and k.deprel != "compound"), None
    )
    if head is None:
        return None
    rest = [k for k in range(len(s.tokens)) if k <= first or k > t.i]
    return head, pieces_of(s, rest, frozenset(range(first + 1, t.i + 1)))


def bare_passive(s: Sentence, t: Token, words: ReportingWords, *, passive: bool) -> bool:
    """Whether a headline's participle has lost its auxiliary: "Blast and gunfire reported near port"."""
    if passive or t.lemma != "report" or t.xpos not in ("VBD", "VBN") or t.i + 1 >= len(s.tokens):
        return False
    subject = kid(s, t.i, "=nsubj")
    if subject is None or subject.upos != "NOUN" or kid(s, t.i, "aux", "obj") is not None:
        return False
    first = s.tokens[subtree(s, subject.i)[0]]
    clause = kid(s, t.i, "ccomp")
    told = clause is not None and any(s.tokens[k].lemma == "that" for k in s.children[clause.i])
    return first.upos != "DET" and not told and s.tokens[t.i + 1].lemma in words.sets.placed
