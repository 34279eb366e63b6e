"""Which cues inside other cues' content are kept: a chain of speakers, not every attitude on the way."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.extract.speech.tree import Told
from dateline.lexicon.reporting import ReportingWords
from dateline.records import Sentence

# Of speech inside speech only what another says is a link of the chain ("the minutes say that Varga said").
# What a speaker wants or fears inside his own words ("he said he hoped to win") is part of those words.
LINKS = frozenset(
    {
        "says",
        "notes",
        "claims",
        "denies",
        "confirms",
        "accuses",
        "warns",
        "predicts",
        "promises",
        "threatens",
        "quotes",
        "shows",
    }
)
# Words of will: what stands in them has not been said or done.
WILLED = frozenset({"plans", "wants", "asks", "orders", "promises", "threatens", "agrees", "refuses", "expects"})
HELD = LINKS | {"believes"}


def outermost(s: Sentence, found: Sequence[Told], words: ReportingWords) -> list[Told]:
    """The cues that stand in no other's content, and those inside that hand on another's word; in order."""
    holder = [0] * len(s.tokens)  # how many contents cover a token
    for told in found:
        for first, last in told.pieces:
            for k in range(first, last + 1):
                holder[k] += 1
    unreal = {k for told in found if told.word.kind in WILLED for a, b in told.pieces for k in range(a, b + 1)}
    return [
        told
        for told in found
        if not holder[told.cue] or (_is_link(s, told, found, words) and not _wished(s, told, unreal))
    ]


def _wished(s: Sentence, told: Told, unreal: set[int]) -> bool:
    """ "wants voters to recall that she voted for it": nobody has recalled it."""
    return s.tokens[told.cue].xpos == "VB" and told.cue in unreal


def _is_link(s: Sentence, told: Told, found: Sequence[Told], words: ReportingWords) -> bool:
    if told.form == "noun" and told.word.kind in HELD and "clause" in told.word.takes and told.speaker is not None:
        owner = s.tokens[told.speaker]
        # "the bureau's finding that …", "the tanker put out a message that …"
        noun = s.tokens[told.cue]
        issued = noun.deprel == "obj" and told.word.kind == "says" and s.tokens[noun.head].lemma in words.sets.issuing
        return (owner.deprel == "nmod:poss" or issued) and owner.lemma.lower() not in words.sets.own
    shown = told.form == "object" and told.word.kind in ("shows", "quotes") and _shows_telling(s, told, found)
    if (told.form not in ("clause", "around") and not shown) or told.word.kind not in LINKS or told.speaker is None:
        return False
    who = s.tokens[told.speaker]
    if who.upos != "PRON":
        return True
    if who.lemma.lower() not in ("he", "she"):
        return False  # "the reports say that she claimed …": she is none of those who tell of her
    around = (o for o in found if o is not told and any(a <= told.cue <= b for a, b in o.pieces))
    tellers = [s.tokens[o.speaker] for o in around if o.speaker is not None]
    return bool(tellers) and all(k.xpos in ("NNS", "NNPS") or k.lemma in words.papers for k in tellers)


def _shows_telling(s: Sentence, told: Told, found: Sequence[Told]) -> bool:
    """ "The tape shows a clerk as saying …": a link, with another inside it."""
    return any(
        a < o.cue <= b and s.tokens[o.cue].xpos == "VBG" and any(s.tokens[k].lemma == "as" for k in s.children[o.cue])
        for o in found
        if o is not told
        for a, b in told.pieces
    )
