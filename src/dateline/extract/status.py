"""Whether something happened, of any verb, noun or adjective that names it.

A sentence is read from its root down to the word asked about. The root is told as fact; each
step downwards may change that: by words of the clause itself (modals, negation, "if"), and by
the signature of the governor ("failed to", "threat of"). Composition of signatures after
Nairn, Condoravdi & Karttunen (2006); word classes stand in ``lexicons/en/status.toml``.

Reporting does not make a thing less actual: "police said three people were killed" is actual,
and whose word it is, is told elsewhere.
"""

from __future__ import annotations

from dateline.lexicon.status import Signature, StatusWords
from dateline.records import Analysis, Sentence, Span, Status, Token

DEEPEST = 24  # governors looked at above a word
WIDEST = 48  # children looked at under a word
FACT = Status("actual", "told as fact")
CLAUSES = ("ccomp", "xcomp", "advcl", "acl", "acl:relcl", "csubj", "parataxis")
NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
FUNCTION = frozenset({"aux", "aux:pass", "cop", "case", "mark", "det", "compound:prt"})


def status_of(sentence: Sentence, i: int, *, words: StatusWords) -> Status:
    """Whether what token ``i`` names happened, and the words that tell.

    A function word answers for the word it belongs to. "told as fact" where nothing speaks
    against it.
    """
    s = sentence
    while s.tokens[i].deprel in FUNCTION and s.tokens[i].head >= 0:
        i = s.tokens[i].head
    path = [i]
    while s.tokens[path[-1]].head >= 0 and len(path) < DEEPEST:
        path.append(s.tokens[path[-1]].head)
    status = outer = FACT
    for k in range(len(path) - 1, -1, -1):
        at = path[k]
        if k < len(path) - 1:
            outer = _below(s, path[k + 1], at, status, outer, words)
        status = _within(s, at, outer, words)
    return status


def status_of_span(analysis: Analysis, span: Span, *, words: StatusWords) -> Status:
    """The status of the word that heads a span; "told as fact" where no word stands there."""
    for sentence in analysis.sentences:
        if not sentence.span.overlaps(span):
            continue
        inside = [t for t in sentence.tokens if t.span.overlaps(span)]
        if inside:
            indices = {t.i for t in inside}
            top = next((t for t in inside if t.head not in indices and t.upos != "PUNCT"), inside[0])
            return status_of(sentence, top.i, words=words)
    return FACT


# ---------------------------------------------------------------- from governor to dependent


def _below(s: Sentence, head: int, i: int, status: Status, outer: Status, words: StatusWords) -> Status:
    """What holds of ``i`` by its governor alone: ``status`` is the governor's, ``outer`` what held around it."""
    t, g = s.tokens[i], s.tokens[head]
    label = t.deprel
    if label == "conj":
        own = any(s.tokens[k].deprel in ("nsubj", "nsubj:pass", "aux") for k in _kids(s, i))
        return outer if own and t.upos in ("VERB", "AUX", "ADJ") else status
    if label == "parataxis" or label == "appos":
        return outer
    if label in ("acl:relcl", "amod", "nmod:poss"):
        return FACT if status.status != "hypothetical" or _is_definite(s, head, words) else status
    clause = t.upos in ("VERB", "AUX") or any(s.tokens[k].deprel in ("cop", "nsubj") for k in _kids(s, i))
    for slot in _slots(s, i, g, clause):
        found = words.signature.get((g.lemma.lower(), slot))
        if found:
            return _apply(found, status, _is_past(s, head), f"{g.text} {slot}")
    if clause and label in CLAUSES:
        return _clause(s, head, i, status)
    return _nominal(s, head, i, status, words)


def _slots(s: Sentence, i: int, g: Token, clause: bool) -> list[str]:
    t = s.tokens[i]
    marks = [s.tokens[k].lemma.lower() for k in _kids(s, i) if s.tokens[k].deprel in ("mark", "case") and k < i]
    marks += [s.tokens[k].lemma.lower() for k in _kids(s, i) if s.tokens[k].deprel == "aux" and s.tokens[k].text.lower() == "to"]
    found = []
    if clause and t.deprel in ("xcomp", "ccomp", "advcl", "acl", "csubj"):
        if "to" in marks and t.xpos in ("VB", "VBN", "VBG", "JJ", "NN", "IN"):
            if t.deprel != "advcl":
                found.append("to")
        elif marks and marks[0] not in ("that",) and t.xpos == "VBG":
            found.append(marks[0])
        elif t.xpos == "VBG" and t.deprel in ("xcomp", "ccomp"):
            found.append("ing")
        elif t.deprel in ("ccomp", "acl") and not (set(marks) - {"that"}):
            found.append("that")
        if t.deprel == "acl":
            found.append("acl")
    elif t.deprel in ("obj", "nsubj:pass"):
        found.append("obj")
    elif t.deprel == "nsubj":
        found.append("subj")
    elif t.deprel == "compound":
        found.append("compound")
    elif t.deprel.split(":")[0] in ("obl", "nmod", "advcl", "acl"):
        found.extend(marks)
    return found


def _apply(found: Signature, status: Status, past: bool, why: str) -> Status:
    factive = found.affirmed == "actual" == found.negated
    if factive:
        return FACT
    if status.status == "actual":
        result = found.past if past and found.past else found.affirmed
    elif status.status == "negated":
        result = found.negated
    elif found.affirmed == "actual":
        return status
    else:
        result = "hypothetical" if found.affirmed == "future" and status.status == "hypothetical" else found.affirmed
    return Status(result, why) if result != "actual" else FACT


def _clause(s: Sentence, head: int, i: int, status: Status) -> Status:
    """A clause whose governor has no signature for it."""
    t = s.tokens[i]
    infinitive = any(s.tokens[k].text.lower() == "to" and s.tokens[k].deprel in ("mark", "aux") for k in _kids(s, i))
    if infinitive:
        return Status("hypothetical", "to-infinitive")
    if t.deprel == "xcomp" or (t.deprel in ("advcl", "acl") and t.xpos == "VBG"):
        return status
    if t.deprel == "ccomp":
        return status if status.status == "hypothetical" else FACT
    if t.deprel == "advcl":
        return FACT if status.status == "negated" else status
    return FACT


def _nominal(s: Sentence, head: int, i: int, status: Status, words: StatusWords) -> Status:
    """A noun whose governor has no signature for it: what has not happened brings along what is new in it."""
    if status.status == "actual":
        return FACT
    t, g = s.tokens[i], s.tokens[head]
    if t.deprel in ("nmod", "compound", "nmod:poss") or g.upos in NOUNS:
        return FACT if t.deprel == "nmod" and _is_definite(s, i, words) else status
    if t.deprel.startswith("obl"):
        cases = [s.tokens[k].lemma.lower() for k in _kids(s, i) if s.tokens[k].deprel == "case"]
        if any(c in words.settled_case for c in cases):
            return FACT
    if status.status == "negated" and t.deprel != "obj" and g.lemma not in words.carrier:
        return FACT
    if _is_definite(s, i, words) and g.lemma not in words.carrier:
        return FACT
    return status


# ---------------------------------------------------------------- words of the clause itself


def _within(s: Sentence, i: int, outer: Status, words: StatusWords) -> Status:
    """What holds of ``i`` when the words of its own clause or phrase are counted in."""
    t = s.tokens[i]
    own = _own(s, i, words)
    if own is None:
        return outer
    if outer.status == "actual":
        return own
    if outer.status == "negated" and own.status == "negated":
        return FACT
    return own if own.status == "negated" and outer.status == "future" else outer


def _own(s: Sentence, i: int, words: StatusWords) -> Status | None:
    t = s.tokens[i]
    modal: Status | None = None
    negated: Status | None = None
    for k in _kids(s, i):
        c = s.tokens[k]
        low, lemma = c.text.lower(), c.lemma.lower()
        if c.deprel == "aux" and low in words.modal:
            modal = Status(words.modal[low], low)
        elif c.deprel in ("mark", "advmod", "cc:preconj") and k < i and lemma in words.mark:
            return Status(words.mark[lemma], low)
        elif c.deprel in ("mark", "advmod") and lemma in words.present_mark and k < i and _is_present(s, i) and t.upos in ("VERB", "AUX"):
            modal = modal or Status("hypothetical", f"{low} + present")
        elif c.deprel == "advmod" and lemma in words.adverb:
            modal = modal or Status(words.adverb[lemma], low)
        elif c.deprel == "case" and lemma in words.case:
            return Status(words.case[lemma], low)
        elif c.deprel in ("amod", "compound") and lemma in words.adjective and t.upos in ("NOUN", "PROPN"):
            modal = modal or Status(words.adjective[lemma], low)
        if _negates(s, c, words) and not _not_only(s, k):
            negated = Status("negated", low)
        elif c.deprel in ("nsubj", "nsubj:pass", "obj") and _is_none(s, k, words):
            negated = Status("negated", low)
    if negated:
        return negated
    if modal:
        return modal
    if t.head < 0 or t.deprel in ("conj", "parataxis", "ccomp"):
        return _mood(s, i, words)
    return None


def _negates(s: Sentence, c: Token, words: StatusWords) -> bool:
    return c.deprel in ("advmod", "det", "cc:preconj", "neg") and (
        c.lemma.lower() in words.negation or c.text.lower() in words.negation
    )


def _not_only(s: Sentence, k: int) -> bool:
    """ "not only", "not just": no negation."""
    return k + 1 < len(s.tokens) and s.tokens[k + 1].lemma.lower() in ("only", "just", "merely", "simply", "necessarily")


def _is_none(s: Sentence, k: int, words: StatusWords) -> bool:
    """Whether a subject or object is nobody: "no soldiers", "none", "nothing"."""
    if s.tokens[k].lemma.lower() in words.nobody:
        return True
    return any(s.tokens[c].deprel == "det" and s.tokens[c].lemma.lower() in ("no", "neither") for c in _kids(s, k))


def _mood(s: Sentence, i: int, words: StatusWords) -> Status | None:
    """Imperatives, "let's", and questions that ask whether."""
    t = s.tokens[i]
    kids = [s.tokens[k] for k in _kids(s, i)]
    subject = next((c for c in kids if c.deprel.startswith(("nsubj", "csubj", "expl"))), None)
    if t.xpos == "VB" and subject is None and not any(c.deprel in ("aux", "aux:pass") for c in kids):
        return None if t.lemma.lower() in words.not_imperative else Status("hypothetical", "imperative")
    last = next((c.text for c in reversed(s.tokens[-3:]) if c.text not in ('"', "”", "'", "’", ")")), "")
    if last.startswith("?") and subject is not None:
        first = next((c for c in kids if c.deprel in ("aux", "aux:pass", "cop")), None)
        asks = any(c.xpos in ("WP", "WRB", "WDT") for c in kids)
        if first is not None and first.i < subject.i and not asks:
            return Status("hypothetical", "question")
    return None


# ---------------------------------------------------------------- small questions


def _kids(s: Sentence, i: int) -> tuple[int, ...]:
    return s.children[i][:WIDEST]


def _is_past(s: Sentence, i: int) -> bool:
    """Whether a predicate is told in a past or perfect form, by itself or its first auxiliary."""
    forms = [s.tokens[k].xpos for k in _kids(s, i) if s.tokens[k].deprel in ("aux", "aux:pass", "cop")]
    return (forms[0] if forms else s.tokens[i].xpos) == "VBD" or (not forms and s.tokens[i].xpos == "VBN")


def _is_present(s: Sentence, i: int) -> bool:
    forms = [s.tokens[k] for k in _kids(s, i) if s.tokens[k].deprel in ("aux", "aux:pass", "cop")]
    first = forms[0] if forms else s.tokens[i]
    return first.xpos in ("VBZ", "VBP", "VB") and not (forms and first.lemma == "have")


def _is_definite(s: Sentence, i: int, words: StatusWords) -> bool:
    if s.tokens[i].upos == "PROPN":
        return True
    return any(
        s.tokens[k].deprel in ("det", "nmod:poss") and (s.tokens[k].lemma.lower() in words.definite or s.tokens[k].deprel == "nmod:poss")
        for k in _kids(s, i)
    )
