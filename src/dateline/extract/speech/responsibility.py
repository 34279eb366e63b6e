"""Words about an act that is told elsewhere: who claims it, denies it, is blamed for it, and what is said of it.

"The group claimed responsibility for the attack" tells no new act: it gives the attack an actor by that
actor's own word. "The ministry denied involvement in it" makes an actor denied, not the act undone.
Numbers are token indices; finding the event that a trigger belongs to is the caller's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.extract.speech.speakers import subject_of
from dateline.lexicon.reporting import ReportingWords, ResponsibilityRule
from dateline.records import Analysis, Sentence, Span, Token
from dateline.syntax import ancestors, conjuncts, is_negated, is_passive, kid, kids


@dataclass(frozen=True, slots=True)
class ResponsibilityClaim:
    """Somebody's word on who did an act.

    ``trigger`` is the word of the act ("attack"), None where it is left out ("The group claimed
    responsibility."): then an act told before is meant. ``actor`` are the head words of those who did it
    by that word; ``claimant`` is the head word of who says so, None for nobody named or the enclosing
    speech (the caller asks ``said_by_at`` of the cue). ``polarity`` is as ``Participant.polarity``.
    """

    sentence: int
    trigger: int | None
    actor: tuple[int, ...]
    claimant: int | None
    polarity: str  # claimed | suspected | denied
    cue: int
    kind: str  # as Attribution.kind


@dataclass(frozen=True, slots=True)
class EventClaim:
    """What is said of an act: ``about`` is the word it is said of (the act's noun or verb), where the tree tells."""

    sentence: int
    about: int | None
    what: str
    span: Span


def responsibility_claims(analysis: Analysis, words: ReportingWords) -> tuple[ResponsibilityClaim, ...]:
    """Claims, denials, suspicions and blame for acts, in reading order; () where there are none."""
    found = []
    for s in analysis.sentences:
        for t in s.tokens:
            for rule in words.responsibility.get(t.lemma, ()):
                claim = _read(s, t, rule, words)
                if claim is not None:
                    found.append(claim)
                    break
    return tuple(found)


def _read(s: Sentence, t: Token, rule: ResponsibilityRule, words: ReportingWords) -> ResponsibilityClaim | None:
    passive = t.upos == "VERB" and is_passive(s, t.i)
    if t.upos not in ("VERB", "AUX", "ADJ"):
        return None
    subject = kid(s, t.i, "nsubj")
    doer = subject_of(s, t.i, words)
    noun: Token | None = None
    if rule.noun:
        noun = next((k for k in kids(s, t.i, "obj", "nsubj:pass") if k.lemma in rule.noun), None)
        if noun is None:
            return None
    act = _act(s, t, noun, rule, words, passive=passive)
    if _denied(s, t, subject):
        return None  # "no group has claimed it"
    if rule.actor == "agent":  # "was carried out by X": whose word it is, the speech around it tells
        agent = kid(s, t.i, "obl:agent")
        if not passive or agent is None or subject is None:
            return None
        act = _antecedent(s, t.i) if subject.xpos in ("WDT", "WP") else subject.i
        return ResponsibilityClaim(s.index, act, tuple(conjuncts(s, agent.i)), None, rule.polarity, t.i, rule.kind)
    if rule.actor == "enclosing":  # "is behind it"
        if subject is None or act is None:
            return None
        return ResponsibilityClaim(s.index, act, tuple(conjuncts(s, subject.i)), None, rule.polarity, t.i, rule.kind)
    if rule.actor == "subject":  # claim, deny: the one who speaks is the one who did it, or did not
        if doer is None or (act is None and noun is None):
            return None
        actor = conjuncts(s, doer)
        return ResponsibilityClaim(s.index, act, tuple(actor), doer, rule.polarity, t.i, rule.kind)
    if rule.actor == "passive":  # "is suspected of the attack", "is believed to be behind it"
        if not passive or subject is None or act is None:
            return None
        agent = kid(s, t.i, "obl:agent")
        claimant = agent.i if agent is not None else None
        return ResponsibilityClaim(
            s.index, act, tuple(conjuncts(s, subject.i)), claimant, rule.polarity, t.i, rule.kind
        )
    # accuse, blame, hold responsible: the object did it by the subject's word
    obj = subject if passive else kid(s, t.i, "obj")
    if rule.actor == "oblique":  # "blamed the attack on X", "attributed it to X"
        obj, swapped = _oblique(s, t, rule), kid(s, t.i, "nsubj:pass" if passive else "obj")
        act = swapped.i if swapped is not None else None
    if obj is None or act is None or obj.i == act:
        return None
    return ResponsibilityClaim(s.index, act, tuple(conjuncts(s, obj.i)), doer, rule.polarity, t.i, rule.kind)


def _denied(s: Sentence, t: Token, subject: Token | None) -> bool:
    if is_negated(s, t.i):
        return True
    return subject is not None and (is_negated(s, subject.i) or subject.lemma.lower() in ("nobody", "none"))


def _antecedent(s: Sentence, i: int) -> int | None:
    """The noun that a relative clause round about a verb belongs to."""
    for k in (i, *ancestors(s, i)):
        if s.tokens[k].deprel == "acl:relcl":
            return s.tokens[k].head
    return None


def _act(
    s: Sentence, t: Token, noun: Token | None, rule: ResponsibilityRule, words: ReportingWords, *, passive: bool
) -> int | None:
    """The word of the act: after the rule's preposition at the cue or its noun, a gerund, an object, or the subject."""
    obj = kid(s, t.i, "obj")  # the parser often hangs "for the fire" from "rebels" in "blamed rebels for the fire"
    holders = [noun.i] if noun is not None else [obj.i] if obj is not None and rule.actor == "object" else []
    for holder in (*holders, t.i):
        for k in kids(s, holder, "nmod", "obl", "acl", "advcl", "xcomp", "ccomp"):
            if k.i <= holder:
                continue
            case = {s.tokens[c].lemma for c in s.children[k.i] if s.tokens[c].deprel in ("case", "mark", "aux")}
            if case & rule.prepositions or (k.xpos == "VBG" and "ing" in rule.prepositions):
                return _inner(s, k, words)
            if "to" in rule.prepositions and k.deprel == "xcomp":
                behind = _behind(s, k, words)
                if behind is not None:
                    return behind
    if "ing" in rule.prepositions:
        clause = kid(s, t.i, "ccomp")  # "denied that it had bombed the school"
        own = kid(s, clause.i, "nsubj") if clause is not None else None
        return clause.i if clause is not None and own is not None and own.upos == "PRON" else None
    if "object" in rule.prepositions and noun is None:
        whole = kid(s, t.i, "nsubj:pass" if passive else "obj")
        return whole.i if whole is not None else None
    return None


def _inner(s: Sentence, k: Token, words: ReportingWords) -> int:
    """ "for carrying out the attack", "of being behind it", "of involvement in it": the act's own word."""
    if k.lemma in words.sets.doing:
        obj = kid(s, k.i, "obj")
        return obj.i if obj is not None else k.i
    if k.lemma in words.sets.sharing:
        below = kid(s, k.i, "nmod", "obl", "acl")
        return below.i if below is not None else k.i
    return _behind(s, k, words) or k.i


def _behind(s: Sentence, k: Token, words: ReportingWords) -> int | None:
    """ "to be behind X", "to be responsible for X", "to have carried out X": X; None for other infinitives."""
    for case in s.children[k.i]:
        if s.tokens[case].lemma == "behind":
            return k.i
    for c in kids(s, k.i, "obl", "nmod"):
        cases = {s.tokens[x].lemma for x in s.children[c.i] if s.tokens[x].deprel == "case"}
        if "behind" in cases or (k.lemma in ("responsible", "involved") and cases & {"for", "in"}):
            return c.i
    if k.upos == "VERB" and k.lemma in words.sets.doing:
        obj = kid(s, k.i, "obj")
        return obj.i if obj is not None else None
    return k.i if k.upos == "VERB" and k.lemma not in ("be", "have") else None


def _oblique(s: Sentence, t: Token, rule: ResponsibilityRule) -> Token | None:
    obj = kid(s, t.i, "obj")
    below: list[Token] = kids(s, obj.i, "nmod") if obj is not None else []
    for k in (*kids(s, t.i, "obl", "nmod"), *below):
        if {s.tokens[c].lemma for c in s.children[k.i] if s.tokens[c].deprel == "case"} & rule.prepositions:
            return k
    return None


# ------------------------------------------------------------ what is said of an act


def event_claims(analysis: Analysis, words: ReportingWords) -> tuple[EventClaim, ...]:
    """Words that justify, blame or class an act ("in self-defense", "a war crime"), in reading order; () for none."""
    found: list[EventClaim] = []
    longest = max((len(phrase.split()) for phrase in words.claims), default=0)
    for s in analysis.sentences:
        skip = -1
        texts = [t.text.lower() for t in s.tokens]
        for i in range(len(texts)):
            if i < skip:
                continue
            for size in range(min(longest, len(texts) - i), 0, -1):
                what = words.claims.get(_phrase(s, i, size))
                if what is not None:
                    about = _about(s, range(i, i + size), words)
                    found.append(EventClaim(s.index, about, what, _span(s, i, i + size - 1)))
                    skip = i + size
                    break
    return tuple(found)


def _phrase(s: Sentence, i: int, size: int) -> str:
    """The words of some tokens as the text writes them, lower case, single blanks: "self-defense" stays one."""
    out = ""
    for t in s.tokens[i : i + size]:
        glued = not out or t.start == s.tokens[t.i - 1].end
        out += t.text.lower() if glued else " " + t.text.lower()
    return out


def _span(s: Sentence, first: int, last: int) -> Span:
    return Span(s.tokens[first].start, s.tokens[last].end)


def _about(s: Sentence, inside: Iterable[int], words: ReportingWords) -> int | None:
    """The act's word: the subject where the phrase is predicate, the noun or verb that it hangs from otherwise."""
    held = set(inside)
    top = next((k for k in held if s.tokens[k].head not in held), None)
    for _ in range(6):
        if top is None or top < 0:
            return None
        t = s.tokens[top]
        obj = kid(s, top, "obj") if top not in held else None
        if obj is not None and obj.i not in held and t.lemma in words.sets.classing:
            return obj.i  # "called the raid a war crime"
        subject = kid(s, top, "nsubj")
        if subject is not None and subject.i not in held:
            predicate = kid(s, top, "cop") is not None or t.lemma in ("be", "constitute", "violate")
            return subject.i if predicate or top in held else top
        if top not in held and t.upos in ("VERB", "NOUN"):
            return top
        top = t.head
    return None
