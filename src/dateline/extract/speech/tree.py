"""What the readers of cues share: a cue with its content, and questions to a sentence's tree.

Numbers are token indices of one sentence.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.lexicon.reporting import ReportingWord, ReportingWords
from dateline.records import Sentence, Token
from dateline.syntax import kids, subtree

Piece = tuple[int, int]  # first and last token, both included
CLOSING = frozenset({'"', "”", "''", "’"})
COMMAS = frozenset({",", "—", "–", "--"})


@dataclass(frozen=True, slots=True)
class Told:
    """A cue with its content. ``form``: clause to ing object prep around subject."""

    sentence: int
    cue: int
    word: ReportingWord
    form: str
    pieces: tuple[Piece, ...]
    speaker: int | None
    addressee: int | None = None
    cue_last: int | None = None  # last token of a cue of several words
    nominal: bool = False  # the content is a noun phrase


def verb_word(s: Sentence, t: Token, words: ReportingWords) -> ReportingWord | None:
    """The table's row for a verb, its particle counted in ("point out"); None where it has none."""
    lemma = lemma_of(t, words)
    for k in s.children[t.i]:
        particle = s.tokens[k].lemma
        if particle in words.particles and k > t.i:
            found = words.verbs.get(f"{lemma} {particle}")
            if found is not None:
                return found
    return words.verbs.get(lemma)


def lemma_of(t: Token, words: ReportingWords) -> str:
    return words.lemmas.get(t.text.lower(), t.lemma.lower())


def pieces_of(s: Sentence, tokens: Iterable[int], cut: frozenset[int] = frozenset()) -> tuple[Piece, ...]:
    """Tokens as runs, broken where a cut token lies between; punctuation at a run's ends is left out."""
    runs: list[list[int]] = []
    last = -2
    for k in sorted(tokens):
        if k in cut:
            continue
        if not runs or any(c in cut for c in range(last + 1, k)):
            runs.append([])
        runs[-1].append(k)
        last = k
    trimmed = []
    for run in runs:
        while run and s.tokens[run[0]].upos == "PUNCT" and s.tokens[run[0]].text not in ("(", "[", "$"):
            run.pop(0)
        while run and s.tokens[run[-1]].upos == "PUNCT" and s.tokens[run[-1]].text not in (")", "]", "%"):
            run.pop()
        if run and s.tokens[run[0]].upos == "CCONJ" and len(runs) > 1:
            run.pop(0)
        if run:
            trimmed.append((run[0], run[-1]))
    return tuple(trimmed)


def is_infinitive(s: Sentence, i: int) -> bool:
    return any(s.tokens[k].xpos == "TO" for k in s.children[i])


def case(s: Sentence, i: int) -> frozenset[str]:
    return frozenset(s.tokens[k].lemma for k in s.children[i] if s.tokens[k].deprel in ("case", "mark"))


def after_preposition(s: Sentence, t: Token, prepositions: frozenset[str]) -> list[int]:
    """The phrase or gerund after one of the prepositions, the preposition itself left out."""
    for k in kids(s, t.i, "obl", "nmod", "advcl", "acl"):
        case = [c for c in s.children[k.i] if s.tokens[c].deprel in ("case", "mark")]
        if k.i > t.i and any(s.tokens[c].lemma in prepositions for c in case):
            return [x for x in subtree(s, k.i) if x > max(case, default=-1) or x not in case]
    return []


def around(
    s: Sentence,
    cue: int,
    word: ReportingWord,
    speaker: int | None,
    governor: int,
    form: str,
    *,
    own: frozenset[int] = frozenset(),
    last: int | None = None,
) -> Told | None:
    without = frozenset(subtree(s, cue)) | own
    content = [k for k in subtree(s, governor) if k not in without]
    return Told(s.index, cue, word, form, pieces_of(s, content, without), speaker, cue_last=last)


def without_stance(s: Sentence, tokens: list[int], words: ReportingWords) -> list[int]:
    """Told tokens without a participle behind a comma that the outlet tells of the speaker: ", ignoring appeals"."""
    for k in tokens:
        t = s.tokens[k]
        if t.xpos == "VBG" and t.deprel == "advcl" and t.lemma in words.sets.stances and s.tokens[k - 1].text in COMMAS:
            cut = frozenset(subtree(s, k))
            return [x for x in tokens if x not in cut]
    return tokens
