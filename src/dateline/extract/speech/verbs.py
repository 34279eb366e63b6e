"""Verbs that tell: which of their complements is the content."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from dateline.extract.speech.asides import bare_passive, between_commas, closing_cue, is_aside
from dateline.extract.speech.extracted import behind_time, extracted
from dateline.extract.speech.reach import clause_tokens, new_cue, resumed
from dateline.extract.speech.speakers import behind_cue, cut_subject, hung_wrong, is_charged, subject_of
from dateline.extract.speech.tree import (
    Told,
    after_preposition,
    around,
    case,
    is_infinitive,
    pieces_of,
    without_stance,
)
from dateline.lexicon.reporting import ReportingWord, ReportingWords
from dateline.records import Sentence, Token
from dateline.syntax import is_negated, is_passive, kid, kids, subtree

UNSAID = frozenset({"asks", "learns", "believes", "discusses"})  # kinds that take "when it would end" unnegated
FOLLOWERS = ("xcomp", "ccomp")  # what goes with an object: "called him a liar"


@dataclass(frozen=True, slots=True)
class _Cue:
    """A verb that may tell, with what its readers ask of it again and again."""

    s: Sentence
    t: Token
    word: ReportingWord
    words: ReportingWords
    passive: bool
    speaker: int | None
    obj: Token | None
    own: frozenset[int]  # never its content

    def made(self, form: str, tokens: Iterable[int], *, to: int | None = None) -> Told:
        some = list(tokens)
        governed = ("xcomp", "advcl", "ccomp")
        nominal = form in ("object", "subject", "prep") and not any(
            self.s.tokens[k].deprel in governed and self.s.tokens[k].head == self.t.i for k in some
        )
        pieces = pieces_of(self.s, some, self.own)
        return Told(self.s.index, self.t.i, self.word, form, pieces, self.speaker, to, nominal=nominal)


def of_verb(
    s: Sentence, t: Token, word: ReportingWord, words: ReportingWords, shared: dict[int, int | None]
) -> Told | None:
    """A verb's telling; None where it has none of its complements. ``shared`` hands speakers on to later cues."""
    split = extracted(s, t, word)
    if split is not None:
        return split
    if word.kind == "accuses" and is_charged(s, t):
        return None
    passive = is_passive(s, t.i)
    if word.kind == "seems":
        shared[t.i] = None  # its subject is what seems, not who says so
    if bare_passive(s, t, words, passive=passive):
        return Told(s.index, t.i, word, "subject", pieces_of(s, _subject_phrase(s, t.i)), None)
    speaker = shared[t.i] if t.i in shared else None if _fronted(s, t) else subject_of(s, t.i, words)
    if speaker is None and not passive:
        speaker = cut_subject(s, t) or behind_cue(s, t) or hung_wrong(s, t)
    obj = kid(s, t.i, "obj", "iobj")
    if speaker is None and obj is not None and not passive and "clause" in word.takes and _inverted(s, t, obj):
        speaker, obj = obj.i, None  # "… , warned Hall": the tree takes the speaker for an object
    own = frozenset(_own(s, t, with_subject=word.kind != "seems"))
    cue = _Cue(s, t, word, words, passive, speaker, obj, own)
    for reader in (_aside, _told_clause, _infinitive, _asked, _parenthesis, _noun_phrase, _after):
        found = reader(cue, shared)
        if found is not None:
            return found
    return None


Shared = dict[int, int | None]


def _aside(cue: _Cue, shared: Shared) -> Told | None:
    if "clause" not in cue.word.takes or cue.passive or cue.speaker is None or cue.t.deprel == "acl:relcl":
        return None  # "the clerk, who knows nobody here, struck him"
    if cue.obj is not None and "person" not in cue.word.takes and cue.obj.i > cue.t.i:
        return None  # "Asked why, he listed gulls, mice and the wind"
    pieces = between_commas(cue.s, cue.t, cue.speaker)
    if pieces is None:
        return None
    return Told(cue.s.index, cue.t.i, cue.word, "around", pieces, cue.speaker)


def _told_clause(cue: _Cue, shared: Shared) -> Told | None:
    s, t, word = cue.s, cue.t, cue.word
    clause = _clause(s, t) or behind_time(s, t, cue.words)
    if clause is not None and clause.i < t.i and cue.obj is not None and "person" not in word.takes:
        return None  # "They like it — in fact, many prefer it": the cue has its own object
    infinitive = clause is not None and is_infinitive(s, clause.i)
    if clause is None or not ("clause" in word.takes or ("to" in word.takes and infinitive)):
        return None
    if infinitive and word.word in cue.words.sets.letting:
        return None
    if word.word == "find" and clause.upos == "ADJ" and kid(s, clause.i, "cop") is None:
        return None  # "found it hard to leave"
    tokens = clause_tokens(s, t, clause.i, cue.words)
    hidden = new_cue(s, t, clause.i, cue.words) if clause.i > t.i else None
    if hidden is not None:
        verb, start = hidden
        tokens = [k for k in tokens if k < start]
        if kid(s, verb, "nsubj") is None:
            shared[verb] = cue.speaker
    for k in resumed(s, clause.i, cue.words):
        shared[k] = cue.speaker
        tokens = [x for x in tokens if x not in frozenset(subtree(s, k))]
    addressee = cue.obj
    if addressee is not None and "person" not in word.takes:
        if t.i < addressee.i < clause.i and "object" in word.takes and kid(s, clause.i, "=nsubj") is not None:
            return None  # "denied any part in it, and the envoy has accused nobody": two clauses
        if t.i < addressee.i < clause.i:  # "demanded the mayor make a pledge": the tree cuts the clause's subject off
            tokens = [*subtree(s, addressee.i), *tokens]
        addressee = None
    return cue.made("clause", tokens, to=addressee.i if addressee is not None else None)


def _infinitive(cue: _Cue, shared: Shared) -> Told | None:
    s, t, word, obj = cue.s, cue.t, cue.word, cue.obj
    for k in kids(s, t.i, "xcomp"):
        if "to" in word.takes and is_infinitive(s, k.i):
            tokens = without_stance(s, [*_restricted(s, k.i), *_more_infinitives(s, t, k.i)], cue.words)
            if cue.passive or word.kind == "seems":
                tokens = [*_without_relatives(s, _subject_phrase(s, t.i)), *tokens]
            elif obj is not None and "object" in word.takes and obj.i < k.i:
                tokens = [*subtree(s, obj.i), *tokens]
                obj = None
            return cue.made("to", tokens, to=obj.i if obj is not None else None)
        if "ing" in word.takes and (k.xpos == "VBG" or any(s.tokens[c].xpos == "VBG" for c in s.children[k.i])):
            return cue.made("ing", subtree(s, k.i))
    return None


def _asked(cue: _Cue, shared: Shared) -> Told | None:
    """ "did not say when it would end", "questioned why she left": what the tree takes for an adverbial."""
    if "clause" not in cue.word.takes or cue.t.deprel == "acl:relcl":
        return None  # "a custom that he observed when she came"
    for k in kids(cue.s, cue.t.i, "advcl", "xcomp"):
        tokens = subtree(cue.s, k.i)
        first = cue.s.tokens[tokens[0]]
        timed = first.lemma in ("when", "where") and not (
            cue.word.kind in UNSAID or cue.t.xpos == "VB" or is_negated(cue.s, cue.t.i)
        )
        if cue.t.i < first.i <= cue.t.i + 2 and first.xpos in ("WRB", "WP", "WDT") and not timed:
            return cue.made("clause", tokens)
    return None


def _parenthesis(cue: _Cue, shared: Shared) -> Told | None:
    s, t, word = cue.s, cue.t, cue.word
    if "clause" not in word.takes or (cue.obj is not None and "person" not in word.takes):
        return None  # "clerks wept as he conceded the point" is no aside
    if kid(s, t.i, "xcomp") is not None:
        return None  # nor "as people continue to come"
    if is_aside(s, t):
        return around(s, t.i, word, cue.speaker, t.head, "around", own=cue.own)
    closing = closing_cue(s, t, cue.words)
    return Told(s.index, t.i, word, "around", closing[1], closing[0]) if closing is not None else None


def _noun_phrase(cue: _Cue, shared: Shared) -> Told | None:
    s, t, word, obj = cue.s, cue.t, cue.word, cue.obj
    if not {"object", "named"} & word.takes:
        return None
    if cue.passive:
        followers = [*_followers(s, t, word, cue.words, t.i), *_behind_agent(s, t, word)]
        subject = _subject_phrase(s, t.i)
        tokens = [*(_without_relatives(s, subject) if followers else subject), *followers]
        if not tokens or not (followers or "object" in word.takes):
            return None
        return replace(cue, own=cue.own - set(followers)).made("subject", tokens)
    if obj is None:
        gerund = next((k for k in kids(s, t.i, "xcomp") if k.xpos == "VBG" and t.i < k.i <= t.i + 2), None)
        return cue.made("ing", subtree(s, gerund.i)) if gerund is not None and "object" in word.takes else None
    followers = _followers(s, t, word, cue.words, obj.i)
    if not followers and "object" not in word.takes:
        return None
    return cue.made("object", [*_restricted(s, obj.i), *followers])


def _after(cue: _Cue, shared: Shared) -> Told | None:
    if not cue.word.prepositions:
        return None
    tokens = after_preposition(cue.s, cue.t, cue.word.prepositions)
    if not tokens:
        return None
    addressee = cue.obj.i if cue.obj is not None and "person" in cue.word.takes else None
    return cue.made("prep", [*tokens, *_followers(cue.s, cue.t, cue.word, cue.words, max(tokens))], to=addressee)


def _behind_agent(s: Sentence, t: Token, word: ReportingWord) -> list[int]:
    """ "accused by prosecutors | of taking bribes": the parser hangs the charge from those who bring it."""
    agent = kid(s, t.i, "obl:agent")
    if agent is None:
        return []
    return [
        x
        for k in kids(s, agent.i, "acl", "nmod", "advcl")
        if k.i > agent.i and word.prepositions & case(s, k.i)
        for x in subtree(s, k.i)
    ]


def _restricted(s: Sentence, i: int) -> list[int]:
    """A phrase without the relative clause that a comma sets apart: what it adds is the outlet's."""
    tokens = subtree(s, i)
    for k in tokens:
        if s.tokens[k].deprel == "acl:relcl":
            clause = subtree(s, k)
            if clause[0] > i and s.tokens[clause[0] - 1].upos == "PUNCT":
                return [x for x in tokens if x < clause[0] or x > clause[-1]]
    return tokens


def _more_infinitives(s: Sentence, t: Token, after: int) -> list[int]:
    """ "to widen the road, | build a bridge and | plant trees": later ones that the tree hangs from the cue."""
    return [
        x
        for k in kids(s, t.i, "conj")
        if k.i > after and k.xpos == "VB" and kid(s, k.i, "nsubj", "aux") is None
        for x in subtree(s, k.i)
    ]


def _clause(s: Sentence, t: Token) -> Token | None:
    """The clause that a verb tells; not one set apart by a colon or semicolon before it."""
    clauses = kids(s, t.i, "ccomp")
    for k in clauses:
        if k.i < t.i and cut_subject(s, t) is not None:
            continue
        if k.i < t.i < clauses[-1].i and "that" in case(s, clauses[-1].i):
            continue  # a headline run into "The mayor told them that …"
        if k.i < t.i < clauses[-1].i and s.tokens[subtree(s, k.i)[0]].upos == "ADP":
            continue  # 'On the day that the roof fell, she said, "So be it"': when it was said
        if k.i < t.i and k.xpos in ("VBN", "VBG") and kid(s, k.i, "nsubj", "nsubj:pass", "aux", "aux:pass") is None:
            continue  # "Asked whether it would rain, she said …"
        last = max((x for x in subtree(s, k.i) if s.tokens[x].upos != "PUNCT"), default=k.i)
        between = s.tokens[last + 1 : t.i] if k.i < t.i else ()
        if not any(x.text in (":", ";") for x in between):
            return k
    return None


def _fronted(s: Sentence, t: Token) -> bool:
    """ "Asked whether it would rain, she listed …": she is the one who was asked."""
    loose = t.xpos in ("VBN", "VBD") and t.head > t.i and t.deprel in ("advcl", "ccomp")
    return loose and kid(s, t.i, "nsubj", "nsubj:pass", "aux", "aux:pass", "mark") is None


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


def _without_relatives(s: Sentence, tokens: list[int]) -> list[int]:
    """ "Ships | that rebels attacked | are said to be lost": the clause that tells which ships is the outlet's."""
    inside = set(tokens)
    for k in tokens:
        if s.tokens[k].deprel == "acl:relcl" and s.tokens[k].head in inside and k > s.tokens[k].head:
            inside.difference_update(subtree(s, k))
    return sorted(inside)


def _followers(s: Sentence, t: Token, word: ReportingWord, words: ReportingWords, after: int) -> list[int]:
    """What else of the predicate goes with an object: "him | a liar", "them | of lying", "us | to go"."""
    found: list[int] = []
    for k in kids(s, t.i):
        if k.i <= after:
            continue
        goes_with = word.prepositions | words.completing
        if k.deprel in FOLLOWERS or (k.deprel in ("obl", "advcl") and goes_with & case(s, k.i)):
            found.extend(subtree(s, k.i))
    return found
