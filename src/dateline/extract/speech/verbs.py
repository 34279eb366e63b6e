"""Verbs that tell: which of their complements is the content."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.extract.speech.asides import between_commas, closing_cue, is_aside
from dateline.extract.speech.speakers import subject_of
from dateline.extract.speech.tree import Told, after_preposition, around, case, is_infinitive, pieces_of, verb_word
from dateline.lexicon.reporting import ReportingWord, ReportingWords
from dateline.records import Sentence, Token
from dateline.syntax import is_passive, kid, kids, subtree

FOLLOWERS = ("xcomp", "ccomp")  # what goes with an object: "called him a liar"


def of_verb(
    s: Sentence, t: Token, word: ReportingWord, words: ReportingWords, shared: dict[int, int | None]
) -> Told | None:
    passive = is_passive(s, t.i)
    if word.kind == "seems":
        shared[t.i] = None  # its subject is what seems, not who says so
    speaker = shared[t.i] if t.i in shared else subject_of(s, t.i)
    obj = kid(s, t.i, "obj", "iobj")
    addressee = obj.i if obj is not None and "person" in word.takes else None
    if speaker is None and obj is not None and not passive and "clause" in word.takes and _inverted(s, t, obj):
        speaker, addressee, obj = obj.i, None, None  # "… , warned Hall": the tree takes the speaker for an object
    own = frozenset(_own(s, t, with_subject=word.kind != "seems"))

    def made(form: str, tokens: Iterable[int], to: int | None = addressee) -> Told:
        all_tokens = list(tokens)
        nominal = form in ("object", "subject", "prep") and not any(
            s.tokens[k].deprel in ("xcomp", "advcl", "ccomp") and s.tokens[k].head == t.i for k in all_tokens
        )
        return Told(s.index, t.i, word, form, pieces_of(s, all_tokens, own), speaker, to, nominal=nominal)

    if "clause" in word.takes and not passive and speaker is not None:
        aside = between_commas(s, t, speaker)
        if aside is not None:
            return Told(s.index, t.i, word, "around", aside, speaker)
    clause = _clause(s, t)
    if clause is not None and ("clause" in word.takes or ("to" in word.takes and is_infinitive(s, clause.i))):
        tokens = _clause_tokens(s, t, clause.i, words)
        hidden = _new_cue(s, t, clause.i, words) if clause.i > t.i else None
        if hidden is not None:
            verb, start = hidden
            tokens = [k for k in tokens if k < start]
            if kid(s, verb, "nsubj") is None:
                shared[verb] = speaker
        return made("clause", tokens)
    for k in kids(s, t.i, "xcomp"):
        if "to" in word.takes and is_infinitive(s, k.i):
            tokens = subtree(s, k.i)
            if passive or word.kind == "seems":
                tokens = [*_subject_phrase(s, t.i), *tokens]
            elif obj is not None and "object" in word.takes and obj.i < k.i:
                tokens = [*subtree(s, obj.i), *tokens]
            return made("to", tokens, None if obj is None or "object" in word.takes else obj.i)
        if "ing" in word.takes and (k.xpos == "VBG" or any(s.tokens[c].xpos == "VBG" for c in s.children[k.i])):
            return made("ing", subtree(s, k.i))
    if "clause" in word.takes and is_aside(s, t):
        return around(s, t.i, word, speaker, t.head, "around", own=own)
    closing = closing_cue(s, t) if "clause" in word.takes else None
    if closing is not None:
        return Told(s.index, t.i, word, "around", closing[1], closing[0])
    if passive and {"object", "named"} & word.takes:
        followers = _followers(s, t, word, t.i)
        tokens = [*_subject_phrase(s, t.i), *followers]
        if tokens and (followers or "object" in word.takes):
            return made("subject", tokens, None)
        return None
    if obj is not None and not passive and {"object", "named"} & word.takes:
        followers = _followers(s, t, word, obj.i)
        if followers or "object" in word.takes:
            return made("object", [*subtree(s, obj.i), *followers], None)
    if word.prepositions:
        tokens = after_preposition(s, t, word.prepositions)
        if tokens:
            return made("prep", [*tokens, *_followers(s, t, word, max(tokens))])
    return None


def _clause(s: Sentence, t: Token) -> Token | None:
    """The clause that a verb tells; not one set apart by a colon or semicolon before it."""
    for k in kids(s, t.i, "ccomp"):
        between = s.tokens[max(subtree(s, k.i)) + 1 : t.i] if k.i < t.i else ()
        if not any(x.text in (":", ";") for x in between):
            return k
    return None


def _clause_tokens(s: Sentence, t: Token, clause: int, words: ReportingWords) -> list[int]:
    """A told clause with what goes on with it after it, up to another cue of the same speaker.

    The parser often hangs a later part ("…, because it rained", "… and that it would") from the cue.
    """
    tokens = subtree(s, clause)
    if clause > t.i:
        for k in kids(s, t.i):
            if k.i < clause or k.deprel not in ("advcl", "ccomp", "conj", "parataxis", "dep", "obl"):
                continue
            if k.deprel == "advcl" and (k.xpos == "VBG" or not case(s, k.i)):
                continue
            if k.deprel in ("conj", "parataxis", "ccomp") and not case(s, k.i) & {"that"}:
                continue
            tokens = [*tokens, *subtree(s, k.i)]
    else:
        for k in kids(s, t.i, "conj"):
            if k.upos in ("VERB", "AUX") and verb_word(s, k, words) is None:
                tokens = [*tokens, *subtree(s, k.i)]
    return tokens


def _new_cue(s: Sentence, t: Token, clause: int, words: ReportingWords) -> tuple[int, int] | None:
    """A coordinated cue that the parser took into the told clause, and where it begins: "said it fell | and warned"."""
    for k in kids(s, clause, "conj"):
        if k.upos != "VERB" or k.xpos != t.xpos or k.xpos not in ("VBD", "VBZ", "VBP"):
            continue
        word = verb_word(s, k, words)
        if word is None or not word.takes & {"clause", "to", "object"} or kid(s, k.i, "aux") is not None:
            continue
        subject = kid(s, k.i, "nsubj")
        if subject is not None and not (subject.upos == "PRON" and s.tokens[subject.i - 2].text == ","):
            continue
        first = min(subtree(s, k.i))
        while first > clause + 1 and s.tokens[first - 1].upos in ("CCONJ", "PUNCT", "ADV"):
            first -= 1
        return k.i, first
    return None


def _inverted(s: Sentence, t: Token, obj: Token) -> bool:
    clause = kid(s, t.i, "ccomp")
    return clause is not None and clause.i < t.i < obj.i and t.xpos in ("VBD", "VBZ", "VBP")


def _own(s: Sentence, t: Token, *, with_subject: bool) -> list[int]:
    """The cue, its auxiliaries and its subject: never content of its own cue."""
    own = [t.i]
    for k in kids(s, t.i, "=nsubj", "aux", "advmod", "compound:prt", "obl:agent", "mark"):
        if (k.deprel == "advmod" and abs(k.i - t.i) > 1) or (k.deprel == "nsubj" and not with_subject):
            continue
        own.extend(subtree(s, k.i))
    return own


def _subject_phrase(s: Sentence, i: int) -> list[int]:
    k = kid(s, i, "nsubj:pass", "=nsubj")
    return subtree(s, k.i) if k is not None else []


def _followers(s: Sentence, t: Token, word: ReportingWord, after: int) -> list[int]:
    """What else of the predicate goes with an object: "him | a liar", "them | of lying", "us | to go"."""
    found: list[int] = []
    for k in kids(s, t.i):
        if k.i <= after:
            continue
        if k.deprel in FOLLOWERS or (k.deprel in ("obl", "advcl") and word.prepositions & case(s, k.i)):
            found.extend(subtree(s, k.i))
    return found
