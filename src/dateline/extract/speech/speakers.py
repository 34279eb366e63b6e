"""Who speaks, by the tree: the subject of a cue, wherever the clause keeps it."""

from __future__ import annotations

from dateline.lookup import Cast
from dateline.records import Sentence, Span, Speaker
from dateline.syntax import is_label, is_passive, kid, kids

MOST_WORDS = 15  # an apposition is kept in the speaker's words while they are no more than this
CUT = ("acl:relcl", "acl", "parataxis", "advcl", "ccomp", "dep", "cop", "aux", "mark", "nsubj", "expl", "discourse")


def subject_of(s: Sentence, i: int) -> int | None:
    """The head word of a verb's doer: its own subject, a passive's agent, or the one it shares.

    None where nobody is named ("it is said") or the tree has none.
    """
    for _ in range(8):  # a chain of verbs is short; a bound keeps odd trees harmless
        if is_passive(s, i):
            agent = kid(s, i, "obl:agent")
            return agent.i if agent is not None else None
        subject = kid(s, i, "=nsubj")
        if subject is not None:
            return subject.i
        t = s.tokens[i]
        if t.head < 0 or kid(s, i, "expl", "csubj") is not None:
            return None
        governor = s.tokens[t.head]
        if t.deprel in ("conj", "xcomp", "advcl", "ccomp", "parataxis", "dep") and governor.upos in ("VERB", "AUX"):
            if t.deprel == "xcomp" and (object_ := kid(s, t.head, "obj")) is not None and t.xpos != "VBG":
                return object_.i  # "asked him to say"
            i = t.head
            continue
        if t.deprel == "acl" and governor.upos in ("NOUN", "PROPN", "PRON"):
            return governor.i  # "a statement saying"
        if t.deprel in ("advcl", "conj", "xcomp", "ccomp") and (subject := kid(s, t.head, "=nsubj")) is not None:
            return subject.i  # the governor is an adjective or noun with a copula
        return None
    return None


def speaker_span(s: Sentence, i: int) -> Span:
    """The words of a speaker: the phrase with those coordinated, and an apposition while it stays short."""
    whole = _phrase(s, i, apposition=True)
    if len(whole) > MOST_WORDS:
        whole = _phrase(s, i, apposition=False)
    return Span(s.tokens[whole[0]].start, s.tokens[whole[-1]].end)


def _phrase(s: Sentence, i: int, *, apposition: bool) -> list[int]:
    inside, stack = {i}, [i]
    while stack:
        k = stack.pop()
        for c in s.children[k]:
            t = s.tokens[c]
            if any(t.deprel == cut for cut in CUT) or t.deprel == "punct":
                continue
            if k == i and (t.deprel == "case" and t.xpos != "POS" or t.deprel == "advmod" and c > i):
                continue
            if is_label(t.deprel, "appos") and not apposition:
                continue
            inside.add(c)
            stack.append(c)
    last = i
    ordered = sorted(inside)
    for k in ordered:  # the run round the head; gaps of punctuation are bridged
        if k > last and all(s.tokens[x].upos == "PUNCT" or x in inside for x in range(last, k)):
            last = k
        elif k > last:
            break
    first = i
    for k in reversed(ordered):
        if k < first and all(s.tokens[x].upos == "PUNCT" or x in inside for x in range(k, first)):
            first = k
        elif k < first:
            break
    while s.tokens[last].xpos == "POS" and last > first:
        last -= 1
    return list(range(first, last + 1))


def make_speaker(s: Sentence, i: int, cast: Cast) -> Speaker:
    """A speaker from its head word; ``id`` is None where no actor is headed there."""
    actor = cast.headed(s.tokens[i].start)
    if actor is None:
        for k in kids(s, i, "flat", "compound", "appos"):
            actor = cast.headed(k.start)
            if actor is not None:
                break
    return Speaker(actor.id if actor else None, speaker_span(s, i))
