"""What one reading of a page gathers: drafts of quotes, by the form of a line, by the tree, and by the marks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from dateline.extract.speech.background import background_of
from dateline.extract.speech.direct import Beside, Paragraph, colon_speaker, cue_beside, stands_alone
from dateline.extract.speech.lines import Line, signature
from dateline.extract.speech.marks import Marked
from dateline.extract.speech.named import Named
from dateline.extract.speech.names import is_name_not_speech
from dateline.extract.speech.speakers import make_speaker
from dateline.extract.speech.tree import Told
from dateline.extract.speech.turns import Draft, Turns
from dateline.extract.speech.ways import is_told, kind_of
from dateline.extract.speech.whom import Whom
from dateline.lexicon.reporting import ReportingWords
from dateline.lookup import Cast
from dateline.records import Analysis, Article, Sentence, Span, Speaker

UNSPOKEN = frozenset({"shows", "believes", "wants", "expects", "fears", "learns", "seems", "plans", "attitude"})
WHOLE = 0.7  # a told clause is a direct quote when this share of it stands between one pair of marks


class PageSpeech:
    """What one call of ``find_quotes`` gathers. Marks are known by their index."""

    def __init__(
        self, analysis: Analysis, article: Article, marks: Sequence[Marked], cast: Cast, words: ReportingWords
    ) -> None:
        self.analysis, self.text, self.marks, self.cast, self.words = analysis, article.text, marks, cast, words
        self.starts = [m.outer.start for m in marks]
        self.block_starts = [b.span.start for b in article.blocks]
        self.turns = Turns(analysis, cast, words, quoted=self.is_quoted)
        self.whom = Whom(cast, self.turns, Named(cast, analysis.text, quoted=self.is_quoted))
        self.taken: dict[int, Draft] = {}  # mark -> the quote that it became
        self.lines: list[Span] = []  # transcript turns and headlines told by their form

    def mark_at(self, offset: int) -> int | None:
        k = bisect_right(self.starts, offset) - 1
        return k if k >= 0 and self.marks[k].outer.end > offset else None

    def is_quoted(self, offset: int) -> bool:
        return self.mark_at(offset) is not None

    def marks_in(self, span: Span) -> list[int]:
        """Marks that overlap a span, in order."""
        first = self.mark_at(span.start)
        low = first if first is not None else bisect_left(self.starts, span.start)
        return [k for k in range(low, bisect_left(self.starts, span.end)) if self.marks[k].outer.end > span.start]

    # ------------------------------------------------- by the form of a line

    def add_line(self, line: Line) -> None:
        """A transcript's turn or a headline's statement: all of it, and no cue inside it is looked for."""
        speaker = self._named(line.speaker)
        self.lines.append(Span(line.speaker.start, line.content.end))
        draft = Draft(line.content, "direct", speaker, line.cue, "says")
        self.turns.add(draft)
        for k in self.marks_in(line.content):
            self.taken[k] = draft

    def _in_line(self, offset: int) -> bool:
        k = bisect_right(self.lines, Span(offset, 1 << 60)) - 1
        return k >= 0 and self.lines[k].end > offset

    def _named(self, span: Span) -> Speaker:
        at = self.cast.by_span.at(span)
        return Speaker(at[-1][1][0].id if at else None, span)

    # ------------------------------------------------------------ by the tree

    def add_told(self, s: Sentence, told: Told) -> None:
        cue = s.tokens[told.cue]
        if self.mark_at(cue.start) is not None or self._in_line(cue.start):
            return
        cue_span = Span(cue.start, s.tokens[told.cue_last or told.cue].end)
        spans = [Span(s.tokens[a].start, s.tokens[b].end) for a, b in told.pieces]
        speaker = self._speaker(s, told, (cue_span, *spans))
        to = make_speaker(s, told.addressee, self.cast).span if told.addressee is not None else None
        beside = tuple(b for b in background_of(s, told, self.words) if self.mark_at(b.start) is None)
        made = Draft(
            Span(0, 0),
            "direct",
            speaker,
            cue_span,
            kind_of(s, told, self.words),
            addressee=to,
            told=is_told(s, told, self.words),
            beside=beside,
        )
        first: Draft | None = None
        for span in spans:
            inside = [k for k in self.marks_in(span) if not self.marks[k].outer.contains(cue_span)]
            span = self._to_setting(self._after_colon(span, inside), inside)
            whole = self._whole(span, inside)
            if whole is not None:
                if whole in self.taken:
                    continue
                mark = self.marks[whole]
                draft = replace(made, span=mark.span, closed=mark.closed)
                if self.text[span.start : mark.outer.start].strip():
                    draft = replace(draft, kind="mixed")
                draft = self._keep(draft, whole, first)
            else:
                span = self._to_marks(span, inside)
                draft = replace(made, span=span, kind="mixed" if inside else "indirect")
                draft = self._keep(draft, None, first)
                for k in inside:
                    if k not in self.taken and not is_name_not_speech(self.text, self.marks[k], self.words):
                        mark = self.marks[k]
                        fragment = replace(
                            made,
                            span=mark.span,
                            kind="mixed",
                            closed=mark.closed,
                            part_of=draft.part_of or span,
                            beside=(),
                        )
                        self.taken[k] = fragment
                        self.turns.add(self.taken[k])
            first = first or draft

    def _speaker(self, s: Sentence, told: Told, taken: Sequence[Span]) -> Speaker | None:
        if told.speaker is None:
            return None
        opening = min(self._opening(t) for t in (s.tokens[told.speaker].start, *(span.start for span in taken)))
        return self.whom.tells(s, told, taken, opening=opening)

    def _keep(self, draft: Draft, mark: int | None, first: Draft | None) -> Draft:
        if first is not None and draft.part_of is None:
            draft = replace(draft, part_of=first.part_of or first.span)
        self.turns.add(draft)
        if mark is not None:
            self.taken[mark] = draft
        return draft

    def _whole(self, span: Span, inside: list[int]) -> int | None:
        """The mark that holds (nearly) all of a told clause; None where it is told in the outlet's words."""
        for k in inside[:1]:
            outer = self.marks[k].outer
            shared = min(outer.end, span.end) - max(outer.start, span.start)
            lead = self.text[span.start : max(span.start, outer.start)].split()
            if shared >= WHOLE * (span.end - span.start) and (not lead or lead == ["that"]):
                return k
        return None

    def _after_colon(self, span: Span, inside: list[int]) -> Span:
        """ "He scolded her: “So be it,” he said": what leads up to the marks is not told by what follows them."""
        for k in inside[:1]:
            outer = self.marks[k].outer
            if outer.end >= span.end and self.text[span.start : max(span.start, outer.start)].rstrip().endswith(":"):
                return Span(outer.start, span.end)
        return span

    def _to_setting(self, span: Span, inside: list[int]) -> Span:
        """ "“So be it,” when the crowd booed": what opens with marks ends with them where its setting follows."""
        for k in inside[:1]:
            mark = self.marks[k]
            rest = self.text[mark.outer.end : span.end].split()
            opens = not self.text[span.start : max(span.start, mark.outer.start)].strip()
            ended = mark.closed and self.text[mark.span.end - 1] in ",.?!"
            if len(inside) == 1 and opens and ended and rest and rest[0].lower() in self.words.sets.settings:
                return Span(span.start, mark.outer.end)
        return span

    def _to_marks(self, span: Span, inside: list[int]) -> Span:
        """A told clause that ends between marks goes on to their end."""
        start, end = span
        if inside:
            outer = self.marks[inside[-1]].outer
            if outer.start < end < outer.end:
                end = self.marks[inside[-1]].span.end
            elif end <= outer.start:
                end = span.end
            if self.marks[inside[0]].span.start <= start and self.marks[inside[0]].outer.start < start:
                start = self.marks[inside[0]].span.start
        return Span(start, end)

    # ---------------------------------------------------------- by the marks

    def add_marked(self, own: Sequence[Sentence]) -> None:
        """Marks that no told clause has taken; only the page's ``own`` sentences give them speakers."""
        by_block: dict[int, list[int]] = {}
        for k, mark in enumerate(self.marks):
            by_block.setdefault(mark.block, []).append(k)
        sentences: dict[int, list[Sentence]] = {}
        for sentence in own:
            sentences.setdefault(sentence.block, []).append(sentence)
        for block, numbers in by_block.items():
            here = sentences.get(block, [])
            if not here:
                continue
            paragraph = Paragraph(here, [self.marks[k] for k in numbers])
            following = [x.span for x in sentences.get(block + 1, [])[:1]]
            earlier = sentences.get(block - 1, [])
            for n, k in enumerate(numbers):
                if k not in self.taken:
                    signed = signature(self.text, self.marks[k], following, self.words) if k == numbers[-1] else None
                    if signed is not None:
                        self._sign(k, signed)
                    else:
                        self._add_mark(paragraph, n, k, numbers, here, earlier)

    def _add_mark(
        self,
        paragraph: Paragraph,
        n: int,
        k: int,
        numbers: list[int],
        own: list[Sentence],
        earlier: list[Sentence],
    ) -> None:
        mark, text = self.marks[k], self.text
        before = self.taken.get(numbers[n - 1]) if n else None
        line_start = not text[own[0].span.start : mark.outer.start].strip()
        if mark.goes_on and k and self.taken.get(k - 1) is not None:
            self._go_on(k, self.taken[k - 1])
            return
        alone = stands_alone(mark, text=text, line_start=line_start)
        beside = None
        if not (is_name_not_speech(text, mark, self.words) and not alone):
            beside = cue_beside(paragraph, n, text=text, words=self.words)
        if beside is None and line_start and earlier and text[earlier[-1].span.end - 1] == ":":
            beside = colon_speaker(earlier[-1], self.words)
        if beside is not None:
            self._beside(k, beside, before)
            return
        begins = line_start or text[mark.outer.start - 2 : mark.outer.start].strip()[-1:] in {".", "?", "!", "”", '"'}
        if alone and begins:
            last = before or self._last_speech(mark)
            if last is not None:
                self._go_on(k, last)

    def _sign(self, k: int, name: Span) -> None:
        mark = self.marks[k]
        cue = Span(mark.outer.end, name.start)
        self.taken[k] = Draft(mark.span, "direct", self._named(name), cue, "says", mark.closed)
        self.turns.add(self.taken[k])

    def _beside(self, k: int, beside: Beside, before: Draft | None) -> None:
        mark, s = self.marks[k], beside.sentence
        speaker = make_speaker(s, beside.speaker, self.cast) if beside.speaker is not None else None
        if speaker is not None and beside.speaker is not None:
            head = s.tokens[beside.speaker]
            speaker = self.whom.meant(s, head, speaker, opening=min(head.start, mark.outer.start))
        cue = s.tokens[beside.cue].span if beside.cue is not None else None
        kind = beside.word.kind if beside.word is not None else "says"
        part_of = None
        if before is not None and before.cue == cue and cue is not None:
            part_of, speaker = before.part_of or before.span, before.speaker
        draft = Draft(mark.span, "direct", speaker, cue, kind, mark.closed, part_of)
        self.taken[k] = draft
        self.turns.add(draft)

    def _go_on(self, k: int, last: Draft) -> None:
        mark = self.marks[k]
        part_of = last.part_of or last.span if last.kind != "indirect" else None
        draft = Draft(
            mark.span, "direct", last.speaker, last.cue if part_of else None, last.cue_kind, mark.closed, part_of
        )
        self.taken[k] = draft
        self.turns.add(draft)

    def _opening(self, offset: int) -> int:
        """The start of the marks that an offset stands in or ends; itself where it stands in none."""
        k = self.mark_at(offset)
        return self.starts[k] if k is not None else offset

    def _last_speech(self, mark: Marked) -> Draft | None:
        """The last attributed quote that ends before a mark, at most two paragraphs back."""
        last = self.turns.last(mark.outer.start)
        if last is None:
            return None
        if last.cue_kind in UNSPOKEN:
            return None  # a banner that reads so, what a navy believes: no quotation goes on with it
        near = mark.block - (bisect_right(self.block_starts, last.span.start) - 1) <= 2
        return last if near and last.speaker is not None else None
