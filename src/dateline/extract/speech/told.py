"""Told speech by the tree: which words of a sentence are the content of which cue, and whose they are.

Numbers are token indices of one sentence. A cue is a word of the reporting table that has one of the
complements it takes; the first that fits of clause, infinitive, gerund, object and preposition counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.extract.speech.speakers import subject_of
from dateline.lexicon.reporting import ReportingWord, ReportingWords
from dateline.records import Sentence, Token
from dateline.syntax import clause_head, is_passive, kid, kids, subtree

Piece = tuple[int, int]  # first and last token, both included
LONGEST = 400  # tokens: what is longer is a list or a broken page, and costs the square of its length
FOLLOWERS = ("xcomp", "ccomp")  # what goes with an object: "called him a liar"


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


def told_in(s: Sentence, words: ReportingWords) -> list[Told]:
    """Every cue of a sentence with its content, in the order of the cues; [] where nothing is told."""
    if len(s.tokens) > LONGEST:
        return []
    found: list[Told] = []
    shared: dict[int, int | None] = {}  # coordinated cues that the tree hides in a told clause -> their speaker
    for t in s.tokens:
        one = None
        if t.upos in ("VERB", "AUX"):
            word = verb_word(s, t, words)
            one = _of_verb(s, t, word, words, shared) if word is not None else None
        elif t.upos == "NOUN":
            noun = words.nouns.get(t.lemma)
            one = _of_noun(s, t, noun) if noun is not None else None
        elif t.upos == "ADJ":
            adjective = words.adjectives.get(t.lemma)
            one = _of_adjective(s, t, adjective) if adjective is not None else None
        elif t.upos == "ADV":
            adverb = words.adverbs.get(t.lemma)
            one = _around(s, t.i, adverb, None, t.head, "around") if adverb is not None and t.head >= 0 else None
        if one is None and t.upos in ("VERB", "ADP", "SCONJ", "ADV"):
            one = _of_preposition(s, t, words)
        if one is not None and one.pieces:
            found.append(one)
    return found


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


# ---------------------------------------------------------------- verbs


def _of_verb(
    s: Sentence, t: Token, word: ReportingWord, words: ReportingWords, shared: dict[int, int | None]
) -> Told | None:
    passive = is_passive(s, t.i)
    if word.kind == "seems":
        shared[t.i] = None  # its subject is what seems, not who says so
    speaker = shared[t.i] if t.i in shared else subject_of(s, t.i)
    obj = kid(s, t.i, "obj", "iobj")
    addressee = obj.i if obj is not None and "person" in word.takes else None
    if speaker is None and obj is not None and not passive and "clause" in word.takes and _inverted(s, t, obj):
        speaker, addressee, obj = obj.i, None, None  # "… , warned Hall": the tree takes the speaker for an object
    own = frozenset(_own(s, t, with_subject=word.kind != "seems"))

    def made(form: str, tokens: Iterable[int], to: int | None = addressee) -> Told:
        all_tokens = list(tokens)
        nominal = form in ("object", "subject", "prep") and not any(
            s.tokens[k].deprel in ("xcomp", "advcl", "ccomp") and s.tokens[k].head == t.i for k in all_tokens
        )
        return Told(s.index, t.i, word, form, pieces_of(s, all_tokens, own), speaker, to, nominal=nominal)

    if "clause" in word.takes and not passive and speaker is not None:
        around = _between_commas(s, t, speaker)
        if around is not None:
            return Told(s.index, t.i, word, "around", around, speaker)
    clause = _clause(s, t)
    if clause is not None and ("clause" in word.takes or ("to" in word.takes and _is_infinitive(s, clause.i))):
        tokens = _clause_tokens(s, t, clause.i, words)
        hidden = _new_cue(s, t, clause.i, words) if clause.i > t.i else None
        if hidden is not None:
            verb, start = hidden
            tokens = [k for k in tokens if k < start]
            if kid(s, verb, "nsubj") is None:
                shared[verb] = speaker
        return made("clause", tokens)
    for k in kids(s, t.i, "xcomp"):
        if "to" in word.takes and _is_infinitive(s, k.i):
            tokens = subtree(s, k.i)
            if passive or word.kind == "seems":
                tokens = [*_subject_phrase(s, t.i), *tokens]
            elif obj is not None and "object" in word.takes and obj.i < k.i:
                tokens = [*subtree(s, obj.i), *tokens]
            return made("to", tokens, None if obj is None or "object" in word.takes else obj.i)
        if "ing" in word.takes and (k.xpos == "VBG" or any(s.tokens[c].xpos == "VBG" for c in s.children[k.i])):
            return made("ing", subtree(s, k.i))
    if "clause" in word.takes and _is_parenthesis(s, t):
        return _around(s, t.i, word, speaker, t.head, "around", own=own)
    if passive and {"object", "named"} & word.takes:
        followers = _followers(s, t, word, t.i)
        tokens = [*_subject_phrase(s, t.i), *followers]
        if tokens and (followers or "object" in word.takes):
            return made("subject", tokens, None)
        return None
    if obj is not None and not passive and {"object", "named"} & word.takes:
        followers = _followers(s, t, word, obj.i)
        if followers or "object" in word.takes:
            return made("object", [*subtree(s, obj.i), *followers], None)
    if word.prepositions:
        tokens = _after_preposition(s, t, word.prepositions)
        if tokens:
            return made("prep", [*tokens, *_followers(s, t, word, max(tokens))])
    return None


def _between_commas(s: Sentence, t: Token, speaker: int) -> tuple[Piece, ...] | None:
    """ "The bridge, residents say, was closed": what stands before and after, however the tree hangs it."""
    phrase = [k for k in subtree(s, speaker) if k != t.i]
    first, last = min(t.i, *phrase), t.i
    if not phrase or max(phrase) > t.i + 6 or first < 2 or s.tokens[first - 1].text not in (",", "—", "–"):
        return None
    while last + 1 < len(s.tokens) and last < t.i + 6 and s.tokens[last + 1].text not in (",", "—", "–"):
        last += 1
        if s.tokens[last].upos in ("VERB", "AUX", "SCONJ", "PUNCT"):
            return None
    if last + 2 >= len(s.tokens) or s.tokens[last + 1].text not in (",", "—", "–"):
        return None
    after = s.tokens[last + 2]
    if after.upos in ("CCONJ", "SCONJ") or after.xpos in ("VBG", "WP", "WDT"):
        return None
    whole = [k for k in range(len(s.tokens)) if k < first or k > last]
    return pieces_of(s, whole, frozenset(range(first, last + 1)))


def _clause(s: Sentence, t: Token) -> Token | None:
    """The clause that a verb tells; not one set apart by a colon or semicolon before it."""
    for k in kids(s, t.i, "ccomp"):
        between = s.tokens[max(subtree(s, k.i)) + 1 : t.i] if k.i < t.i else ()
        if not any(x.text in (":", ";") for x in between):
            return k
    return None


def _clause_tokens(s: Sentence, t: Token, clause: int, words: ReportingWords) -> list[int]:
    """A told clause with what goes on with it after it, up to another cue of the same speaker.

    The parser often hangs a later part ("…, because it rained", "… and that it would") from the cue.
    """
    tokens = subtree(s, clause)
    if clause > t.i:
        for k in kids(s, t.i):
            if k.i < clause or k.deprel not in ("advcl", "ccomp", "conj", "parataxis", "dep", "obl"):
                continue
            if k.deprel == "advcl" and (k.xpos == "VBG" or not _case(s, k.i)):
                continue
            if k.deprel in ("conj", "parataxis", "ccomp") and not _case(s, k.i) & {"that"}:
                continue
            tokens = [*tokens, *subtree(s, k.i)]
    else:
        for k in kids(s, t.i, "conj"):
            if k.upos in ("VERB", "AUX") and verb_word(s, k, words) is None:
                tokens = [*tokens, *subtree(s, k.i)]
    return tokens


def _new_cue(s: Sentence, t: Token, clause: int, words: ReportingWords) -> tuple[int, int] | None:
    """A coordinated cue that the parser took into the told clause, and where it begins: "said it fell | and warned"."""
    for k in kids(s, clause, "conj"):
        if k.upos != "VERB" or k.xpos != t.xpos or k.xpos not in ("VBD", "VBZ", "VBP"):
            continue
        word = verb_word(s, k, words)
        if word is None or not word.takes & {"clause", "to", "object"} or kid(s, k.i, "aux") is not None:
            continue
        subject = kid(s, k.i, "nsubj")
        if subject is not None and not (subject.upos == "PRON" and s.tokens[subject.i - 2].text == ","):
            continue
        first = min(subtree(s, k.i))
        while first > clause + 1 and s.tokens[first - 1].upos in ("CCONJ", "PUNCT", "ADV"):
            first -= 1
        return k.i, first
    return None


def _inverted(s: Sentence, t: Token, obj: Token) -> bool:
    clause = kid(s, t.i, "ccomp")
    return clause is not None and clause.i < t.i < obj.i and t.xpos in ("VBD", "VBZ", "VBP")


def _own(s: Sentence, t: Token, *, with_subject: bool) -> list[int]:
    """The cue, its auxiliaries and its subject: never content of its own cue."""
    own = [t.i]
    for k in kids(s, t.i, "=nsubj", "aux", "advmod", "compound:prt", "obl:agent", "mark"):
        if (k.deprel == "advmod" and abs(k.i - t.i) > 1) or (k.deprel == "nsubj" and not with_subject):
            continue
        own.extend(subtree(s, k.i))
    return own


def _is_infinitive(s: Sentence, i: int) -> bool:
    return any(s.tokens[k].xpos == "TO" for k in s.children[i])


def _subject_phrase(s: Sentence, i: int) -> list[int]:
    k = kid(s, i, "nsubj:pass", "=nsubj")
    return subtree(s, k.i) if k is not None else []


def _followers(s: Sentence, t: Token, word: ReportingWord, after: int) -> list[int]:
    """What else of the predicate goes with an object: "him | a liar", "them | of lying", "us | to go"."""
    found: list[int] = []
    for k in kids(s, t.i):
        if k.i <= after:
            continue
        if k.deprel in FOLLOWERS or (k.deprel in ("obl", "advcl") and word.prepositions & _case(s, k.i)):
            found.extend(subtree(s, k.i))
    return found


def _case(s: Sentence, i: int) -> frozenset[str]:
    return frozenset(s.tokens[k].lemma for k in s.children[i] if s.tokens[k].deprel in ("case", "mark"))


def _after_preposition(s: Sentence, t: Token, prepositions: frozenset[str]) -> list[int]:
    """The phrase or gerund after one of the prepositions, the preposition itself left out."""
    for k in kids(s, t.i, "obl", "nmod", "advcl", "acl"):
        case = [c for c in s.children[k.i] if s.tokens[c].deprel in ("case", "mark")]
        if k.i > t.i and any(s.tokens[c].lemma in prepositions for c in case):
            return [x for x in subtree(s, k.i) if x > max(case, default=-1) or x not in case]
    return []


# --------------------------------------------------- content round about its cue


def _is_parenthesis(s: Sentence, t: Token) -> bool:
    """ "The strike, experts say, was bold": a cue without content of its own inside its content."""
    if t.head < 0:
        return False
    if t.deprel == "parataxis":
        return kid(s, t.i, "nsubj") is not None
    if t.deprel == "advcl":  # "as experts say"
        return any(s.tokens[k].lemma == "as" and s.tokens[k].deprel in ("mark", "advmod") for k in s.children[t.i])
    return False


def _around(
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


# ---------------------------------------------------- nouns, adjectives, prepositions


def _of_noun(s: Sentence, t: Token, word: ReportingWord) -> Told | None:
    """ "her claim that …", "a call for …"; the speaker owns the noun, or is subject of the verb it is object of."""
    tokens: list[int] = []
    for k in kids(s, t.i, "acl", "ccomp", "acl:relcl"):
        marks = _case(s, k.i)
        if ("clause" in word.takes and k.i > t.i and "that" in marks and kid(s, k.i, "nsubj", "cop", "csubj")) or (
            "to" in word.takes and k.i > t.i and k.deprel == "acl" and _is_infinitive(s, k.i)
        ):
            tokens = subtree(s, k.i)
        if tokens:
            break
    if not tokens and word.prepositions:
        tokens = _after_preposition(s, t, word.prepositions)
    if not tokens:
        return None
    return Told(s.index, t.i, word, "noun", pieces_of(s, tokens, frozenset({t.i})), _owner(s, t.i))


def _owner(s: Sentence, i: int) -> int | None:
    owner = kid(s, i, "nmod:poss")
    if owner is not None:
        return owner.i
    for k in kids(s, i, "nmod"):
        if _case(s, k.i) & {"by", "from"}:
            return k.i
    t = s.tokens[i]
    if t.head >= 0 and t.deprel in ("obj", "obl", "xcomp") and s.tokens[t.head].upos in ("VERB", "AUX"):
        return subject_of(s, t.head)
    return None


def _of_adjective(s: Sentence, t: Token, word: ReportingWord) -> Told | None:
    subject = kid(s, t.i, "nsubj")
    if kid(s, t.i, "cop") is None or subject is None or subject.lemma == "it":
        return None
    clause = next((k for k in kids(s, t.i, "ccomp", "xcomp", "advcl") if k.i > t.i), None)
    tokens: list[int] = []
    if clause is not None:
        wanted = "to" if _is_infinitive(s, clause.i) and clause.deprel == "xcomp" else "clause"
        if wanted in word.takes and clause.deprel != "advcl":
            tokens = subtree(s, clause.i)
    if not tokens and word.prepositions:
        tokens = _after_preposition(s, t, word.prepositions)
    if not tokens:
        return None
    return Told(s.index, t.i, word, "adjective", pieces_of(s, tokens, frozenset({t.i})), subject.i)


def _of_preposition(s: Sentence, t: Token, words: ReportingWords) -> Told | None:
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
        if first <= 1 or all(k.upos == "PUNCT" for k in s.tokens[end + 1 :]):
            top = governor
            while s.tokens[top].head >= 0:
                top = s.tokens[top].head
            content = [k for k in subtree(s, top) if k not in phrase]
        else:
            content = [k for k in subtree(s, clause_head(s, governor)) if k not in phrase]
        return Told(s.index, t.i, word, "around", pieces_of(s, content, phrase), holder, cue_last=last)
    return None
