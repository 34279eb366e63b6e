"""What a word is: whether it passes for a rule's words, classes and kinds."""

from __future__ import annotations

from dateline.extract.events.grammar import speaker_of
from dateline.extract.events.scene import Scene, is_actor
from dateline.lexicon.events import Words
from dateline.records import Sentence
from dateline.syntax import cases, kid, kids


def passes(scene: Scene, i: int, what: Words) -> bool:
    """Whether a word is one of a rule's words; "hundreds of attacks" passes for its attacks."""
    lemma = scene.lemma(i)
    if "*" in what.kinds or not what.lemmas.isdisjoint(scene.forms(i)):
        return True
    if what.lemmas and scene.s.tokens[i].upos == "PRON":  # "the army said it had taken the town"
        speaker = speaker_of(scene, i)
        if speaker is not None and not what.lemmas.isdisjoint(scene.forms(speaker)):
            return True
    if what.kinds:
        if "actor" in what.kinds and is_actor(scene, i):
            return True
        kind = scene.named.get(i)
        if "named" in what.kinds and kind == "person":
            return True
        if "person" in what.kinds and (kind == "person" or lemma in scene.rules.words("person")):
            return True
        if "country" in what.kinds and kind in ("gpe", "people"):
            return True
        if "place" in what.kinds and (kind in ("gpe", "location", "facility") or lemma in scene.rules.words("place")):
            return True
        if "thing" in what.kinds and not is_actor(scene, i):
            return True
        if "inert" in what.kinds and not is_actor(scene, i):
            classes = ("weapon", "munition", "attack", "violent", "weapons", "forces", "document")
            return not any(scene.is_class(i, c) for c in classes) and lemma not in scene.rules.nouns
        if what.kinds & CLAUSE_KINDS and _clause_is(scene, i, what.kinds):
            return True
        if "people" in what.kinds and (kind == "people" or lemma in scene.rules.words("crowd")):
            return True
        if "number" in what.kinds and scene.s.tokens[i].upos == "NUM":
            return True
    if lemma in scene.rules.words("measure"):
        return any(passes(scene, k.i, what) for k in kids(scene.s, i, "nmod") if cases(scene.s, k.i)[:1] == ("of",))
    if what.lemmas and lemma in scene.rules.words("container"):  # "a ceasefire agreement", "a state of siege"
        inner = [k for k in kids(scene.s, i, "compound", "amod") if k.i < i]
        inner += [k for k in kids(scene.s, i, "nmod") if cases(scene.s, k.i)[:1] == ("of",)]
        return any(not what.lemmas.isdisjoint(scene.forms(k.i)) for k in inner)
    return False


CLAUSE_KINDS = frozenset(
    {"will", "must", "negated", "refused", "finite", "question", "infinitive", "for", "participle"}
)
WILL = frozenset({"will", "wo", "'ll", "shall", "would", "'d"})
MUST = frozenset({"must", "should", "ought"})


def _clause_is(scene: Scene, i: int, wanted: frozenset[str]) -> bool:
    """Whether a clause's head is told as to come, as a duty, as not so, or as what its subject will not do."""
    s = scene.s
    below = kids(s, i)
    modals = {k.text.lower() for k in below if k.deprel == "aux"}
    told = kid(s, i, "nsubj", "nsubj:pass")
    if told is not None and any(k.text.lower() == "should" and k.i < told.i for k in below if k.deprel == "aux"):
        modals = {"if"}  # "should they wish to go": a condition
    negated = any("Polarity=Neg" in k.feats or k.lemma == "never" for k in below)
    above = s.tokens[i]
    if not negated and above.deprel == "xcomp" and above.head >= 0:
        modals |= {k.text.lower() for k in kids(s, above.head, "aux")}
    must = (
        bool(modals & MUST and not modals & {"have", "'ve"})
        or (above.deprel == "xcomp" and above.head >= 0 and s.tokens[above.head].lemma in ("have", "need"))
        or any(k.deprel == "xcomp" and s.tokens[i].lemma in ("have", "need") for k in below)
    )
    subject = kid(s, i, "nsubj")
    if not modals and above.xpos in ("VB", "VBP") and subject is not None and subject.xpos in ("NN", "NNP"):
        must = must or any(k.lemma == "that" for k in kids(s, i, "mark"))  # "insisted that Serbia hand over"
    finite = any(k.deprel in ("nsubj", "nsubj:pass") for k in below) and not modals & (WILL | MUST | {"to"})
    question = any(
        k.lemma.lower() in ("if", "whether", "why", "how", "what", "who", "where", "when") and k.i < i for k in below
    )
    return (
        ("question" in wanted and question)
        or ("infinitive" in wanted and "to" in modals)
        or ("for" in wanted and any(k.lemma.lower() == "for" and k.i < i for k in kids(s, i, "mark")))
        or ("participle" in wanted and above.xpos == "VBN" and not modals)
        or ("finite" in wanted and finite)
        or ("will" in wanted and bool(modals & WILL) and not negated)
        or ("must" in wanted and must)
        or ("negated" in wanted and negated)
        or ("refused" in wanted and negated and bool(modals & WILL))
    )


QUOTES = frozenset({'"', "“", "‘", "``", "'"})


def is_imperative(s: Sentence, i: int) -> bool:
    """Whether a verb only bids: "Lock her up!"."""
    t = s.tokens[i]
    if t.xpos != "VB" or (i > 0 and s.tokens[i - 1].upos == "PART"):
        return False
    if i > 0 and s.tokens[i - 1].text in QUOTES:
        return kid(s, i, "nsubj", "nsubj:pass", "aux") is None
    if t.deprel not in ("root", "parataxis", "compound"):
        return False
    return kid(s, i, "nsubj", "nsubj:pass", "aux", "mark") is None


def _is_no_verb(s: Sentence, i: int) -> bool:
    """Whether an ing-form is an adjective or a noun: "accused of being *welcoming*", "the party's *standing* with
    workers", "the only *self-funding* candidate"."""
    t = s.tokens[i]
    if t.xpos != "VBG" or i == 0:
        return False
    if s.tokens[i - 1].text == "-" and i > 1 and s.tokens[i - 2].text.lower() == "self":
        return True
    if any(k.text.lower() == "being" for k in kids(s, i, "aux")):
        return True
    owned = s.tokens[i - 1].xpos in ("POS", "PRP$")
    return owned and kid(s, i, "obj", "ccomp", "xcomp") is None


def is_attributive(s: Sentence, i: int) -> bool:
    """Whether an ing-form only describes the noun after it: "an inclusive, *welcoming* city".

    A singular noun needs an article, which then stands before the adjectives; a verb's object would have its own.
    """
    if _is_no_verb(s, i):
        return True
    if s.tokens[i].xpos != "VBG" or i + 1 >= len(s.tokens) or s.tokens[i + 1].xpos != "NN":
        return False
    noun = s.tokens[i + 1]
    if noun.head != i or noun.deprel != "obj" or kid(s, noun.i, "det", "nmod:poss", "nummod", "amod", "compound"):
        return False
    k = i - 1
    while k > 0 and (s.tokens[k].upos in ("ADJ", "ADV") or s.tokens[k].text == ","):
        k -= 1
    return k >= 0 and k < i - 1 and s.tokens[k].lemma.lower() in ("a", "an")
