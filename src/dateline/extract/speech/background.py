"""What inside a told clause is not told by its speaker: glosses, background, and the known thing he comments on.

"Hall said the camp, a gift of the king, was shut since rebels took the valley": only that it was shut is
Hall's word. What stands between marks is his whatever its grammar; the caller leaves that out.
"""

from __future__ import annotations

from dateline.extract.speech.nesting import WILLED
from dateline.extract.speech.tree import CLOSING, Told, case, is_infinitive, verb_word
from dateline.lexicon.reporting import ReportingWords
from dateline.records import Sentence, Span, Token
from dateline.syntax import kid, kids, span_of, subtree

DASHES = frozenset({"—", "–", "--"})
SET_APART = DASHES | {",", "("}
HUNG_WRONG = frozenset({"obj", "dep", "obl:npmod"})
FEARED = frozenset({"fears"})  # "fears that they read a letter that she sent": sent it was
PAST = frozenset({"VBD", "VBN", "VBZ", "VBP"})


def background_of(s: Sentence, told: Told, words: ReportingWords) -> tuple[Span, ...]:
    """Stretches of a telling's content that are the outlet's word; () where all is the speaker's.

    They are: an apposition, and a relative clause set apart, on something definite; what went on "since"
    something; the infinitive of an evaluated act ("said it was a pleasure to host him"); and the definite
    subject of a comment ("said the raid was a mistake").
    """
    if told.form == "noun" and told.nominal:
        return ()
    if told.nominal:
        news = _beyond_the_news(s, told, words) if told.word.kind == "says" else ()
        return (*_of_worth(s, told, words), *news)
    inside = {k for first, last in told.pieces for k in range(first, last + 1)}
    found: list[Span] = []
    for k in sorted(inside):
        t = s.tokens[k]
        if t.head in inside and _is_background(s, t, told, words):
            found.append(span_of(s, [x for x in subtree(s, k) if x in inside]))
        elif t.head not in inside or t.deprel in ("conj", "ccomp"):
            known = _commented(s, t, words)
            if known is not None and known.i in inside and known.i != told.cue:
                found.append(span_of(s, subtree(s, known.i)))
    return tuple(found)


def _is_background(s: Sentence, t: Token, told: Told, words: ReportingWords) -> bool:
    if t.deprel == "acl:relcl" and any(s.tokens[k].xpos == "WP$" for k in subtree(s, t.i)[:2]):
        return not _tells_on(s, t, words)  # "a boy whose death shook the town": which boy, the outlet tells
    if (
        t.deprel == "acl:relcl"
        and (told.word.kind in FEARED or (told.word.kind in WILLED and told.form != "clause"))
        and t.xpos in ("VBD", "VBZ", "VBP")
    ):
        return not any(s.tokens[k].xpos == "MD" for k in s.children[t.i])  # "plans to reprint a piece that accuses him"
    return (_glosses(s, t, words) and not _tells_on(s, t, words)) or _timed(s, t, told, words) or _taken(s, t, words)


def is_definite(s: Sentence, t: Token, words: ReportingWords) -> bool:
    """Whether a noun names what the reader is taken to know: a name, "the …", "their …"."""
    if t.upos in ("PROPN", "PRON"):
        return True
    under = [s.tokens[k] for k in s.children[t.i]]
    if any(k.deprel == "nmod:poss" or (k.deprel == "det" and k.lemma.lower() in words.sets.definite) for k in under):
        return True
    # Headlines leave the article out: "Exton siege was wrong, says Hall".
    return (
        t.xpos == "NN"
        and not any(k.deprel in ("det", "nummod") for k in under)
        and any(k.upos == "PROPN" and k.deprel in ("compound", "amod") for k in under)
    )


def _glosses(s: Sentence, t: Token, words: ReportingWords) -> bool:
    """An apposition, or a clause after a comma, on something definite."""
    if t.head > t.i or t.deprel not in ("appos", "acl:relcl", "acl", *HUNG_WRONG):
        return False
    first = subtree(s, t.i)[0]
    if t.head == 0 and s.tokens[0].text.isupper() and s.tokens[first - 1].text in DASHES:
        return False  # "EXTON — Three days of rain": a dateline has no apposition
    if first <= t.head or first < 2 or s.tokens[first - 1].text not in SET_APART:
        return False
    if t.deprel in HUNG_WRONG:  # "run by the UNRWA, the agency that …": the parser takes the gloss for an object
        plain = (t.upos == "NOUN" or t.xpos == "JJS") and s.tokens[first].upos == "DET" and not case(s, t.i)
        return plain and t.head < first - 2 and s.tokens[first - 2].upos == "PROPN"
    return is_definite(s, s.tokens[t.head], words)


def _tells_on(s: Sentence, t: Token, words: ReportingWords) -> bool:
    """Whether a clause goes on with the speech: "the valley, where he said it was raining"."""
    for k in subtree(s, t.i):
        word = verb_word(s, s.tokens[k], words) if s.tokens[k].upos == "VERB" else None
        if word is not None and word.kind == "says":
            who = kid(s, k, "=nsubj")
            if who is not None and who.upos == "PRON" and who.xpos == "PRP":
                return True
    return False


def _timed(s: Sentence, t: Token, told: Told, words: ReportingWords) -> bool:
    """ "since rebels took the valley", "after the October raids": a time that all know, not what is said."""
    marks = case(s, t.i)
    if "give" in marks and t.upos == "NOUN" and is_definite(s, t, words):
        return True  # "given his criticism of the bishop": taken for known
    if t.deprel == "advcl" and t.xpos == "VBG" and told.word.kind in WILLED:
        return bool(marks & words.sets.timed)  # "wants to calm them after accusing them": the outlet tells what was
    if t.deprel == "advcl":
        return "since" in marks and t.xpos in PAST
    if t.xpos == "VBG" and t.lemma == "follow" and t.deprel in ("acl", "advcl", "xcomp"):
        return s.tokens[t.i - 1].text in CLOSING  # the tagger's verb for 'was "content" following a talk'
    if t.deprel not in ("obl", "nmod") or t.upos not in ("NOUN", "PROPN"):
        return False
    ahead = s.tokens[t.head]
    if ahead.lemma == "ahead" and "of" in marks and ahead.deprel == "advmod":
        return is_definite(s, t, words) or s.tokens[ahead.i - 1].text in CLOSING  # "ahead of the vote"
    before = s.tokens[max(0, subtree(s, t.i)[0] - 1)].text
    if bool(marks & words.sets.conceding) and before in SET_APART:
        return True
    known = is_definite(s, t, words) or before in CLOSING  # 'was "content" after a talk': only that is quoted
    return "since" in marks or (bool(marks & words.sets.timed) and known)


def _taken(s: Sentence, t: Token, words: ReportingWords) -> bool:
    """ "said the envoy had backed the invasion": what a verb only takes a stand on is known, where it is definite."""
    if t.deprel != "obj" or t.upos != "NOUN" or t.i < t.head or not is_definite(s, t, words) or kid(s, t.i, "nummod"):
        return False
    governor = s.tokens[t.head]
    word = verb_word(s, governor, words) if governor.upos == "VERB" else None
    if word is None or "object" not in word.takes or word.word in words.sets.blows:
        return False
    return not words.told(word.kind, nominal=True)


def _beyond_the_news(s: Sentence, told: Told, words: ReportingWords) -> tuple[Span, ...]:
    """ "announced an arrest | in the shooting of a guard": what the news is about is known."""
    inside = {k for first, last in told.pieces for k in range(first, last + 1)}
    found = []
    for k in sorted(inside):
        t = s.tokens[k]
        if t.xpos == "VBG" and t.lemma == "follow" and t.deprel in ("acl", "advcl") and t.head in inside:
            known = kid(s, k, "obj")  # "announced a truce following the raid"
            if known is not None and known.upos in ("NOUN", "PROPN") and is_definite(s, known, words):
                found.append(span_of(s, [x for x in subtree(s, k) if x in inside]))
        if t.deprel in ("nmod", "obl") and t.head in inside and "of" not in case(s, k) and is_definite(s, t, words):
            found.append(span_of(s, [x for x in subtree(s, k) if x in inside]))
    return tuple(found)


def _of_worth(s: Sentence, told: Told, words: ReportingWords) -> tuple[Span, ...]:
    """ "stressed the importance of | their campaign to plant trees": the campaign is known."""
    inside = {k for first, last in told.pieces for k in range(first, last + 1)}
    return tuple(
        span_of(s, [x for x in subtree(s, k) if x in inside])
        for k in sorted(inside)
        if s.tokens[k].deprel == "nmod"
        and s.tokens[k].head in inside
        and s.tokens[s.tokens[k].head].lemma in words.sets.worth
        and "of" in case(s, k)
        and s.tokens[k].upos in ("NOUN", "PROPN")
        and is_definite(s, s.tokens[k], words)
    )


def _commented(s: Sentence, t: Token, words: ReportingWords) -> Token | None:
    """The known act that a clause comments on, given its predicate: an infinitive or a definite subject."""
    copula = kid(s, t.i, "cop")
    free = not any(s.tokens[k].xpos == "MD" for k in s.children[t.i])
    moved = any(k.lemma.lower() in words.moved for k in (t, *kids(s, t.i, "amod")))
    if copula is not None and copula.xpos == "VBD" and free and moved:
        for k in kids(s, t.i, "csubj", "xcomp", "advcl", "acl", "ccomp"):
            if k.i > t.i and is_infinitive(s, k.i):
                return k
    if copula is None and t.lemma.lower() not in words.commenting:
        return None
    subject = kid(s, t.i, "=nsubj", "=csubj")
    whole = subject
    if subject is not None and subject.deprel == "csubj" and subject.xpos == "VBG":
        subject = kid(s, subject.i, "nsubj")  # "the note announcing a sale was rude", hung the wrong way round
    if (
        subject is None
        or subject.upos not in ("NOUN", "PROPN")
        or subject.i > t.i
        or subject.lemma in words.sets.measures
    ):
        return None
    return whole if is_definite(s, subject, words) else None
