"""Who speaks, by the tree: the subject of a cue, wherever the clause keeps it."""

from __future__ import annotations

from dateline.lexicon.reporting import ReportingWords
from dateline.lookup import Cast
from dateline.records import Sentence, Span, Speaker, Token
from dateline.syntax import ancestors, clause_head, is_passive, kid, kids, subtree

BODIES = frozenset({"organisation", "gpe", "location", "facility"})
DASHES = frozenset({"—", "–", "--"})
JOINING = 4  # tokens from "or" to the verb that it joins, adverbs between: "or even directly declare"
MOST_WORDS = 15  # an apposition is kept in the speaker's words while they are no more than this
CUT = frozenset(
    {"parataxis", "advcl", "ccomp", "dep", "cop", "aux", "mark", "nsubj", "nsubj:pass", "expl", "discourse"}
)


def subject_of(s: Sentence, i: int, words: ReportingWords) -> int | None:
    """The head word of a verb's doer: its own subject, a passive's agent, or the one it shares.

    None where nobody is named ("it is said") or the tree has none.
    """
    for _ in range(8):  # a chain of verbs is short; a bound keeps odd trees harmless
        if is_passive(s, i):
            agent = kid(s, i, "obl:agent")
            return agent.i if agent is not None else None
        subjects = kids(s, i, "=nsubj")
        if subjects:
            return _after_title(s, i, _after_dateline(s, _right_one(s, i, subjects).i))
        t = s.tokens[i]
        if t.xpos == "VBN" and t.deprel == "advcl" and kid(s, i, "aux") is None:
            return None  # "when asked to leave": nobody is named who asked
        if t.head < 0 or kid(s, i, "expl", "csubj") is not None:
            return None
        governor = s.tokens[t.head]
        if (seen := _seen_saying(s, t, governor)) is not None:
            return seen
        if t.deprel == "conj" and runs_in(s, t):
            return hung_wrong(s, t)
        if t.deprel == "advcl" and t.xpos == "VBG" and t.i > t.head:
            nearest = _nearest_clause(s, t.i, t.head)
            if nearest is not None:
                i = nearest
                continue
        if t.deprel in ("conj", "xcomp", "advcl", "ccomp", "parataxis", "dep") and governor.upos in ("VERB", "AUX"):
            if (
                t.deprel == "xcomp"
                and (object_ := kid(s, t.head, "obj")) is not None
                and t.xpos != "VBG"
                and governor.lemma != "use"
            ):
                return object_.i  # "asked him to say"
            i = t.head
            continue
        if t.deprel == "acl" and governor.upos in ("NOUN", "PROPN", "PRON"):
            infinitive = any(s.tokens[k].xpos == "TO" for k in s.children[i])  # "used a dinner to complain that …"
            if infinitive and (owner := _at_pains(s, governor)) is not None:
                i = owner
                continue
            if (seen := _seen_saying(s, t, governor)) is not None:
                return seen
            issued = governor.head >= 0 and (infinitive or s.tokens[governor.head].lemma in words.sets.issuing)
            if governor.deprel == "obj" and issued:
                i = governor.head
                continue
            if governor.deprel == "obl" and t.xpos == "VBG" and any(s.tokens[k].lemma == "of" for k in s.children[i]):
                i = governor.head  # "By way of refusing to sing, Hall said …"
                continue
            if governor.lemma in words.sets.occasions and (clause := clause_head(s, governor.i)) != governor.i:
                i = clause
                continue
            return governor.i  # "a statement saying"
        if t.deprel in ("advcl", "conj", "xcomp", "ccomp") and (subject := kid(s, t.head, "=nsubj")) is not None:
            return subject.i  # the governor is an adjective or noun with a copula
        return None
    return None


def _at_pains(s: Sentence, noun: Token) -> int | None:
    """ "is at pains to say", "went to court to say": the verb whose subject speaks; None for other nouns."""
    if noun.xpos not in ("NN", "NNS") or not any(k.upos == "ADP" for k in kids(s, noun.i, "case")):
        return None
    if kid(s, noun.i, "cop") is not None and kid(s, noun.i, "=nsubj") is not None:
        return noun.i
    return noun.head if noun.deprel == "obl" and s.tokens[noun.head].upos in ("VERB", "AUX") else None


def _seen_saying(s: Sentence, t: Token, governor: Token) -> int | None:
    """ "The tape shows a clerk as saying …", "quoted him as warning": the one who is seen or quoted speaks."""
    if t.xpos != "VBG" or not any(s.tokens[k].lemma == "as" and k < t.i for k in s.children[t.i]):
        return None
    if governor.upos == "VERB":
        seen = kid(s, governor.i, "nsubj:pass") if is_passive(s, governor.i) else kid(s, governor.i, "obj")
        return seen.i if seen is not None and seen.i < t.i else None
    return governor.i if governor.upos in ("NOUN", "PROPN", "PRON") else None


def runs_in(s: Sentence, t: Token) -> bool:
    """Whether a coordinated verb begins a sentence of its own: no word joins it and its tense is another.

    A line without a stop runs into the next: "Hall urges calm as talks fail The mayor, Ann Orrin, told …".
    """
    governor = s.tokens[t.head]
    tenses = {governor.xpos, t.xpos}
    if t.deprel != "conj" or "VBD" not in tenses or not tenses & {"VBZ", "VBP"} or kid(s, t.i, "cc") is not None:
        return False
    between = s.tokens[governor.i : t.i]
    return not any(k.upos == "CCONJ" and (k.head in (t.i, governor.i) or t.i - k.i < JOINING) for k in between)


def cut_subject(s: Sentence, t: Token) -> int | None:
    """The speaker whom the parser cuts off: "Hall, a baker helping out, | said he and others were content"."""
    clauses = kids(s, t.i, "ccomp")
    if len(clauses) != 2 or not clauses[0].i < t.i < clauses[1].i or kid(s, t.i, "nsubj") is not None:
        return None
    first = kid(s, clauses[0].i, "nsubj")
    joined = (
        subtree(s, clauses[1].i)[0] == t.i + 1 and s.tokens[t.i - 1].text == "," and s.tokens[t.i + 1].upos != "PUNCT"
    )
    if first is None or not joined or first.upos != "PROPN" or clauses[0].xpos not in ("VBP", "NN", "VB"):
        return None
    return first.i


def behind_cue(s: Sentence, t: Token) -> int | None:
    """'"…," said army spokesman Capt.': the last word of a name behind the cue that the tree hangs nowhere."""
    clause = kid(s, t.i, "ccomp")
    if (
        clause is None
        or clause.i > t.i
        or t.xpos not in ("VBD", "VBZ", "VBP")
        or kid(s, t.i, "obj", "nsubj") is not None
    ):
        return None
    last = t.i
    while last + 1 < len(s.tokens) and s.tokens[last + 1].upos in ("PROPN", "NOUN"):
        last += 1
    return last if last > t.i and s.tokens[last].upos == "PROPN" else None


def hung_wrong(s: Sentence, t: Token) -> int | None:
    """The speaker whom the parser hangs elsewhere: "While it rained in Exton, | a clerk who came back | said …"."""
    begins = t.head < 0 or runs_in(s, t)
    if not begins or t.i == 0 or t.xpos not in ("VBD", "VBZ", "VBP") or kid(s, t.i, "ccomp") is None:
        return None
    last = t.i - 2 if t.i > 1 and s.tokens[t.i - 1].text == "," else t.i - 1
    for k in (last, *ancestors(s, last)):
        phrase = subtree(s, k)
        if phrase[-1] not in (last, t.i - 1):
            return None
        apart = phrase[0] > 1 and s.tokens[phrase[0] - 1].text == ","
        if s.tokens[k].upos in ("NOUN", "PROPN") and s.tokens[k].deprel == "appos" and apart:
            return k
    return None


def _after_dateline(s: Sentence, i: int) -> int:
    """The speaker behind a dateline that the parser takes for him: "EXTON, May 3 — Ann Hall told …"."""
    if i > 1 or not s.tokens[0].text.isupper():
        return i
    for k in kids(s, i, "appos", "conj", "dep"):
        if k.upos in ("PROPN", "NOUN") and any(t.text in DASHES for t in s.tokens[i : k.i]):
            return k.i
    return i


def is_charged(s: Sentence, t: Token) -> bool:
    """Whether a participle's subject suffers it: "as officers *charged* over it prepared to leave" charge nobody."""
    return t.xpos == "VBN" and kid(s, t.i, "nsubj") is not None and kid(s, t.i, "aux", "obj") is None


def _after_title(s: Sentence, verb: int, i: int) -> int:
    """The writer behind a book whose title the parser takes for him: 'In his book, "The Fall," Ann Hall wrote …'."""
    work = any(n.kind == "work" and n.first <= i <= n.last for n in s.names)
    for k in kids(s, i, "appos") if work else ():
        if k.upos == "PROPN" and any(n.kind == "person" and n.first <= k.i <= n.last for n in s.names) and k.i < verb:
            return k.i
    return i


def _right_one(s: Sentence, i: int, subjects: list[Token]) -> Token:
    """Of two subjects that the parser hangs from one verb the one behind it: "If it can, it will," said Hall."""
    if len(subjects) > 1 and any(t.text in DASHES for t in s.tokens[subjects[0].i + 1 : subjects[1].i]):
        return subjects[1]  # "EXTON, May 3 — It rained, | clerks said": a dateline taken for a subject
    after = [k for k in subjects if k.i > i]
    return after[0] if after and i > 0 and s.tokens[i - 1].upos == "PUNCT" else subjects[0]


def _nearest_clause(s: Sentence, i: int, governor: int) -> int | None:
    """The verb of the last "when" or "after" clause between a participle and its governor.

    "Nothing has changed since Hall took the chair, saying …": the parser hangs *saying* from *changed*.
    """
    for k in range(i - 1, governor, -1):
        t = s.tokens[k]
        temporal = t.deprel == "advcl" or any(s.tokens[c].xpos == "WRB" for c in s.children[k])
        if temporal and t.xpos in ("VBD", "VBZ", "VBP") and t.head == governor:
            return k if kid(s, k, "nsubj", "nsubj:pass") is not None else None
    return None


def speaker_span(s: Sentence, i: int) -> Span:
    """The words of a speaker: the phrase with those coordinated, a clause that tells which ("officials
    briefed on the plan"), and an apposition ("Ann Hall, the mayor of Exton") while it stays short.
    """
    wide = _phrase(s, i, CUT)
    if len(wide) > MOST_WORDS:
        wide = _phrase(s, i, CUT | {"acl", "acl:relcl"})
    if len(wide) > MOST_WORDS:
        wide = _phrase(s, i, CUT | {"acl", "acl:relcl", "appos"})
    return Span(s.tokens[wide[0]].start, s.tokens[wide[-1]].end)


def antecedent_of(s: Sentence, i: int) -> int | None:
    """The noun that a relative pronoun stands for; None for other words, and where the tree has none."""
    if s.tokens[i].xpos not in ("WDT", "WP"):
        return None
    clause = next((k for k in ancestors(s, i) if s.tokens[k].deprel == "acl:relcl"), None)
    noun = s.tokens[clause].head if clause is not None else None
    while noun is not None and s.tokens[i].lemma.lower() == "who" and s.tokens[noun].deprel in ("nmod", "appos"):
        body = any(n.kind in BODIES and n.first <= noun <= n.last for n in s.names)
        if not body and (s.tokens[noun].deprel == "nmod" or s.tokens[s.tokens[noun].head].upos != "PROPN"):
            break
        noun = s.tokens[noun].head  # "Ann Hall, a clerk at Exton Ltd, who notes that …": no body is "who"
    return noun


def named_span(s: Sentence, i: int) -> Span:
    """The words of a noun without clauses and appositions: what a relative pronoun after it stands for."""
    wide = _phrase(s, i, CUT | {"acl", "acl:relcl", "appos"})
    return Span(s.tokens[wide[0]].start, s.tokens[wide[-1]].end)


def _phrase(s: Sentence, i: int, cut: frozenset[str]) -> list[int]:
    inside, stack = {i}, [i]
    while stack:
        k = stack.pop()
        for c in s.children[k]:
            t = s.tokens[c]
            if t.deprel in (cut if k == i else cut - CUT) or t.deprel == "punct":
                continue
            if c < i and t.deprel in ("acl", "acl:relcl", "appos"):
                continue
            if k == i and ((t.deprel == "case" and t.xpos != "POS") or (t.deprel in ("advmod", "obl") and c > i)):
                continue
            if t.deprel in ("acl", "acl:relcl") and _set_apart(s, c):
                continue
            inside.add(c)
            stack.append(c)
    first = last = i
    while _bridged(s, inside, first, -1) is not None:
        first = _bridged(s, inside, first, -1) or 0
    while (after := _bridged(s, inside, last, 1)) is not None:
        last = after
    if s.tokens[last].xpos == "POS" and last > first:
        last -= 1
    return list(range(first, last + 1))


def _bridged(s: Sentence, inside: set[int], at: int, step: int) -> int | None:
    """The next token of the phrase in a direction, over punctuation; None at its end."""
    k = at + step
    while 0 <= k < len(s.tokens) and k not in inside and s.tokens[k].upos == "PUNCT":
        k += step
    return k if k in inside else None


def _set_apart(s: Sentence, i: int) -> bool:
    """Whether a clause after a noun stands after a comma: it adds, it does not tell which."""
    first = i
    stack = [i]
    while stack:
        k = stack.pop()
        first = min(first, k)
        stack.extend(s.children[k])
    return first > 0 and s.tokens[first - 1].upos == "PUNCT"


def make_speaker(s: Sentence, i: int, cast: Cast) -> Speaker:
    """A speaker from its head word; ``id`` is None where no actor is headed there."""
    actor = cast.headed(s.tokens[i].start)
    if actor is None:
        for k in kids(s, i, "flat", "compound", "appos"):
            actor = cast.headed(k.start)
            if actor is not None:
                break
    return Speaker(actor.id if actor else None, speaker_span(s, i))
