"""What a word's form tells: tense, infinitive, definiteness. Small questions about one token of a tree."""

from __future__ import annotations

from dateline.lexicon.status import StatusWords
from dateline.records import Sentence, Status, Token

WIDEST = 48  # children looked at under a word
FACT = Status("actual", "told as fact")
NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
QUESTION = frozenset({"WP", "WRB", "WDT", "WP$"})


def is_infinitive(s: Sentence, i: int) -> bool:
    """Whether "to" stands before a verb: "to go", "got ta go", "wan na go"."""
    return s.tokens[i].xpos not in ("VBG", "VBD", "VBZ") and any(
        (s.tokens[k].xpos == "TO" or s.tokens[k].lemma.lower() == "to")
        and s.tokens[k].deprel in ("mark", "aux")
        and k < i
        for k in kids(s, i)
    )


def has_mark(s: Sentence, i: int, word: str) -> bool:
    """Whether a clause is opened by a word: the "for" of "for him to go"."""
    return any(s.tokens[k].deprel == "mark" and s.tokens[k].lemma.lower() == word for k in kids(s, i) if k < i)


def has_case(s: Sentence, i: int, word: str) -> bool:
    """Whether a noun stands after a preposition."""
    return any(s.tokens[k].deprel == "case" and s.tokens[k].lemma.lower() == word for k in kids(s, i))


def has_subject(s: Sentence, i: int) -> bool:
    return any(s.tokens[k].deprel.startswith(("nsubj", "csubj", "expl")) for k in kids(s, i))


def is_ordinal(s: Sentence, i: int, words: StatusWords) -> bool:
    """ "the first to", "the only country to", "the largest group to"."""
    if s.tokens[i].lemma.lower() in words.ordinal:
        return True
    return any(
        s.tokens[k].deprel == "amod" and (s.tokens[k].lemma.lower() in words.ordinal or s.tokens[k].xpos == "JJS")
        for k in kids(s, i)
    )


def is_announced(s: Sentence, head: int, i: int) -> bool:
    """Headlines: "Ruritania to expel envoys"; "talks to be held in May"; "ministers to meet"."""
    passive = any(s.tokens[k].deprel == "aux:pass" for k in kids(s, i))
    return passive or (head < i and (s.tokens[head].upos == "PROPN" or _is_bare_title(s, head)))


def _is_bare_title(s: Sentence, head: int) -> bool:
    """Whether a noun, with no more than nouns before it, is what a line without a full stop is about."""
    if s.tokens[head].head >= 0 or s.tokens[-1].text in (".", "!", "?", "...", "…"):
        return False
    return all(s.tokens[k].deprel == "compound" for k in kids(s, head) if k < head)


def is_open(s: Sentence, i: int) -> bool:
    """Whether a predicate is no statement of fact by its form: under a modal, or in its base form ("do not wait")."""
    forms = [s.tokens[k].xpos for k in kids(s, i) if s.tokens[k].deprel == "aux"]
    return "MD" in forms or (s.tokens[i].xpos == "VB" and not {"VBD", "VBZ"} & set(forms))


def first_form(s: Sentence, i: int) -> Token:
    """The word that carries the tense of a predicate: its first auxiliary, else itself."""
    return next((s.tokens[k] for k in kids(s, i) if s.tokens[k].deprel in ("aux", "aux:pass", "cop")), s.tokens[i])


def opens_condition(s: Sentence, i: int) -> bool:
    """Whether a clause is a condition; "even if" and "as if" are none."""
    for k in kids(s, i):
        if s.tokens[k].lemma.lower() in ("if", "unless") and s.tokens[k].deprel in ("mark", "advmod"):
            return not (k > 0 and s.tokens[k - 1].lemma.lower() in ("even", "as"))
    return False


def is_to_come(s: Sentence, i: int, words: StatusWords) -> bool:
    if s.tokens[i].lemma.lower() in words.future_time and s.tokens[i].lemma.lower() in ("tomorrow", "tonight", "soon"):
        return True
    return s.tokens[i].upos in NOUNS and any(
        s.tokens[k].deprel == "amod" and s.tokens[k].lemma.lower() in words.future_time for k in kids(s, i)
    )


def kids(s: Sentence, i: int) -> tuple[int, ...]:
    return s.children[i][:WIDEST]


def is_past(s: Sentence, i: int) -> bool:
    """Whether a predicate is told in a past or perfect form, by itself or its first auxiliary."""
    forms = [s.tokens[k] for k in kids(s, i) if s.tokens[k].deprel in ("aux", "aux:pass", "cop")]
    if not forms:
        return s.tokens[i].xpos in ("VBD", "VBN")
    return forms[0].xpos == "VBD" or (forms[0].lemma == "have" and forms[0].xpos in ("VBZ", "VBP"))


def is_passive(s: Sentence, i: int) -> bool:
    return any(s.tokens[k].deprel in ("aux:pass", "nsubj:pass") for k in kids(s, i))


def is_present(s: Sentence, i: int) -> bool:
    forms = [s.tokens[k] for k in kids(s, i) if s.tokens[k].deprel in ("aux", "aux:pass", "cop")]
    first = forms[0] if forms else s.tokens[i]
    return first.xpos in ("VBZ", "VBP", "VB") and not (forms and first.lemma == "have")


def is_definite(s: Sentence, i: int, words: StatusWords) -> bool:
    if s.tokens[i].upos == "PROPN":
        return True
    return any(
        s.tokens[k].deprel in ("det", "nmod:poss")
        and (s.tokens[k].lemma.lower() in words.definite or s.tokens[k].deprel == "nmod:poss")
        for k in kids(s, i)
    )
