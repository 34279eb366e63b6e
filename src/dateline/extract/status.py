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
HYPHENS = frozenset({"-", "–", "‑"})
QUESTION = frozenset({"WP", "WRB", "WDT", "WP$"})
NONE_LABELS = frozenset({"nsubj", "nsubj:pass", "obj"})
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
    if label in ("parataxis", "appos"):
        return outer
    infinitive = _is_infinitive(s, i)
    if label in ("acl:relcl", "acl") and infinitive and _is_ordinal(s, head, words):
        return FACT
    if label == "advcl" and infinitive and t.lemma.lower() in words.result and g.upos == "VERB":
        return status
    if infinitive and any(s.tokens[k].xpos in QUESTION and k < i for k in _kids(s, i)):
        return Status("hypothetical", "question word + to")  # "how to leave"
    clause = infinitive or t.upos in ("VERB", "AUX") or any(s.tokens[k].deprel in ("cop", "nsubj") for k in _kids(s, i))
    if label not in ("amod", "nmod:poss") and not (label == "acl:relcl" and not infinitive):
        for slot in _slots(s, i, head, clause, infinitive):
            found = words.signature.get((g.lemma.lower(), slot)) or words.signature.get((g.text.lower(), slot))
            if g.text.lower() == "going" and slot == "to" and any(s.tokens[k].lemma == "be" for k in _kids(s, head)):
                found = words.signature["going", "to"]
            if found:
                return _apply(found, status, _is_past(s, head), f"{g.text} {slot}")
    if clause and (label in CLAUSES or label == "amod"):
        return _clause(s, head, i, status, words, infinitive)
    return _nominal(s, head, i, status, words)


def _slots(s: Sentence, i: int, head: int, clause: bool, infinitive: bool) -> list[str]:
    """Under which slots of its governor's signature a word stands, best first."""
    t = s.tokens[i]
    label = t.deprel.split(":")[0]
    marks = [s.tokens[k].lemma.lower() for k in _kids(s, i) if s.tokens[k].deprel in ("mark", "case") and k < i]
    if clause and label in ("xcomp", "ccomp", "advcl", "acl", "csubj"):
        if infinitive:
            return ["aim"] if label == "advcl" else ["to", "aim"]
        bare = t.xpos == "VB" and not any(s.tokens[k].deprel == "aux" for k in _kids(s, i))
        if bare and label in ("xcomp", "ccomp"):
            return ["bare"]
        if t.xpos == "VBG" and marks:
            own = ["toward" if m == "to" else m for m in marks]
            return [f"{m}+ing" for m in own] + own
        if t.xpos == "VBG" and label in ("xcomp", "ccomp"):
            return ["ing", "that"] if label == "ccomp" else ["ing"]
        if label in ("ccomp", "acl") and not set(marks) - {"that"}:
            finite = label == "ccomp" or bool(marks) or any(s.tokens[k].deprel.startswith("nsubj") for k in _kids(s, i))
            return ["that"] if i > head and finite else []  # a clause before its governor is told for itself
        return []
    if t.deprel in ("obj", "nsubj:pass"):
        return ["obj"]
    if label == "nsubj":
        return ["subj"]
    if label == "compound":
        return ["compound"]
    if label in ("obl", "nmod", "advcl", "acl"):
        return ["toward" if m == "to" else m for m in marks]
    return []


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


def _clause(s: Sentence, head: int, i: int, status: Status, words: StatusWords, infinitive: bool) -> Status:
    """A clause whose governor has no signature for it."""
    t, label = s.tokens[i], s.tokens[i].deprel
    if infinitive:
        if label in ("acl", "acl:relcl") and status.status == "actual" and _is_announced(s, head, i):
            return Status("future", "to-infinitive of a headline")
        return Status("hypothetical", "to-infinitive")
    if label in ("acl:relcl", "amod", "acl"):
        return status if label == "acl:relcl" and s.tokens[head].lemma.lower() in words.moment else FACT
    participle = t.text.lower() in words.settled_mark or any(s.tokens[k].text.lower() == "having" for k in _kids(s, i))
    if t.deprel == "xcomp" or (t.deprel == "advcl" and t.xpos == "VBG" and not participle):
        return status
    if t.deprel == "ccomp":
        return status if status.status == "hypothetical" and i > head else FACT
    marks = {s.tokens[k].lemma.lower() for k in _kids(s, i) if s.tokens[k].deprel in ("mark", "advmod") and k < i}
    settled = participle or bool(marks & words.settled_mark) or (t.xpos == "VBD" and status.status != "actual")
    if t.deprel == "advcl" and status.status != "negated" and not settled:
        return status
    return FACT


def _nominal(s: Sentence, head: int, i: int, status: Status, words: StatusWords) -> Status:
    """A noun whose governor has no signature for it: what has not happened brings along what is new in it."""
    t, g = s.tokens[i], s.tokens[head]
    if status.status == "actual" or t.upos == "PROPN":
        return FACT
    if t.deprel in ("nmod", "compound", "nmod:poss") or g.upos in NOUNS:
        return FACT if t.deprel == "nmod" and _is_definite(s, i, words) else status
    if t.deprel.startswith("obl") and g.lemma not in words.carrier:
        cases = [s.tokens[k].lemma.lower() for k in _kids(s, i) if s.tokens[k].deprel == "case"]
        if any(c in words.settled_case for c in cases):
            return FACT
    if status.status == "negated" and t.deprel != "obj" and g.lemma not in words.carrier:
        return FACT
    if _is_definite(s, i, words) and g.lemma not in words.carrier and t.lemma not in words.moment:
        return FACT
    return status


# ---------------------------------------------------------------- words of the clause itself


def _within(s: Sentence, i: int, outer: Status, words: StatusWords) -> Status:
    """What holds of ``i`` when the words of its own clause or phrase are counted in."""
    own = _own(s, i, words)
    if own is None or outer.status == "actual":
        return own or outer
    if own.status == "negated" or (own.status == "hypothetical" and outer.status == "future"):
        return own
    return outer


def _own(s: Sentence, i: int, words: StatusWords) -> Status | None:
    """What the words that hang from ``i`` make of it; None where they say nothing."""
    t = s.tokens[i]
    open_: Status | None = None
    if t.text.lower() in ("going", "gon", "gonna") and any(s.tokens[k].deprel == "xcomp" for k in _kids(s, i)):
        open_ = Status("hypothetical" if _is_past(s, i) else "future", "going to")
    present = t.upos in ("VERB", "AUX") and _is_present(s, i)
    for k in _kids(s, i):
        c = s.tokens[k]
        low, lemma = c.text.lower(), c.lemma.lower()
        if c.deprel in ("mark", "advmod", "cc:preconj") and k < i and lemma in words.mark:
            return Status(words.mark[lemma], low)
        if c.deprel == "case" and lemma in words.case:
            return Status(words.case[lemma], low)
        if (_negates(s, c, words) and not _not_only(s, k)) or (c.deprel in NONE_LABELS and _is_none(s, k, words)):
            return Status("negated", low)
        open_ = open_ or _opening(s, i, c, words, present)
    if open_ is None and (t.head < 0 or t.deprel in ("parataxis", "ccomp")):
        return _mood(s, i, words)
    return open_


def _opening(s: Sentence, i: int, c: Token, words: StatusWords, present: bool) -> Status | None:
    """What one dependent ``c`` leaves open about ``i``: a modal, an adverb, a condition, a time to come."""
    t, low, lemma = s.tokens[i], c.text.lower(), c.lemma.lower()
    if c.deprel == "aux" and low in words.modal:
        wish = low in ("would", "'d", "’d") and t.lemma.lower() in words.polite
        sight = low in ("can", "could") and t.lemma.lower() in words.perceive
        return None if wish or sight else Status(words.modal[low], low)
    if c.deprel == "advcl":
        return Status("hypothetical", "if-clause") if present and _opens_condition(s, c.i) else None
    if c.deprel in ("mark", "advmod") and lemma in words.present_mark and c.i < i and present:
        return Status("hypothetical", f"{low} + present")
    if c.deprel in ("advmod", "discourse") and lemma in words.adverb:
        return Status(words.adverb[lemma], low)
    if c.deprel in ("advmod", "obl", "obl:npmod") and present and _is_to_come(s, c.i, words):
        return Status("future", f"present + {low}")
    if c.deprel in ("amod", "compound") and t.upos in ("NOUN", "PROPN"):
        found = words.adjective.get(low) or words.adjective.get(lemma)
        hyphened = c.i > 0 and s.tokens[c.i - 1].text in HYPHENS  # "ill-planned" is not planned
        return Status(found, low) if found and (found == "negated" or not hyphened) else None
    return None


def _negates(s: Sentence, c: Token, words: StatusWords) -> bool:
    return c.deprel in ("advmod", "det", "cc:preconj", "neg") and (
        c.lemma.lower() in words.negation or c.text.lower() in words.negation
    )


def _not_only(s: Sentence, k: int) -> bool:
    """ "not only", "not just": no negation."""
    return k + 1 < len(s.tokens) and s.tokens[k + 1].lemma.lower() in (
        "only",
        "just",
        "merely",
        "simply",
        "necessarily",
    )


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
        asks = any(c.xpos in QUESTION for c in kids) or subject.xpos in QUESTION
        if first is not None and first.i < subject.i and not asks:
            return Status("hypothetical", "question")
    return None


# ---------------------------------------------------------------- small questions


def _is_infinitive(s: Sentence, i: int) -> bool:
    return any(
        s.tokens[k].lemma.lower() == "to" and s.tokens[k].deprel in ("mark", "aux") and k < i for k in _kids(s, i)
    ) and (s.tokens[i].xpos not in ("VBG", "VBD", "VBZ"))


def _is_ordinal(s: Sentence, i: int, words: StatusWords) -> bool:
    """ "the first to", "the only country to", "the largest group to"."""
    if s.tokens[i].lemma.lower() in words.ordinal:
        return True
    return any(
        s.tokens[k].deprel == "amod" and (s.tokens[k].lemma.lower() in words.ordinal or s.tokens[k].xpos == "JJS")
        for k in _kids(s, i)
    )


def _is_announced(s: Sentence, head: int, i: int) -> bool:
    """Headlines: "Ruritania to expel envoys"; "talks to be held in May"."""
    passive = any(s.tokens[k].deprel == "aux:pass" for k in _kids(s, i))
    return passive or (s.tokens[head].upos == "PROPN" and head < i)


def _opens_condition(s: Sentence, i: int) -> bool:
    """Whether a clause is a condition; "even if" and "as if" are none."""
    for k in _kids(s, i):
        if s.tokens[k].lemma.lower() in ("if", "unless") and s.tokens[k].deprel in ("mark", "advmod"):
            return not (k > 0 and s.tokens[k - 1].lemma.lower() in ("even", "as"))
    return False


def _is_to_come(s: Sentence, i: int, words: StatusWords) -> bool:
    if s.tokens[i].lemma.lower() in words.future_time and s.tokens[i].lemma.lower() in ("tomorrow", "tonight", "soon"):
        return True
    return s.tokens[i].upos in NOUNS and any(
        s.tokens[k].deprel == "amod" and s.tokens[k].lemma.lower() in words.future_time for k in _kids(s, i)
    )


def _kids(s: Sentence, i: int) -> tuple[int, ...]:
    return s.children[i][:WIDEST]


def _is_past(s: Sentence, i: int) -> bool:
    """Whether a predicate is told in a past or perfect form, by itself or its first auxiliary."""
    forms = [s.tokens[k] for k in _kids(s, i) if s.tokens[k].deprel in ("aux", "aux:pass", "cop")]
    if not forms:
        return s.tokens[i].xpos in ("VBD", "VBN")
    return forms[0].xpos == "VBD" or (forms[0].lemma == "have" and forms[0].xpos in ("VBZ", "VBP"))


def _is_present(s: Sentence, i: int) -> bool:
    forms = [s.tokens[k] for k in _kids(s, i) if s.tokens[k].deprel in ("aux", "aux:pass", "cop")]
    first = forms[0] if forms else s.tokens[i]
    return first.xpos in ("VBZ", "VBP", "VB") and not (forms and first.lemma == "have")


def _is_definite(s: Sentence, i: int, words: StatusWords) -> bool:
    if s.tokens[i].upos == "PROPN":
        return True
    return any(
        s.tokens[k].deprel in ("det", "nmod:poss")
        and (s.tokens[k].lemma.lower() in words.definite or s.tokens[k].deprel == "nmod:poss")
        for k in _kids(s, i)
    )
