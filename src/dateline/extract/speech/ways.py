"""How a thing is said: whether a telling tells it at all, and of what kind its word is here."""

from __future__ import annotations

from dateline.extract.speech.tree import Told, lemma_of
from dateline.lexicon.reporting import ReportingWords
from dateline.records import Sentence
from dateline.syntax import is_negated, kid, kids

# After a preposition these kinds only name what the talk or thought was of: "spoke about the meeting".
ONLY_NAMED = frozenset({"says", "notes", "believes", "learns"})
# "her decision to meet him", "their agreement to leave": that it was decided is the outlet's word.
RESOLVED = frozenset({"plans", "agrees", "refuses"})
FELT = frozenset({"believes", "wants", "expects", "plans", "fears"})


def is_told(s: Sentence, told: Told, words: ReportingWords) -> bool:
    """Whether the content is the speaker's word and not only what he talks about."""
    gerund = told.form == "prep" and s.tokens[told.pieces[0][0]].xpos == "VBG"
    if told.form == "prep" and (told.nominal or not gerund) and told.word.kind in ONLY_NAMED:
        return False
    if told.speaker is not None and s.tokens[told.speaker].lemma.lower() in ("you", "i", "we"):
        return False  # "as you know": anybody; "I know": outside marks the writer's own word
    if told.speaker is not None and is_nobody(s, told.speaker, words):
        return False
    if _is_undergone(s, told, words) or _is_own_judgement(s, told, words) or _is_guessed(s, told, words):
        return False
    if _leaves_open(s, told) and _looks_ahead(s, told, words):
        return False
    if told.form == "noun" and told.word.kind in RESOLVED:
        return False
    if told.speaker is None and told.form in ("subject", "to", "clause", "ing", "prep") and told.word.kind == "says":
        return lemma_of(s.tokens[told.cue], words) in words.sets.hearsay  # what "was revealed" is so
    return words.told(kind_of(s, told, words), nominal=told.nominal) and not _only_shows(s, told, words)


def is_nobody(s: Sentence, i: int, words: ReportingWords) -> bool:
    """Whether a subject is negated: "nobody in the valley", "no official", "neither side"."""
    t = s.tokens[i]
    if t.lemma.lower() in words.sets.nobodies:
        return True
    return any(k.i < i and k.lemma.lower() in words.sets.negating for k in kids(s, i, "det", "advmod", "amod"))


def _is_undergone(s: Sentence, told: Told, words: ReportingWords) -> bool:
    """ "The town saw a clampdown": what one goes through the outlet tells; "saw it as a clampdown" is a view."""
    if not told.nominal or lemma_of(s.tokens[told.cue], words) not in words.sets.undergoing:
        return False
    return not any(s.tokens[k].lemma == "as" for a, b in told.pieces for k in range(a, b + 1))


def _is_own_judgement(s: Sentence, told: Told, words: ReportingWords) -> bool:
    """ "It can be argued that …", "they could be said to …": nobody else is meant than who writes it."""
    if told.speaker is not None or kid(s, told.cue, "aux:pass") is None:
        return False
    return any(k.lemma.lower() in words.sets.modals for k in kids(s, told.cue, "aux"))


def _is_guessed(s: Sentence, told: Told, words: ReportingWords) -> bool:
    """ "apparently fearing arrest": the outlet guesses at a feeling that nobody has told."""
    if told.word.kind not in FELT:
        return False
    return any(k.lemma.lower() in words.sets.guessing for k in kids(s, told.cue, "advmod"))


def _looks_ahead(s: Sentence, told: Told, words: ReportingWords) -> bool:
    return any(s.tokens[k].text.lower() in words.sets.ahead for a, b in told.pieces for k in range(a, b + 1))


def _leaves_open(s: Sentence, told: Told) -> bool:
    """ "have not said whom they would back": a wh-clause that one has not told."""
    if told.form != "clause" or told.word.kind not in ONLY_NAMED or not told.pieces:
        return False
    first = s.tokens[told.pieces[0][0]]
    return first.i > told.cue and first.xpos in ("WP", "WRB", "WDT", "WP$") and is_negated(s, told.cue)


def kind_of(s: Sentence, told: Told, words: ReportingWords) -> str:
    """The kind of a telling: an estimate of what is says, it predicts nothing."""
    if told.word.kind == "predicts" and lemma_of(s.tokens[told.cue], words) in words.reckoning:
        return "predicts" if _looks_ahead(s, told, words) else "says"
    if told.word.word == "call" and told.form in ("object", "subject"):
        return "describes"  # "called the raid a disgrace" asks for nothing
    if told.word.word == "question" and told.form in ("object", "subject"):
        return "discusses"  # "questioned its commitment to peace"
    if told.word.word == "tell" and told.form == "to":
        return "orders"  # "told them to leave"
    return told.word.kind


def _only_shows(s: Sentence, told: Told, words: ReportingWords) -> bool:
    """ "The attack highlighted the danger", "she showed no sign": showing is saying for papers only."""
    if told.word.kind != "shows" or told.speaker is None:
        return False
    head = s.tokens[told.speaker]
    if not told.nominal:  # "he showed that he is willing" is what the outlet makes of it
        person = head.upos == "PRON" or any(n.kind == "person" and n.first <= head.i <= n.last for n in s.names)
        return person and head.xpos == "PRP" and told.word.word in words.sets.displaying
    return head.lemma not in words.papers
