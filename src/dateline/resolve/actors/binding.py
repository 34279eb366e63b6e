"""What a pronoun's place in its sentence tells: whom it cannot mean there, and whom a possessive means first.

A plain pronoun is free in its own clause, as in Chomsky's principle B; the subject of a verb that has none
of its own is that of the verb which governs it.
"""

from __future__ import annotations

from collections.abc import Callable

from dateline.lexicon.actors import Lists
from dateline.records import Sentence, Token
from dateline.resolve.actors.drafts import Draft
from dateline.syntax import clause_head, is_label

STEPS = 6  # verbs looked at upwards from a pronoun
BESIDE = frozenset({"around", "behind", "near", "before", "ahead", "beside", "above", "below"})
OBJECTIVE = frozenset({"him", "her", "them"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
SUBJECTS = ("nsubj", "nsubj:pass")


def fellows(s: Sentence, i: int, at: dict[int, Draft]) -> set[int]:
    """The ids of the drafts in a plain pronoun's own clause, its told or understood subject among them."""
    clause = clause_head(s, i)
    along = _goes_along(s, i, clause)
    labels = ("obj", "iobj", "obl:agent") if along else (*SUBJECTS, "obj", "iobj", "obl:agent")
    beside = [c for c in s.children[clause] if c != i and s.tokens[c].deprel in labels]
    barred = {id(at[k].whole()) for c in beside for k in also_called(s, c) if k in at}
    if s.tokens[i].deprel in SUBJECTS:
        for k in s.children[clause]:
            if s.tokens[k].deprel == "advcl" and s.tokens[k].xpos in ("VBG", "VBN") and k < i:
                barred |= _below(s, k, at)  # "Pressed by the judge, she wept"
        up = s.tokens[clause].head
        if up >= 0 and s.tokens[i].text.lower() in OBJECTIVE:  # "he wanted him to win"
            barred |= _drafts(s, understood_subject(s, up), at)
    elif not along:
        barred |= _drafts(s, [c for c in understood_subject(s, clause) if c != i], at)
    return barred


def _drafts(s: Sentence, tokens: list[int], at: dict[int, Draft]) -> set[int]:
    return {id(at[k].whole()) for c in tokens for k in also_called(s, c) if k in at}


def also_called(s: Sentence, c: int) -> list[int]:
    """A token with those that its sentence says are the same: what "who" stands for, and both sides of an apposition
    ("Clark, a *chairman* *who* has met her": she is not Clark)."""
    found = [c]
    t = s.tokens[c]
    if t.text.lower() in RELATIVE:
        v = t.head
        for _ in range(STEPS):
            if v < 0 or s.tokens[v].deprel == "acl:relcl":
                break
            v = s.tokens[v].head
        if v >= 0 and s.tokens[v].head >= 0:
            found.append(s.tokens[v].head)
    for k in list(found):
        if s.tokens[k].deprel == "appos":
            found.append(s.tokens[k].head)
        found += [x for x in s.children[k] if s.tokens[x].deprel == "appos"]
    return found


def others_own(s: Sentence, t: Token, lists: Lists) -> set[int]:
    """The tokens that a possessive can't mean since nobody condemns, or asks for, what is his own: the subjects of
    "slammed *his* ban", "sought *her* advice"; the empty set for other verbs."""
    noun = t.head
    if noun < 0 or s.tokens[noun].deprel != "obj" or s.tokens[s.tokens[noun].head].upos != "VERB":
        return set()
    verb, what = s.tokens[s.tokens[noun].head].lemma.lower(), s.tokens[noun].lemma.lower()
    if verb not in lists.of_others and not (verb in lists.asking and what in lists.asked_of):
        return set()
    return set(understood_subject(s, s.tokens[noun].head))


def _below(s: Sentence, verb: int, at: dict[int, Draft]) -> set[int]:
    """The objects of a verb whose subject is that of the clause it hangs from."""
    if any(s.tokens[c].deprel in SUBJECTS for c in s.children[verb]):
        return set()
    return {id(at[c].whole()) for c in s.children[verb] if c in at and s.tokens[c].deprel in ("obj", "iobj", "obl")}


def understood_subject(s: Sentence, verb: int) -> list[int]:
    """The tokens that do what a verb tells: its subject, else that of its governor; [] where nothing tells."""
    for _ in range(STEPS):
        own = [c for c in s.children[verb] if s.tokens[c].deprel in SUBJECTS]
        if own:
            return own
        t = s.tokens[verb]
        if t.head < 0:
            return []
        if t.deprel == "acl":  # "the clerk accused of cheating him"
            return [t.head]
        if t.deprel == "xcomp":  # "urged X to help him": X helps; "promised to help him": who promised
            told = [c for c in s.children[t.head] if s.tokens[c].deprel in ("obj", "iobj")]
            if told:
                return told
        elif t.deprel not in ("conj", "advcl") or _is_own_clause(s, verb):
            return []
        verb = t.head
    return []


def _is_own_clause(s: Sentence, verb: int) -> bool:
    """Whether a clause has a conjunction before it and a finite verb, so that no other's subject is its own."""
    marked = any(s.tokens[c].deprel == "mark" for c in s.children[verb])
    return marked and s.tokens[verb].xpos not in ("VBG", "VBN")


def _goes_along(s: Sentence, i: int, verb: int) -> bool:
    """ "Drivers had phones with them": a place beside the subject, which a plain pronoun may tell."""
    if s.tokens[i].deprel != "obl":
        return False
    case = {s.tokens[c].text.lower() for c in s.children[i] if s.tokens[c].deprel == "case"}
    held = any(s.tokens[c].deprel == "obj" for c in s.children[verb])
    return bool(case & BESIDE) or (held and "with" in case)


def owner(s: Sentence, t: Token, at: dict[int, Draft], agrees: Callable[[Draft], bool]) -> Draft | None:
    """Whom a possessive means before all others; None where the nearest of these does not agree.

    The name that its noun is joined to ("Kovar and her aides"), the subject of its clause, and, where it
    stands in that subject, the subject of a clause before it ("When Kovar came, her aides left").
    """
    noun = t.head
    if noun < 0:
        return None
    if s.tokens[noun].deprel == "conj":
        first = s.tokens[noun].head
        if first < t.i and first in at and agrees(at[first].whole()) and s.tokens[first].upos == "PROPN":
            return at[first].whole()
    verb = clause_head(s, t.i)
    for _ in range(STEPS):
        tops = understood_subject(s, verb)
        before = [c for c in tops if c < t.i and c in at and not _holds(s, c, t.i)]
        if before:
            found = at[before[0]].whole()
            return found if agrees(found) else None
        if any(_holds(s, c, t.i) for c in tops):
            for c in sorted(s.children[verb], reverse=True):
                if c < t.i and is_label(s.tokens[c].deprel, "advcl"):
                    for k in understood_subject(s, c):
                        if k < c and k in at and agrees(at[k].whole()):
                            return at[k].whole()
            up = s.tokens[verb].head
            if up < 0 or s.tokens[verb].deprel not in ("ccomp", "advcl"):
                return None
            verb = up
            continue
        return None
    return None


def is_predicate(s: Sentence, i: int) -> bool:
    """Whether a noun only says what somebody is ("is a liar", "became mayor"): nobody is met there."""
    t = s.tokens[i]
    return t.deprel == "xcomp" or any(s.tokens[c].deprel == "cop" for c in s.children[i])


def _holds(s: Sentence, top: int, i: int) -> bool:
    """Whether a token stands below another within a few steps."""
    for _ in range(2 * STEPS):
        if i == top:
            return True
        if i < 0:
            return False
        i = s.tokens[i].head
    return False
