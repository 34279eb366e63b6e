"""Speech on a page: direct, mixed and indirect, with its speakers."""

from __future__ import annotations

from dateline.extract.speech.marks import find_marked
from dateline.lexicon.reporting import ReportingWords
from dateline.lookup import Cast
from dateline.records import Analysis, Article, Quote, Sentence, Span, Speaker, Token
from dateline.syntax import kid, noun_phrase, subtree


def find_quotes(analysis: Analysis, article: Article, *, cast: Cast, words: ReportingWords) -> tuple[Quote, ...]:
    """Quotes in reading order; () where nobody is quoted.

    Spans are half-open code points of ``article.text``, quotation marks left out; an unclosed
    mark ends at its paragraph and sets ``closed`` to False.
    """
    found: list[tuple[Span, str, Speaker | None, Span | None, bool, str]] = []
    marked = [m for m in find_marked(article.text, article.blocks) if m.depth == 0 and not m.single]
    taken: set[Span] = set()
    for sentence in analysis.sentences:
        for cue in sentence.tokens:
            word = words.verbs.get(cue.lemma.lower()) if cue.upos in ("VERB", "AUX") else None
            clause = kid(sentence, cue.i, "ccomp") if word is not None else None
            if word is None or clause is None:
                continue
            speaker = _speaker(sentence, cue, cast)
            inside = [t for t in subtree(sentence, clause.i) if sentence.tokens[t].upos != "PUNCT"]
            told = Span(sentence.tokens[inside[0]].start, sentence.tokens[inside[-1]].end)
            near = [m for m in marked if m.outer.overlaps(told)]
            whole = next((m for m in near if not m.outer.contains(cue.span)), None)
            if whole is not None and told.start >= whole.outer.start and whole.span not in taken:
                taken.add(whole.span)
                found.append((whole.span, "direct", speaker, cue.span, whole.closed, word.kind))
            elif not any(m.outer.contains(cue.span) for m in near):
                found.append((told, "mixed" if near else "indirect", speaker, cue.span, True, word.kind))
    found.sort(key=lambda f: f[0])
    return tuple(
        Quote(f"q{k}", kind, span, speaker, cue, closed, None, cue_kind)
        for k, (span, kind, speaker, cue, closed, cue_kind) in enumerate(found, start=1)
    )


def _speaker(s: Sentence, cue: Token, cast: Cast) -> Speaker | None:
    subject = kid(s, cue.i, "nsubj")
    if subject is None:
        return None
    actor = cast.headed(subject.start)
    return Speaker(actor.id if actor else None, noun_phrase(s, subject.i))
