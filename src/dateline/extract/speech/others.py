"""Nouns, adjectives and prepositions that tell: "her claim that", "is adamant that", "according to"."""

from __future__ import annotations

from dateline.extract.speech.extracted import behind_time
from dateline.extract.speech.speakers import subject_of
from dateline.extract.speech.tree import (
    COMMAS,
    Told,
    after_preposition,
    case,
    is_infinitive,
    pieces_of,
    verb_word,
    without_stance,
)
from dateline.lexicon.reporting import ReportingWord, ReportingWords
from dateline.records import Sentence, Token
from dateline.syntax import clause_head, kid, kids, subtree


def of_noun(s: Sentence, t: Token, word: ReportingWord, words: ReportingWords) -> Told | None:
    """ "her claim that …", "a call for …"; the speaker owns the noun, or is subject of the verb it is object of."""
    tokens: list[int] = []
    verbs = behind_time(s, s.tokens[t.head], words) if t.head >= 0 else None
    for k in kids(s, t.i, "acl", "ccomp", "acl:relcl"):
        marks = case(s, k.i)
        if k is verbs:
            continue
        if ("clause" in word.takes and k.i > t.i and "that" in marks and kid(s, k.i, "nsubj", "cop", "csubj")) or (
            "to" in word.takes and k.i > t.i and k.deprel == "acl" and is_infinitive(s, k.i)
        ):
            tokens = subtree(s, k.i)
        if tokens:
            break
    if not tokens and word.prepositions and (verbs is None or verbs.head != t.i):
        tokens = after_preposition(s, t, word.prepositions)
    if not tokens:
        return None
    tokens = without_stance(s, tokens, words)
    return Told(s.index, t.i, word, "noun", pieces_of(s, tokens, frozenset({t.i})), owner_of(s, t.i, words))


def owner_of(s: Sentence, i: int, words: ReportingWords) -> int | None:
    owner = kid(s, i, "nmod:poss")
    if owner is not None:
        return owner.i
    people = next((k for k in kids(s, i, "amod") if k.text[0].isupper() and k.i > 0), None)
    if people is not None:
        return people.i  # "renewed Republican calls for …"
    for k in kids(s, i, "nmod"):
        if case(s, k.i) & {"by", "from"}:
            return k.i
    t = s.tokens[i]
    if t.head >= 0 and s.tokens[t.head].lemma in words.sets.prompting:
        return None
    if t.head >= 0 and t.deprel in ("obj", "obl", "xcomp") and s.tokens[t.head].upos in ("VERB", "AUX"):
        return subject_of(s, t.head, words)
    return None


def of_adjective(s: Sentence, t: Token, word: ReportingWord) -> Told | None:
    subject = kid(s, t.i, "nsubj")
    if kid(s, t.i, "cop") is None or subject is None or subject.lemma == "it":
        return None
    clause = next((k for k in kids(s, t.i, "ccomp", "xcomp", "advcl") if k.i > t.i), None)
    if clause is not None and any(k.text == ":" for k in s.tokens[t.i : clause.i]):
        return None  # "The point is clear: that …"
    tokens: list[int] = []
    if clause is not None:
        wanted = "to" if is_infinitive(s, clause.i) and clause.deprel == "xcomp" else "clause"
        perfect = any(k.lemma == "have" for k in kids(s, clause.i, "aux")) and word.kind == "plans"
        if wanted in word.takes and clause.deprel != "advcl" and not perfect:
            tokens = subtree(s, clause.i)
    if not tokens and word.prepositions:
        tokens = after_preposition(s, t, word.prepositions)
    if not tokens:
        return None
    return Told(s.index, t.i, word, "adjective", pieces_of(s, tokens, frozenset({t.i})), subject.i)


def of_preposition(s: Sentence, t: Token, words: ReportingWords) -> Told | None:
    """ "according to X": content is the clause it hangs from; the sentence where it stands at either end."""
    for size in (4, 3, 2, 1):
        last = t.i + size - 1
        if last + 1 >= len(s.tokens):
            continue
        word = words.prepositions.get(" ".join(k.text.lower() for k in s.tokens[t.i : last + 1]))
        if word is None:
            continue
        holder = s.tokens[last].head if s.tokens[last].deprel in ("case", "mark") else last + 1
        if holder <= last:
            holder = last + 1
        while (
            s.tokens[holder].deprel in ("compound", "det", "amod", "nmod:poss", "case")
            and s.tokens[holder].head > holder
        ):
            holder = s.tokens[holder].head
        if word.word == "per" and s.tokens[holder].upos != "PROPN":
            return None
        governor = s.tokens[holder].head if s.tokens[holder].head not in range(t.i, last + 1) else s.tokens[t.i].head
        if governor < 0:
            return None
        phrase = frozenset(range(t.i, last + 1)) | frozenset(subtree(s, holder))
        first, end = min(phrase), max(phrase)
        alone = not any(_starts(s, k, words) for k in range(len(s.tokens)) if k not in phrase)
        alone = alone and not _second_of_two(s, governor, words)
        if alone and (first <= 1 or all(k.upos == "PUNCT" for k in s.tokens[end + 1 :])):
            top = governor
            while s.tokens[top].head >= 0:
                top = s.tokens[top].head
            content = [k for k in subtree(s, top) if k not in phrase]
        else:
            relative = _relative_before(s, first, governor)
            content = [k for k in subtree(s, clause_head(s, governor)) if k not in phrase]
            if relative is not None and not all(k.upos == "PUNCT" for k in s.tokens[end + 1 :]):
                content = subtree(
                    s, relative
                )  # "the deal, which would cut its taxes, according to a clerk, compared …"
            if s.tokens[t.i].text[0].isupper() and t.i > 1:
                content = [k for k in content if k > end]  # a line without a stop before it: "According …" begins anew
            elif not alone and min(content, default=end) < first:
                content = [k for k in content if k < first]  # what follows is the next source's
        return Told(s.index, t.i, word, "around", pieces_of(s, content, phrase), holder, cue_last=last)
    return None


def _second_of_two(s: Sentence, i: int, words: ReportingWords) -> bool:
    """Whether a word stands in a second clause whose first names a source of its own: "she came, as the paper
    reported, and he will go, according to a clerk"."""
    clause = clause_head(s, i)
    t = s.tokens[clause]
    if t.deprel != "conj" or kid(s, clause, "=nsubj") is None or t.head < 0:
        return False
    return any(
        s.tokens[subtree(s, k.i)[0]].lemma == "as" and verb_word(s, k, words) is not None
        for k in kids(s, t.head, "advcl")
        if k.i < clause
    )


def _relative_before(s: Sentence, first: int, governor: int) -> int | None:
    """The clause set apart by commas that ends just before a phrase whose governor stands before that clause."""
    for k in range(first - 2, governor, -1):
        if s.tokens[k].deprel == "acl:relcl":
            inside = [x for x in subtree(s, k) if s.tokens[x].upos != "PUNCT"]
            apart = inside[0] > 0 and s.tokens[inside[0] - 1].text in COMMAS
            return k if apart and first - 2 <= inside[-1] < first and inside[0] > governor else None
    return None


def _starts(s: Sentence, i: int, words: ReportingWords) -> bool:
    """Whether a prepositional cue begins at a token: where a sentence has two, each covers its own clause."""
    pair = s.tokens[i : i + 2]
    return len(pair) == 2 and f"{pair[0].text} {pair[1].text}".lower() in words.prepositions
