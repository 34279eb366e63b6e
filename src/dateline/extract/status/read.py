"""Whether something happened, of any verb, noun or adjective that names it.

A sentence is read from its root down to the word asked about. The root is told as fact; each
step downwards may change that: by words of the clause itself (modals, negation, "if"), and by
the signature of the governor ("failed to", "threat of"). Composition of signatures after
Nairn, Condoravdi & Karttunen (2006); word classes stand in ``lexicons/en/status.toml``.

Reporting does not make a thing less actual: "police said three people were killed" is actual,
and whose word it is, is told elsewhere.
"""

from __future__ import annotations

from dateline.extract.status.forms import FACT, has_case, is_infinitive
from dateline.extract.status.governed import below
from dateline.extract.status.own import within
from dateline.lexicon.status import StatusWords
from dateline.records import Analysis, Sentence, Span, Status

DEEPEST = 24  # governors looked at above a word
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
        path.append(_governor(s, path[-1], words))
    status = outer = FACT
    for k in range(len(path) - 1, -1, -1):
        at = path[k]
        if k < len(path) - 1:
            outer = below(s, path[k + 1], at, status, outer, words)
        status = within(s, at, outer, words)
    return status


def _governor(s: Sentence, i: int, words: StatusWords) -> int:
    """The head of a word, where the parser's is not the one it speaks of.

    Of a participle after a comma the main verb: "pledged to stay, rejecting calls to go"; of what
    is called for, the call: "calls by leaders for a truce".
    """
    t = s.tokens[i]
    up = s.tokens[t.head]
    if (
        t.deprel == "nmod"
        and up.deprel == "nmod"
        and up.head >= 0
        and has_case(s, i, "for")
        and has_case(s, up.i, "by")
    ):
        wish = words.signature.get((s.tokens[up.head].lemma.lower(), "for"))
        return up.head if wish is not None else up.i
    if t.deprel == "obl" and has_case(s, i, "for"):  # "intensified calls for a truce"
        for k in s.children[up.i]:
            said = s.tokens[k]
            if (
                said.deprel == "obj"
                and k < i
                and (said.lemma.lower(), "for") in words.signature
                and said.upos == "NOUN"
            ):
                return k
    apart = t.deprel == "advcl" and t.xpos == "VBG" and i > t.head and s.tokens[i - 1].text == ","
    return up.head if apart and up.deprel == "xcomp" and up.head >= 0 and is_infinitive(s, up.i) else up.i


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
