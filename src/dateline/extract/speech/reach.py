"""How far a told clause reaches: what goes on with it, and where its speaker, or another, begins anew."""

from __future__ import annotations

from dateline.extract.speech.tree import CLOSING, COMMAS, after_preposition, case, lemma_of, verb_word
from dateline.lexicon.reporting import ReportingWords
from dateline.records import Sentence, Token
from dateline.syntax import is_passive, kid, kids, subtree


def clause_tokens(s: Sentence, t: Token, clause: int, words: ReportingWords) -> list[int]:
    """A told clause with what goes on with it after it, up to another cue of the same speaker.

    The parser often hangs a later part ("…, because it rained", "… and that it would") from the cue.
    """
    tokens = subtree(s, clause)
    if clause > t.i:
        for i in [x for x in tokens if x > clause and s.tokens[x].deprel == "advcl"]:
            if _beside(s, s.tokens[i], words):
                tokens = [x for x in tokens if x < subtree(s, i)[0]]
        for k in kids(s, t.i):
            if k.i <= clause or k.deprel not in ("advcl", "ccomp", "conj", "parataxis", "dep", "obl"):
                continue
            if k.deprel == "advcl" and (k.xpos == "VBG" or not case(s, k.i) or _beside(s, k, words)):
                continue
            if k.deprel == "obl" and _names_source(s, k, words):
                continue  # "said it fell, according to a clerk": the clerk's word on all of it
            if k.deprel in ("conj", "parataxis", "ccomp") and not case(s, k.i) & {"that"}:
                continue
            if k.deprel == "conj" and t.deprel == "acl:relcl" and kid(s, k.i, "nsubj") is not None:
                continue  # "rules that critics call unfair but that the mayor defended": side by side
            tokens = [*tokens, *subtree(s, k.i)]
    else:
        for k in kids(s, t.i, "conj"):
            if k.upos in ("VERB", "AUX") and verb_word(s, k, words) is None:
                tokens = [*tokens, *subtree(s, k.i)]
    return tokens


def _goes_with(s: Sentence, t: Token, clause: Token, k: Token) -> bool:
    """Whether a coordinated verb is in the cue's form and not in that of the clause it hangs from."""
    aux = kids(s, k.i, "aux")
    if not aux:
        return k.xpos == t.xpos and k.xpos in ("VBD", "VBZ", "VBP")
    own = kid(s, clause.i, "cop", "aux") or clause  # "officials believe relief is near | and have been calling for it"
    return kid(s, k.i, "nsubj") is None and aux[0].xpos == t.xpos == "VBP" and own.xpos == "VBZ"


def _names_source(s: Sentence, k: Token, words: ReportingWords) -> bool:
    pair = s.tokens[subtree(s, k.i)[0] :][:2]
    return len(pair) == 2 and f"{pair[0].text} {pair[1].text}".lower() in words.prepositions


def resumed(s: Sentence, clause: int, words: ReportingWords) -> list[int]:
    """Participles after a told clause with which its speaker goes on: "said the road was cut, | adding that …"."""
    found = []
    for k in kids(s, clause, "advcl", "acl"):
        first = subtree(s, k.i)[0]
        resumes = k.xpos == "VBG" and k.i > clause and first == k.i and s.tokens[first - 1].text == ","
        goes_on = lemma_of(k, words) in words.resuming or _blames(s, s.tokens[clause], k, words)
        if resumes and goes_on and kid(s, k.i, "ccomp", "obj") is not None:
            found.append(k.i)
    return found


def _blames(s: Sentence, clause: Token, k: Token, words: ReportingWords) -> bool:
    """ "said nine were held, | accusing the police of theft": the nine are not the ones who accuse."""
    if lemma_of(k, words) not in words.sets.blaming:
        return False
    who = kid(s, clause.i, "nsubj:pass", "=nsubj")
    return is_passive(s, clause.i) or (who is not None and who.xpos == "PRP")


def _beside(s: Sentence, k: Token, words: ReportingWords) -> bool:
    """ ", as the army moved on", ", though a witness said …": the outlet tells what went on and that another spoke."""
    first = subtree(s, k.i)[0]
    before = first - 1
    while before > 0 and s.tokens[before].text in CLOSING:
        before -= 1  # 'would "wait and see," while the union said …'
    if s.tokens[before].text not in COMMAS:
        return False
    if s.tokens[first].lemma in ("as", "while"):
        return True
    word = verb_word(s, k, words) if s.tokens[first].lemma in words.sets.contrary else None
    who = kid(s, k.i, "=nsubj")
    return word is not None and "clause" in word.takes and who is not None and who.upos in ("NOUN", "PROPN")


def new_cue(s: Sentence, t: Token, clause: int, words: ReportingWords) -> tuple[int, int] | None:
    """A coordinated cue that the parser took into the told clause, and where it begins: "said it fell | and warned"."""
    for k in kids(s, clause, "conj"):
        word = verb_word(s, k, words)
        if k.upos != "VERB" or word is None or not _goes_with(s, t, s.tokens[clause], k):
            continue
        if not word.takes & {"clause", "to", "object"} and not after_preposition(s, k, word.prepositions):
            continue
        first = min(subtree(s, k.i))
        while first > clause + 1 and s.tokens[first - 1].upos in ("CCONJ", "PUNCT", "ADV"):
            first -= 1
        if kid(s, k.i, "nsubj") is not None and s.tokens[first].text != ",":
            continue  # "said the rain stopped and the mayor warned …": no comma, one clause
        return k.i, first
    return None
