"""A sentence with the rules, and what a word in it is: a time, somebody who can act, a word after a preposition."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.lexicon.events import EventRules
from dateline.records import Sentence, Token
from dateline.syntax import cases

NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
PERSONS = frozenset(["he", "she", "they", "we", "i", "you", "who", "it", "them", "him", "her", "us", "me", "whom"])


@dataclass(slots=True)
class Scene:
    """A sentence with the rules, and what was already worked out of it."""

    s: Sentence
    rules: EventRules
    known: frozenset[int] = frozenset()  # tokens that a user pointed at as actors
    moved: dict[int, int] = field(
        default_factory=dict
    )  # verb -> its object, where its particle passed for a preposition
    named: dict[int, str] = field(default_factory=dict)  # token -> kind of the name it is in
    joined: dict[int, int] = field(default_factory=dict)  # noun -> the noun after its "as well as", "along with"

    def __post_init__(self) -> None:
        self.joined = _joined(self.s)
        for name in self.s.names:
            for i in range(name.first, min(name.last + 1, len(self.s.tokens))):
                self.named[i] = name.kind

    def lemma(self, i: int) -> str:
        """The lemma, lower case, with the lemmatizer's known slips mended ("staged" is not of "stag")."""
        t = self.s.tokens[i]
        lemma = t.lemma.lower()
        return self.rules.slips.get(t.text.lower()) or self.rules.slips.get(lemma, lemma)

    def forms(self, i: int) -> tuple[str, ...]:
        """Words that a rule may know a token by: lemma, itself, "cease-fire" for its "fire", "marine" for "Marines"."""
        t = self.s.tokens[i]
        low, lemma = t.text.lower(), self.lemma(i)
        found = (lemma, low) if lemma != low else (low,)
        if t.upos == "PROPN" and low.endswith("s") and len(low) > 3:
            found = (*found, low[:-1])
        if i >= 2 and self.s.tokens[i - 1].text == "-" and self.s.tokens[i - 1].start == self.s.tokens[i - 2].end:
            found = (*found, f"{self.s.tokens[i - 2].text.lower()}-{lemma}")
        return found

    def is_class(self, i: int, name: str) -> bool:
        return self.lemma(i) in self.rules.words(name)


def is_time(scene: Scene, t: Token) -> bool:
    if t.lemma == "march" and t.text[0].islower():
        return False  # "police stopped the march"
    return t.lemma[:1].isdigit() or scene.is_class(t.i, "time")


def is_actor(scene: Scene, i: int) -> bool:
    """Whether a noun can act: a name of people, groups or countries, a nationality, or a word for such."""
    t = scene.s.tokens[i]
    kind = scene.named.get(i)
    if i in scene.known or kind in ("person", "organisation", "gpe", "people"):
        return True
    if t.upos == "PROPN" and kind is None and t.text[:1].isupper() and not t.text.isupper() and not is_time(scene, t):
        return True  # a name that the tagger knew no kind for
    if t.upos == "PRON":
        return t.lemma.lower() in PERSONS
    if not scene.rules.words("actor").isdisjoint(scene.forms(i)):
        return True
    low = t.text.lower()
    return low.endswith(("-led", "-backed", "-allied")) and low[:1].isalpha()


def only_describes(scene: Scene, k: int, c: int) -> bool:
    """Whether an adjective beside a noun is no party of its own: "groups, both local and *national*"; with an article
    or a name it is one ("the army and the wounded", "Kenyans and Ugandan")."""
    above = scene.s.tokens[k]
    counted = any(scene.s.tokens[x].deprel in ("det", "nummod") for x in scene.s.children[c])
    if counted or c in scene.named or c in scene.known or is_actor(scene, c):
        return False
    return above.upos == "NOUN" or (above.upos == "ADJ" and k not in scene.named)


def has_case(s: Sentence, i: int, wanted: tuple[str, ...]) -> bool:
    """Whether a noun's preposition is a wanted one: its first word or all of it ("out_of")."""
    found = cases(s, i)
    return bool(found) and (found[0] in wanted or "_".join(found) in wanted)


JOINING = (("as", "well", "as"), ("along", "with"), ("together", "with"))
WITHIN = frozenset({"compound", "amod", "flat", "nummod", "det", "nmod:poss", "nmod", "case", "appos", "advmod"})


def _joined(s: Sentence) -> dict[int, int]:
    """Nouns that "as well as", "along with" or "together with" join, the earlier one to the later."""
    found: dict[int, int] = {}
    words = [t.text.lower() for t in s.tokens]
    for p in range(1, len(words)):
        after = next((p + len(j) for j in JOINING if tuple(words[p : p + len(j)]) == j), None)
        left = p - 2 if words[p - 1] == "," else p - 1
        if after is None or after >= len(words) or left < 0:
            continue
        right = after
        while s.tokens[right].deprel in WITHIN and s.tokens[right].head > right:
            right = s.tokens[right].head
        while s.tokens[left].upos in NOUNS and s.tokens[right].upos in NOUNS:
            found[left] = right
            if s.tokens[left].deprel not in WITHIN or not 0 <= s.tokens[left].head < p:
                break
            left = s.tokens[left].head
    return found
