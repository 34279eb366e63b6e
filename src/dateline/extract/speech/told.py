"""Told speech by the tree: which words of a sentence are the content of which cue, and whose they are.

A cue is a word of the reporting table that has one of the complements it takes; the first that fits of
clause, infinitive, gerund, object and preposition counts.
"""

from __future__ import annotations

from dateline.extract.speech.asides import hidden_cue, verb_of_heads
from dateline.extract.speech.others import of_adjective, of_noun, of_preposition
from dateline.extract.speech.tree import Told, around, verb_word
from dateline.extract.speech.verbs import of_verb
from dateline.lexicon.reporting import ReportingWords
from dateline.records import Sentence, Token

LONGEST = 400  # tokens: what is longer is a list or a broken page, and costs the square of its length


def told_in(s: Sentence, words: ReportingWords) -> list[Told]:
    """Every cue of a sentence with its content, in the order of the cues; [] where nothing is told."""
    if len(s.tokens) > LONGEST:
        return []
    shared: dict[int, int | None] = {}  # coordinated cues that the tree hides in a told clause -> their speaker
    found = (_of_token(s, t, words, shared) for t in s.tokens)
    return [told for told in found if told is not None and told.pieces]


def _of_token(s: Sentence, t: Token, words: ReportingWords, shared: dict[int, int | None]) -> Told | None:
    found: Told | None = None
    if t.upos in ("VERB", "AUX"):
        verb = verb_word(s, t, words)
        found = of_verb(s, t, verb, words, shared) if verb is not None else None
    elif t.upos == "NOUN":
        noun, verb = words.nouns.get(t.lemma), words.verbs.get(t.lemma)
        heading = verb_of_heads(s, t) if verb is not None and "clause" in verb.takes else None
        if verb is not None and heading is not None:
            return Told(s.index, t.i, verb, "clause", heading[1], heading[0])
        found = of_noun(s, t, noun, words) if noun is not None else None
        if found is None and verb is not None and "clause" in verb.takes:
            hidden = hidden_cue(s, t)
            found = Told(s.index, t.i, verb, "around", hidden[1], hidden[0]) if hidden is not None else None
    elif t.upos == "ADJ":
        adjective = words.adjectives.get(t.lemma)
        found = of_adjective(s, t, adjective) if adjective is not None else None
    elif t.upos == "ADV" and t.lemma in words.adverbs and t.head >= 0:
        found = around(s, t.i, words.adverbs[t.lemma], None, t.head, "around")
    if found is None and t.upos in ("VERB", "ADP", "SCONJ", "ADV"):
        found = of_preposition(s, t, words)
    return found
