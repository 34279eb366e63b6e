"""The role that a noun names in a sentence: the longest phrase of the table that ends there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dateline.lexicon.actors import ActorTable, Role
from dateline.records import Sentence, Span
from dateline.resolve.actors.spots import POSSESSIVE, Spot
from dateline.syntax import noun_phrase


@dataclass(slots=True)
class Told:
    """What a phrase tells; filled outwards from its noun.

    ``origin`` says how the country is known: 3 by a people, state or body in the phrase, 2 by a place
    that it is in, 0 not at all. ``of`` are names that it depends on, with the words that tie them.
    """

    role: Role | None = None
    phrase: str = ""
    start: int = 0  # first token of the role phrase
    first: int = 0  # first token of all that stands before
    end: int = 0  # last token of the role phrase
    sectors: tuple[str, ...] = ()
    country: str | None = None
    origin: int = 0
    kind: str | None = None
    former: bool = False
    definite: bool = False
    marked: bool = False  # by another, second, three …: not the one told of before
    quantity: bool = False
    ethnic: bool = False
    modifiers: tuple[str, ...] = ()
    of: list[tuple[Spot, str]] = field(default_factory=list)  # (name, how: of | backed | led | in | owner)
    of_nominal: int | None = None  # head of an of-phrase that is no name: "leader of the rebels"


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with its names by token, and the tables."""

    s: Sentence
    text: str
    spots: Mapping[int, Spot]
    places: Mapping[int, str]
    table: ActorTable


def find_role(scene: Scene, i: int) -> tuple[Role | None, str, int, int]:
    """The longest role phrase at a noun: the role, its words, first and last token."""
    s, text, roles = scene.s, scene.text, scene.table.roles
    t = s.tokens[i]
    lemma = t.lemma.lower()
    lower = t.text.lower()
    ends = dict.fromkeys((lower, lemma, lower[:-1] if lower.endswith("s") else lower, lower.rstrip(".")))
    if lower.endswith("men"):
        ends[lower[:-3] + "man"] = None
    follows: list[tuple[str, int]] = [("", i)]
    if i + 2 < len(s.tokens) and s.tokens[i + 1].text.lower() in ("of", "for"):
        words = [s.tokens[i + 1].text.lower()]
        for k in range(i + 2, min(i + 6, len(s.tokens))):
            word = s.tokens[k].text.lower()
            if word == "the":
                continue
            words.append(word)
            follows.insert(0, (" " + " ".join(words), k))
    for k in range(max(0, i - 4), i + 1):
        if k < i and s.tokens[k].text in POSSESSIVE:
            continue
        before = " ".join(text[s.tokens[k].start : t.start].lower().split())
        if k < i and text[t.start - 1 : t.start].isspace():
            before += " "
        for tail, end in follows:
            for form in ends:
                role = roles.get(before + form + tail) or roles.get(before.replace(".", "") + form + tail)
                if role is not None and not (_is_thing(scene, i, role)):
                    return role, role.words, k, end
    return None, lemma, i, i


def _is_thing(scene: Scene, i: int, role: Role) -> bool:
    """Titles that in lower case and bare name a thing: "justice", "order", "chair"."""
    t = scene.s.tokens[i]
    return role.words in scene.table.lists.things and not t.text[:1].isupper() and "Number=Plur" not in t.feats


def kind_of(scene: Scene, role: Role, i: int) -> str:
    """A soldier is a person, soldiers and an army are a group."""
    plural = "Number=Plur" in scene.s.tokens[i].feats or scene.s.tokens[i].xpos in ("NNS", "NNPS")
    if role.kind == "person":
        return "group" if plural else "person"
    if role.kind in ("group", "people") and not plural and role.words.split()[-1] not in scene.table.collective:
        return "person"
    return role.kind


def title_before(scene: Scene, i: int) -> tuple[Role, int] | None:
    """The longest title that ends at a token, "Secretary of State" too, and its first token."""
    tokens = scene.s.tokens
    for m in range(max(0, i - 5), i + 1):
        words = " ".join(scene.text[tokens[m].start : tokens[i].end].lower().split())
        role = scene.table.titles.get(words) or scene.table.titles.get(words.replace(".", ""))
        if role is not None:
            return role, m
    return None


def phrase_span(scene: Scene, i: int) -> Span:
    """The noun phrase without clause or apposition."""
    return noun_phrase(scene.s, i)
