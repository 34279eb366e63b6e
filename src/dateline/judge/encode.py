"""From a sentence with two marked spans to the numbers that the encoder reads. Training and running share it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.jsontext import sound
from dateline.records import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

# Words of the encoder's vocabulary that its own training never used: they open and close the two spans.
MARKS = ("[unused1]", "[unused2]", "[unused3]", "[unused4]")
LONGEST = 128  # word pieces; a longer sentence is cut to the stretch around its marks
CROPPED = 4_000  # code points: of a longer sentence only so many are cut into pieces, a quarter before the first mark
BESIDE = 24  # word pieces kept before the first mark of a sentence that is cut


@dataclass(frozen=True, slots=True)
class Pairing:
    """A sentence and the spans, in its own code points, of an actor and a recipient; one of them may be unknown."""

    text: str
    actor: Span | None
    recipient: Span | None


@dataclass(frozen=True, slots=True)
class Encoded:
    """Word pieces, and for each whether it stands within the actor's marks and the recipient's."""

    ids: tuple[int, ...]
    in_actor: tuple[int, ...]
    in_recipient: tuple[int, ...]


def encode(pairing: Pairing, tokenizer: Tokenizer) -> Encoded:
    """The sentence's word pieces with the marks among them, at most LONGEST."""
    ids = tokenizer.encode(sound(_marked(_near(pairing)))).ids
    marks = [known for mark in MARKS if (known := tokenizer.token_to_id(mark)) is not None]
    ids = _cut(ids, frozenset(marks))
    return Encoded(tuple(ids), _within(ids, marks[0], marks[1]), _within(ids, marks[2], marks[3]))


def prepare(tokenizer: Tokenizer) -> Tokenizer:
    """The tokenizer, told that the marks are words of their own."""
    tokenizer.no_padding()
    tokenizer.no_truncation()
    tokenizer.add_special_tokens(list(MARKS))
    return tokenizer


def _near(pairing: Pairing) -> Pairing:
    """The stretch around the spans of a very long sentence: more would be read for nothing, for each of its pairs."""
    spans = [span for span in (pairing.actor, pairing.recipient) if span is not None]
    if len(pairing.text) <= CROPPED or not spans:
        return pairing
    first = max(0, min(span.start for span in spans) - CROPPED // 4)
    last = max(first + CROPPED, *(span.end for span in spans))
    actor, recipient = (
        Span(span.start - first, span.end - first) if span is not None else None
        for span in (pairing.actor, pairing.recipient)
    )
    return Pairing(pairing.text[first:last], actor, recipient)


def _marked(pairing: Pairing) -> str:
    """The text with the marks set in; where spans touch, the earlier is closed before the later is opened."""
    cuts: list[tuple[int, bool, int, str]] = []
    for span, opening, closing in ((pairing.actor, *MARKS[:2]), (pairing.recipient, *MARKS[2:])):
        if span is not None:
            cuts += [(span.start, True, -span.end, opening), (span.end, False, -span.start, closing)]
    parts, at = [], 0
    for place, _, _, mark in sorted(cuts):
        parts += [pairing.text[at:place], f" {mark} "]
        at = place
    return "".join([*parts, pairing.text[at:]])


def _cut(ids: list[int], marks: frozenset[int]) -> list[int]:
    if len(ids) <= LONGEST:
        return ids
    first = next((i for i, piece in enumerate(ids) if piece in marks), 1)
    start = max(1, min(first - BESIDE, len(ids) - 1 - (LONGEST - 2)))
    return [ids[0], *ids[start : start + LONGEST - 2], ids[-1]]


def _within(ids: list[int], opening: int, closing: int) -> tuple[int, ...]:
    """1 from the opening mark to the closing one, both included; all 0 where there is none."""
    inside, flags = False, []
    for piece in ids:
        inside = inside or piece == opening
        flags.append(int(inside))
        inside = inside and piece != closing
    return tuple(flags)
