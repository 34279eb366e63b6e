"""Whom a speaker's words stand for: a pronoun, a relative, a noun, by the actors, by turn and by what stands before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.extract.speech.named import Named
from dateline.extract.speech.speakers import antecedent_of, make_speaker, named_span
from dateline.extract.speech.tree import Told
from dateline.extract.speech.turns import Turns
from dateline.lookup import Cast
from dateline.records import Sentence, Span, Speaker, Token


@dataclass(frozen=True, slots=True)
class Whom:
    """Answers for one page. ``opening`` is where a quote begins: whom it means by "he" was named before, not inside."""

    cast: Cast
    turns: Turns
    named: Named

    def tells(self, s: Sentence, told: Told, taken: Sequence[Span], *, opening: int) -> Speaker | None:
        """The speaker of a telling, cut short where the tree lets him run into what is ``taken``; None for nobody."""
        if told.speaker is None:
            return None
        speaker = make_speaker(s, told.speaker, self.cast)
        head = s.tokens[told.speaker]
        end = min((t.start for t in taken if head.start < t.start < speaker.span.end), default=None)
        if end is not None:
            last = max(t.end for t in s.tokens if t.start < end)
            speaker = replace(speaker, span=Span(speaker.span.start, last))
        start = max((t.end for t in taken if speaker.span.start <= t.start and t.end <= head.start), default=None)
        if start is not None:  # "A man police say was shot"
            speaker = replace(speaker, span=Span(min(t.start for t in s.tokens if t.start >= start), speaker.span.end))
        text = self.turns.text(s, head, s.tokens[told.cue], opening=opening)
        if text is not None:
            return text
        if head.xpos == "PRP" and speaker.id not in self.turns.told_of(s):
            known = self.turns.before(s, head, s.tokens[told.cue], opening=opening)
            if known is not None and self.named.fits(head, known):
                return replace(speaker, id=known)
        return self.meant(s, head, speaker, opening=opening)

    def meant(self, s: Sentence, head: Token, speaker: Speaker, *, opening: int) -> Speaker:
        """A speaker with the actor, or else the words, that he stands for; as he is where nothing tells."""
        open_ = speaker.id is None or self.turns.is_pronoun(speaker.id) or self.turns.is_paper(head, speaker.id)
        if not open_ and speaker.id is not None and self.named.named_in_quote(head, speaker.id):
            known = self.turns.behind(s, head, opening=opening)
            if known is not None and self.named.fits(head, known):
                return replace(speaker, id=known)
            open_ = self.named.only_quoted(speaker.id, opening)
        elif not open_ and speaker.id is not None and head.xpos == "PRP" and self.turns.is_many(head, speaker.id):
            return replace(speaker, id=self.turns.behind(s, head, opening=opening) or speaker.id)
        noun = antecedent_of(s, head.i)
        if noun is not None:
            nearer = make_speaker(s, noun, self.cast).id
            who = nearer if open_ or head.lemma.lower() == "who" else speaker.id
            return replace(speaker, id=who, named=named_span(s, noun))
        if not open_ and head.upos != "NOUN":
            return speaker
        known = self.turns.behind(s, head, opening=opening)
        if known is not None:
            return replace(speaker, id=known)
        named = self.turns.antecedent(s, head, opening=opening) if open_ else None
        return replace(speaker, id=None, named=named) if named is not None else speaker
